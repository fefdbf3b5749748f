import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inARow, isCalled } from "./obvious.js";
import { strength } from "./strength.js";

const cases = JSON.parse(readFileSync(new URL("../../../tests/password_cases.json", import.meta.url), "utf-8"));

test.each(cases.map((/** @type {any} */ one) => [one.password.slice(0, 30), one]))("obvious or not: %s", (_, one) => {
  expect({ row: inARow(one.password), called: isCalled(one.password, one.names) }).toEqual({
    row: one.row,
    called: one.called,
  });
});

test.each(cases.map((/** @type {any} */ one) => [one.password.slice(0, 30), one]))(
  "what the server refuses is never praised: %s",
  (_, one) => {
    const praised = ["fair", "good", "strong"].includes(strength(one.password, one.names, 8));
    expect(praised).toBe(!one.row && !one.called);
  },
);

test.each([
  ["", "none"],
  ["fiddle", "short"],
  ["첼로소리", "short"],
  ["fiddlers", "fair"],
  ["fiddle-sticks", "good"],
  ["a slow scale in d minor", "strong"],
  ["부엉이가첼로켜", "short"],
  ["부엉이가첼로를켠다", "strong"],
  ["猫頭鷹在夜裡拉琴", "strong"],
  ["anna@example.org", "called"],
  ["qwertyuiop", "row"],
  ["hohohohohohohohohohohoho", "row"],
])("%s is %s", (password, level) => {
  expect(strength(password, ["Anna", "anna@example.org"], 8)).toBe(level);
});
