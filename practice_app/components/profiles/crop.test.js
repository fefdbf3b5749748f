import { expect, test } from "vitest";
import { inside, pulled, square, WHOLE } from "./crop.js";

const WIDE = { width: 400, height: 200 };

test("the whole is the largest square in the middle", () => {
  expect(square(WIDE, WHOLE)).toEqual({ left: 100, top: 0, side: 200 });
});

test("a pull moves the picture with the finger and stops at its edge", () => {
  expect(pulled(WIDE, WHOLE, 0.25, 0).x).toBeCloseTo(0.375);
  expect(square(WIDE, pulled(WIDE, WHOLE, 9, 9))).toEqual({ left: 0, top: 0, side: 200 });
  expect(square(WIDE, pulled(WIDE, WHOLE, -9, -9))).toEqual({ left: 200, top: 0, side: 200 });
});

test("nearer shows less, and nothing outside when one goes back", () => {
  const near = pulled(WIDE, inside(WIDE, { ...WHOLE, zoom: 2 }), 9, 9);
  expect(square(WIDE, near)).toEqual({ left: 0, top: 0, side: 100 });
  expect(square(WIDE, inside(WIDE, { ...near, zoom: 1 }))).toEqual({ left: 0, top: 0, side: 200 });
  expect(inside(WIDE, { ...WHOLE, zoom: 99 }).zoom).toBe(4);
});
