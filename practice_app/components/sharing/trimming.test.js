import { expect, it } from "vitest";
import { keyed, moved, outlinePath, whole } from "./trimming.js";

const part = { start: 4, end: 9 };

it("moves one end and leaves a second of the recording", () => {
  expect(moved(part, "start", 6.123, 20)).toEqual({ start: 6.12, end: 9 });
  expect(moved(part, "start", 12, 20)).toEqual({ start: 8, end: 9 });
  expect(moved(part, "start", -3, 20)).toEqual({ start: 0, end: 9 });
  expect(moved(part, "end", 25, 20)).toEqual({ start: 4, end: 20 });
  expect(moved(part, "end", 1, 20)).toEqual({ start: 4, end: 5 });
  expect(moved({ start: 0, end: 0.5 }, "end", 0.1, 0.5)).toEqual({ start: 0, end: 0.5 });
});

it("is moved by keys", () => {
  expect([keyed(4, "ArrowLeft", 20), keyed(4, "PageUp", 20), keyed(4, "End", 20), keyed(4, "a", 20)]).toEqual([
    3.9,
    5,
    20,
    null,
  ]);
});

it("knows all of a recording", () => {
  expect([whole({ start: 0, end: 20 }, 20), whole({ start: 0, end: 19 }, 20)]).toEqual([true, false]);
});

it("draws the outline about its middle, and silence as a dot", () => {
  expect(outlinePath([255, 0])).toBe("M250.0 2.0V98.0M750.0 49.0V51.0");
  expect(outlinePath(Array(960).fill(100)).split("M")).toHaveLength(241);
});
