import { beforeEach, expect, test, vi } from "vitest";
import { leaveWord, takeWord } from "./word.js";

beforeEach(() => {
  const stored = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
    removeItem: (key) => stored.delete(key),
  });
});

test("a word is said once, on the next page", () => {
  leaveWord("Session saved.", 1000);
  expect([takeWord(2000), takeWord(2001)]).toEqual(["Session saved.", ""]);
});

test("a word that nobody came for in time is not said later", () => {
  leaveWord("Session saved.", 1000);
  expect(takeWord(120_000)).toBe("");
});

test("where nothing can be stored nothing breaks", () => {
  vi.stubGlobal("sessionStorage", undefined);
  leaveWord("Session saved.");
  expect(takeWord()).toBe("");
});
