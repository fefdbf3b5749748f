import { describe, expect, it } from "vitest";
import { namedIn, placesOf, saidAt } from "./pins.js";

const pin = (/** @type {number} */ second, more = {}) => ({
  id: `at ${second}`,
  second,
  until: second,
  done: false,
  text: "",
  ...more,
});

describe("where something was said", () => {
  it("is one place for what a finger can't tell apart, and done when all of it is", () => {
    const places = placesOf([pin(51, { done: true }), pin(10, { done: true }), pin(50), pin(90)], 100);
    expect(places.map(({ second, count, done }) => [second, count, done])).toEqual([
      [10, 1, true],
      [50, 2, false],
      [90, 1, false],
    ]);
  });
  it("lies on the line, however long that turned out to be", () => {
    expect(placesOf([pin(130)], 100)[0].left).toBe(1);
    expect(placesOf([pin(5)], 0)[0].left).toBe(1);
  });
  it("holds for a while, or for as long as was meant; of two the later one is read", () => {
    const pins = [pin(10, { until: 30 }), pin(12)];
    expect([9, 9.9, 11, 13, 17, 31].map((second) => saidAt(pins, second)?.second)).toEqual([
      undefined,
      10,
      10,
      12,
      10,
      undefined,
    ]);
  });
  it("may be named by the address", () => {
    expect(namedIn([pin(10), pin(12)], "?said=at%2012")?.second).toBe(12);
    expect([namedIn([pin(10)], "?said=another"), namedIn([pin(10)], "")]).toEqual([undefined, undefined]);
  });
});
