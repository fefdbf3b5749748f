import { expect, test } from "vitest";
import { besides, jumps, paced, shifted } from "./pairing.js";

test("the second take goes along with the first, so much later or earlier", () => {
  expect(besides(10, 2.5, 60)).toEqual({ at: 12.5, inside: true });
  expect(besides(10, -2.5, 60)).toEqual({ at: 7.5, inside: true });
});

test("where the second has nothing it waits at its beginning, or its end", () => {
  expect(besides(1, -2.5, 60)).toEqual({ at: 0, inside: false });
  expect(besides(59, 2.5, 60)).toEqual({ at: 59.95, inside: false });
});

test("on a frame it is put right at once; while both play only from far", () => {
  expect(jumps(10, 10.02, false)).toBe(true);
  expect(jumps(10, 10, false)).toBe(false);
  expect(jumps(10, 10.4, true)).toBe(false);
  expect(jumps(10, 10.6, true)).toBe(true);
});

test("who is a little behind hurries, who is ahead waits, at any speed", () => {
  expect(paced(10, 10.2, 1)).toBeCloseTo(1.1, 9);
  expect(paced(10, 9.95, 1)).toBeCloseTo(0.95, 9);
  expect(paced(10, 10.01, 0.5)).toBe(0.5);
  expect(paced(10, 10.2, 0.5)).toBeCloseTo(0.55, 9);
});

test("lined up by pictures the two stay on whole ones, so that each shows a frame's middle", () => {
  let offset = 0;
  for (let n = 0; n < 7; n++) offset = shifted(offset, 1, 30, 60, 60);
  expect(offset).toBeCloseTo(7 / 30, 9);
  expect(shifted(offset, -30, 30, 60, 60)).toBeCloseTo(-23 / 30, 9);
});

test("they are never so far apart that they don't meet", () => {
  expect(shifted(0, 30_000, 30, 60, 20)).toBeCloseTo(19.9, 9);
  expect(shifted(0, -30_000, 30, 60, 20)).toBeCloseTo(-59.9, 9);
});
