import { beforeEach, expect, test, vi } from "vitest";
import { lastSeen, markSeen, mayShow } from "./seen_notice.js";

beforeEach(() => {
  const stored = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
  });
});

test("whoever goes from page to page within a moment finds a notice on two of them", () => {
  expect(["/", "/pieces", "/stats", "/calendar"].map((page) => mayShow(3, page))).toEqual([true, true, false, false]);
  expect(mayShow(3, "/")).toBe(true); // drawn again where it stood
  expect(mayShow(4, "/stats")).toBe(true);
});

test("what can be taken back goes along", () => {
  expect(["/", "/pieces", "/stats"].map((page) => mayShow(3, page, true))).toEqual([true, true, true]);
});

test("what was seen stays seen when a page is loaded again", () => {
  expect(lastSeen()).toBe(0);
  markSeen(7);
  expect(lastSeen()).toBe(7);
});

test("where nothing can be stored every notice is shown", () => {
  vi.stubGlobal("sessionStorage", undefined);
  markSeen(7);
  expect([lastSeen(), mayShow(7, "/"), mayShow(7, "/pieces"), mayShow(7, "/stats")]).toEqual([0, true, true, true]);
});
