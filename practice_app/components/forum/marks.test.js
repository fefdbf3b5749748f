// @ts-check
import { expect, test } from "vitest";
import { marked, put } from "./marks.js";

test.each([
  ["bold", "a word b", 2, 6, "a **word** b", "word"],
  ["italic", "", 0, 0, "**", ""],
  ["link", "see this", 4, 8, "see [this](https://)", "this"],
  ["code", "one\ntwo", 0, 7, "```\none\ntwo\n```", "one\ntwo"],
  ["quote", "one\ntwo", 1, 5, "> one\n> two", "ne\n> t"],
  ["heading", "x\ntitle", 4, 4, "x\n# title", "ti"],
])("%s is put around or before what is chosen", (kind, text, start, end, made, chosen) => {
  const found = marked(text, start, end, /** @type {import("./marks.js").Mark} */ (kind));
  expect(found.text).toBe(made);
  if (kind !== "heading") expect(found.text.slice(found.start, found.end)).toContain(chosen.slice(0, 2));
});

test("a picture stands in a paragraph of its own", () => {
  expect(put("", 0, "![](x)").text).toBe("![](x)\n\n");
  expect(put("one\ntwo", 4, "![](x)")).toEqual({ text: "one\n\n![](x)\n\ntwo", end: 13 });
});
