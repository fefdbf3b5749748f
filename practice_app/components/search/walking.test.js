import { expect, test } from "vitest";
import { asksFor, carrying, next } from "./walking.js";

test("arrow keys walk from the field through the rows and back, and stay at the last", () => {
  expect([next(-1, 1, 2), next(0, 1, 2), next(1, 1, 2)]).toEqual([0, 1, 1]);
  expect([next(0, -1, 2), next(-1, -1, 2), next(-1, 1, 0)]).toEqual([-1, -1, -1]);
});

test("the address carries what is asked for, and nothing when nothing is", () => {
  expect(carrying("https://x.example/search", "활 긋기")).toBe("/search?q=%ED%99%9C+%EA%B8%8B%EA%B8%B0");
  expect(carrying("https://x.example/forum?tag=bow&q=a#b", "")).toBe("/forum?tag=bow#b");
  expect(asksFor("https://x.example/search?q=%ED%99%9C+a")).toBe("활 a");
  expect(asksFor("https://x.example/search")).toBe("");
});
