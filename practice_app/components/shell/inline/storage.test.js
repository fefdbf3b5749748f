import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const code = readFileSync(new URL("./storage.js", import.meta.url), "utf8");
const opened = (page) => (new Function("self", code)(page), page);
const denied = {
  get: () => {
    throw new DOMException("Access is denied for this document.", "SecurityError");
  },
  configurable: true,
};
const kept = () => {
  const map = new Map([["theme", "dark"]]);
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => map.set(key, value),
    removeItem: (key) => map.delete(key),
  };
};

test("where storage may be used it is left alone", () => {
  const own = { localStorage: kept(), sessionStorage: kept() };
  expect(opened({ ...own })).toEqual(own);
});

test("where it is denied everybody gets one that lasts as long as the page", () => {
  const page = opened(Object.defineProperties({}, { localStorage: denied, sessionStorage: denied }));
  expect(page.woodshed.keepsNothing).toBe(true);
  for (const storage of [page.localStorage, page.sessionStorage]) {
    storage.setItem("token", 7);
    expect([storage.getItem("token"), storage.getItem("other"), storage.length, storage.key(0)]).toEqual([
      "7",
      null,
      1,
      "token",
    ]);
    storage.removeItem("token");
    storage.clear();
    expect([storage.getItem("token"), storage.length, storage.key(0)]).toEqual([null, 0, null]);
  }
});

test("a full store can still be read; a tab that can't write keeps what it must in the page", () => {
  const full = () => ({
    ...kept(),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  });
  const page = opened({ localStorage: full(), sessionStorage: full() });
  expect(page.localStorage.getItem("theme")).toBe("dark");
  page.sessionStorage.setItem("token", "x");
  expect(page.sessionStorage.getItem("token")).toBe("x");
});

test("a browser that has none at all, or won't have it replaced, breaks nothing", () => {
  expect(opened({}).localStorage.getItem("x")).toBe(null);
  const fixed = { ...denied, configurable: false };
  expect(() => opened(Object.defineProperties({}, { localStorage: fixed, sessionStorage: fixed }))).not.toThrow();
});
