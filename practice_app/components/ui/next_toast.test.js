import { beforeEach, expect, test, vi } from "vitest";
import { SAID, takeToast, toastAtOnce, toastOnNextPage } from "./next_toast.js";

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
  expect([takeToast(2000)?.message, takeToast(2001)]).toEqual(["Session saved.", null]);
});

test("a word that nobody came for in time is not said later", () => {
  toastOnNextPage("Session saved.", 1000);
  expect(takeToast(120_000)).toBeNull();
});

test("where nothing can be stored nothing breaks", () => {
  vi.stubGlobal("sessionStorage", undefined);
  toastOnNextPage("Session saved.");
  expect(takeToast()).toBeNull();
});

test("what happens while a page is open is said there, with what stands in it", () => {
  const heard = vi.fn(() => takeToast());
  vi.stubGlobal("dispatchEvent", heard);
  toastAtOnce("“{title}” was not handed in.", { title: "Shifts" });
  expect(heard.mock.calls[0][0].type).toBe(SAID);
  expect(heard.mock.results[0].value).toMatchObject({ values: { title: "Shifts" } });
});
