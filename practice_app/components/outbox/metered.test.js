import { expect, test } from "vitest";
import { tooDear } from "./metered.js";

test("recordings wait on a mobile connection or while data is saved, if that is wished", () => {
  expect(tooDear({ type: "cellular" }, true)).toBe(true);
  expect(tooDear({ type: "wifi", saveData: true }, true)).toBe(true);
  expect(tooDear({ type: "wifi" }, true)).toBe(false);
  expect(tooDear({ type: "cellular" }, false)).toBe(false);
  expect(tooDear(undefined, true)).toBe(false);
});
