import { expect, test } from "vitest";
import { corners } from "./line.js";

test("a figure that grew goes from the bottom to the top", () => {
  expect(
    corners([
      [0, 10],
      [0.5, 15],
      [1, 20],
    ]),
  ).toEqual([
    [0, 1],
    [0.5, 0.5],
    [1, 0],
  ]);
});

test("what hardly changed stays near the middle", () => {
  const [first, last] = corners([
    [0, 99],
    [1, 101],
  ]);
  expect(first[1]).toBeCloseTo(0.55);
  expect(last[1]).toBeCloseTo(0.45);
});

test("nothing but zeros is a straight line", () => {
  expect(
    corners([
      [0, 0],
      [1, 0],
    ]).map(([, y]) => y),
  ).toEqual([0.5, 0.5]);
});
