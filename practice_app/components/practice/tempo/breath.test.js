import { expect, test } from "vitest";
import { beatsOfHalf, breathAt } from "./breath.js";

test("a breath is whole beats, in as long as out, and never hurried", () => {
  expect([20, 30, 40, 50, 59].map(beatsOfHalf)).toEqual([2, 3, 3, 4, 5]);
  for (let bpm = 20; bpm < 60; bpm++) {
    const { half_s } = breathAt(0, bpm);
    expect(half_s).toBeGreaterThanOrEqual(4);
    expect(half_s).toBeLessThanOrEqual(6.1);
  }
});

test("in and out follow one another, and the count-in is a breath too", () => {
  expect([-3, -1, 0, 1, 2, 3, 5, 6].map((beat) => breathAt(beat, 40).way)).toEqual([
    "out",
    "out",
    "in",
    "in",
    "in",
    "out",
    "out",
    "in",
  ]);
  expect([0, 1, 2, 3].map((beat) => breathAt(beat, 40).left)).toEqual([3, 2, 1, 3]);
});
