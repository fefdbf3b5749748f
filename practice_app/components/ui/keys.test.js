import { expect, test } from "vitest";
import { entered } from "./keys.js";

// What browsers tell of the Enter that ends a composition: Chromium and Firefox while it lasts, Safari just after it.
const CHROMIUM = { key: "Enter", keyCode: 229, nativeEvent: { isComposing: true } };
const FIREFOX = { key: "Enter", keyCode: 13, nativeEvent: { isComposing: true } };
const SAFARI = { key: "Enter", keyCode: 229, nativeEvent: { isComposing: false } };
const PLAIN = { key: "Enter", keyCode: 13, nativeEvent: { isComposing: false } };

test("Enter that ends a word is not Enter, in any browser's order", () => {
  expect([CHROMIUM, FIREFOX, SAFARI].map(entered)).toEqual([false, false, false]);
  expect(entered(PLAIN)).toBe(true);
  expect(entered({ ...PLAIN, key: "a" })).toBe(false);
  expect(entered({ key: "Enter", keyCode: 229, isComposing: false })).toBe(false);
});
