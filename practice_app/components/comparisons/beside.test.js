import { describe, expect, it } from "vitest";
import { across, alone, balanced, bounds, line } from "./beside.js";

/** @type {import("./beside.js").Beside} Twelve seconds, of which the second take plays the last four slower, after something of its own. */
const beside = {
  path: [
    [2, 1],
    [8, 7],
    [8, 11],
    [12, 19],
  ],
  stretches: [
    { a_from_s: 2, a_to_s: 8, b_from_s: 1, b_to_s: 7 },
    { a_from_s: 8, a_to_s: 12, b_from_s: 11, b_to_s: 19 },
  ],
};

describe("across", () => {
  it.each([
    [5, 4],
    [10, 15],
    [0, 0],
    [1.5, 0.5],
    [13, 20],
  ])("leads from second %f of the first to %f of the second", (a, b) => {
    expect(across(beside, a, "a")).toBeCloseTo(b);
  });

  it("leads back to where one came from", () => {
    for (const second of [2.5, 4, 7.9, 8.5, 11.9]) {
      expect(across(beside, across(beside, second, "a"), "b")).toBeCloseTo(second);
    }
  });

  it("waits at the end of what has a partner", () => {
    expect(across(beside, 9, "b")).toBe(8);
  });

  it("stays where it is when nothing matches", () => {
    expect(across({ path: [], stretches: [] }, 7, "a")).toBe(7);
  });
});

describe("what only one of the two plays", () => {
  it("is told on its own clock", () => {
    expect(alone(beside.stretches, { a: 12.5, b: 25 })).toEqual([
      { side: "a", from: 0, to: 2 },
      { side: "b", from: 7, to: 11 },
      { side: "b", from: 19, to: 25 },
    ]);
  });
});

describe("what is drawn", () => {
  it("is broken where nothing is known", () => {
    expect(line([0, 10, null, 5], 1, 4, [0, 10])).toBe("M125.0 100.0L375.0 0.0M875.0 50.0");
  });

  it("has room even when everything is alike", () => {
    expect(bounds([[1, 1.2, null]], 6)).toEqual([-2, 5]);
    expect(bounds([[], [null]], 6)).toEqual([-3, 3]);
    expect(bounds([[-60, 4]], 6)).toEqual([-24, 4]);
    expect(balanced([3, null, -14.2], 10)).toEqual([-15, 15]);
  });
});
