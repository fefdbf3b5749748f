import { describe, expect, it } from "vitest";
import { bracketed, dragged, entered, left, paced, SPEEDS } from "./loops.js";

describe("a loop", () => {
  it("is what was dragged over, in either direction, and nothing for a tap", () => {
    expect(dragged(5, 3)).toEqual({ from: 3, to: 5 });
    expect(dragged(5, 5.2)).toBeNull();
  });

  it("is set by its ends, and begins anew where they would cross", () => {
    expect(bracketed(null, "from", 4, 20)).toEqual({ from: 4, to: 20 });
    expect(bracketed({ from: 4, to: 20 }, "to", 9, 20)).toEqual({ from: 4, to: 9 });
    expect(bracketed({ from: 4, to: 9 }, "from", 12, 20)).toEqual({ from: 12, to: 20 });
    expect(bracketed({ from: 4, to: 9 }, "to", 3, 20)).toEqual({ from: 0, to: 3 });
  });

  it("is gone round from its beginning, and entered there by who stands outside", () => {
    const loop = { from: 4, to: 9 };
    expect([3.5, 4, 8.99, 9, 2].map((at) => left(loop, at))).toEqual([false, false, false, true, true]);
    expect(left(null, 100)).toBe(false);
    expect([2, 5, 9].map((at) => entered(loop, at))).toEqual([4, 5, 4]);
    expect(entered(null, 2)).toBe(2);
  });
});

it("goes from a quarter of the speed to five quarters, a step at a time", () => {
  expect([SPEEDS[0], SPEEDS.at(-1)]).toEqual([0.25, 1.25]);
  expect([paced(1, 1), paced(1, -1), paced(0.25, -1), paced(1.25, 1)]).toEqual([1.1, 0.9, 0.25, 1.25]);
});
