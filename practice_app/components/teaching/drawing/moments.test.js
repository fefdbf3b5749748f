import { expect, test } from "vitest";
import { near, nearest } from "./moments.js";

const at = (second, recording = "take") => ({ recording, at: second });

test("a drawing is shown on its frame and the few around it, and on no other recording's", () => {
  expect([12.1, 12.5, 12.99].map((second) => near(at(12.5), at(second)))).toEqual([true, true, true]);
  expect([11.9, 13.1].map((second) => near(at(12.5), at(second)))).toEqual([false, false]);
  expect(near(at(12.5), at(12.5, "another"))).toBe(false);
  expect(near(at(12.5), null)).toBe(false);
});

test("of what was drawn close together the nearest is shown", () => {
  const drawn = [at(10), at(10.4), at(10.4, "another"), at(30)];
  expect(nearest(drawn, at(10.1))).toBe(drawn[0]);
  expect(nearest(drawn, at(10.35))).toBe(drawn[1]);
  expect(nearest(drawn, at(20))).toBeUndefined();
  expect(nearest(drawn, null)).toBeUndefined();
});

test("of what was drawn on the same frame the last is shown", () => {
  const drawn = [
    { ...at(5), id: "first" },
    { ...at(5), id: "second" },
  ];
  expect(nearest(drawn, at(5))?.id).toBe("second");
});
