import { expect, it } from "vitest";
import { seek, takeAfter, takeAt, ticks, unseen, within } from "./playback.js";

const first = { id: "a", offset_s: 0, duration_s: 60 };
const second = { id: "b", offset_s: 90, duration_s: 30 };
const takes = [first, second];

it("finds the take of a moment, and the next one in a gap", () => {
  expect(takeAt(takes, 10)).toBe(first);
  expect(takeAt(takes, 70)).toBe(second);
  expect(takeAt(takes, 500)).toBe(second);
  expect(takeAfter(takes, first)).toBe(second);
  expect(takeAfter(takes, second)).toBeUndefined();
});

it("begins within the take", () => {
  expect(within(second, 100)).toBe(10);
  expect(within(second, 70)).toBe(0);
  expect(within(second, 500)).toBeCloseTo(29.95);
});

it("seeks by keys and stays within the session", () => {
  expect(seek(3, "ArrowLeft", 120)).toBe(0);
  expect(seek(60, "PageUp", 70)).toBe(70);
  expect(seek(60, "End", 70)).toBe(70);
  expect(seek(60, "a", 70)).toBe(null);
});

it("marks the time sparsely", () => {
  expect(ticks(20)).toEqual([0, 5, 10, 15]);
  expect(ticks(1511)).toEqual([0, 300, 600, 900, 1200]);
  expect(ticks(3600)).toHaveLength(6);
  expect(ticks(86_400)).toHaveLength(6);
});

it("knows when a film's pictures are not to be seen", () => {
  expect(unseen({ videoWidth: 1280, error: null }, "/film")).toBe("");
  expect(unseen({ videoWidth: 0, error: null }, "/film")).toBe("/film");
  expect(unseen({ videoWidth: undefined, error: null }, "")).toBe(""); // sound
  expect([2, 3, 4].map((code) => unseen({ videoWidth: 0, error: { code } }, "/film"))).toEqual(["", "/film", "/film"]);
});
