import { expect, test } from "vitest";
import { isForTheList, nextRow } from "./rows.js";

/** A key pressed on the page, or in a field. */
const press = (key, more = {}) => ({ key, target: { closest: () => null }, ...more });

test("j goes down and k up, and the ends stay", () => {
  expect(["j", "j", "k"].reduce((at, key) => nextRow(at, key, 3), 0)).toBe(1);
  expect(nextRow(2, "j", 3)).toBe(2);
  expect(nextRow(0, "k", 3)).toBe(0);
});

test("where nothing has the focus it begins at an end", () => {
  expect(nextRow(-1, "j", 3)).toBe(0);
  expect(nextRow(-1, "k", 3)).toBe(2);
});

test("what is written into a field is nobody's way through the list", () => {
  const field = { closest: () => "the field" };
  expect(isForTheList(press("j", { target: field }))).toBe(false);
  expect(isForTheList(press("j"))).toBe(true);
  expect(isForTheList(press("x"))).toBe(false);
  expect(isForTheList(press("k", { ctrlKey: true }))).toBe(false);
});
