import { beforeEach, expect, test, vi } from "vitest";
import { toastOnNextPage, takeToast } from "./next_toast.js";

beforeEach(() => {
  const stored = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
    removeItem: (key) => stored.delete(key),
  });
});

test("a word is said once, on the next page", () => {
  toastOnNextPage("Session saved.", 1000);
  expect([takeToast(2000), takeToast(2001)]).toEqual(["Session saved.", ""]);
});

test("a word that nobody came for in time is not said later", () => {
  toastOnNextPage("Session saved.", 1000);
  expect(takeToast(120_000)).toBe("");
});

test("where nothing can be stored nothing breaks", () => {
  vi.stubGlobal("sessionStorage", undefined);
  toastOnNextPage("Session saved.");
  expect(takeToast()).toBe("");
});
