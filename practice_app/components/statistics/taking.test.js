import { expect, test } from "vitest";
import { asCsv, filled } from "./taking.js";

test("rows are quoted where they have to be, and begin with a mark that says they are Unicode", () => {
  expect(
    asCsv([
      ["Day", "Piece"],
      ["2026-03-02", 'Suite "1", Gigue'],
    ]),
  ).toBe('\ufeffDay,Piece\r\n2026-03-02,"Suite ""1"", Gigue"\r\n');
});

test("a column in which nothing stands is left out, and nothing else", () => {
  const heads = ["From", "minutes", "at least"];
  expect(filled(heads, [["2026-03-02", "0", ""]])).toEqual({
    heads: ["From", "minutes"],
    rows: [["2026-03-02", "0"]],
  });
  const rows = [
    ["2026-03-02", "30", ""],
    ["2026-03-03", "30", "20"],
  ];
  expect(filled(heads, rows)).toEqual({ heads, rows });
});

test("no cell is taken for a formula, and a number below nought stays one", () => {
  expect(asCsv([["=1+1", "+x", "@y", "-z", "-3.5", "안녕"]])).toBe("\ufeff'=1+1,'+x,'@y,'-z,-3.5,안녕\r\n");
});
