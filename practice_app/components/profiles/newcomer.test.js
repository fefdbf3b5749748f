import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { asked, cameNew, isNew } from "./newcomer.js";

beforeEach(() => {
  const kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("who has just made an account is asked, once, and nobody else on the device", () => {
  expect(isNew("ann")).toBe(false);
  cameNew("ann");
  expect([isNew("ann"), isNew("bob"), isNew("")]).toEqual([true, false, false]);
  asked();
  expect(isNew("ann")).toBe(false);
});

test("a browser that keeps nothing asks nothing", () => {
  vi.stubGlobal("localStorage", undefined);
  cameNew("ann");
  asked();
  expect(isNew("ann")).toBe(false);
});
