import { afterEach, expect, test, vi } from "vitest";
import { notToday, restsToday } from "./not_today.js";

afterEach(() => vi.unstubAllGlobals());

function store() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

test("what was put off rests until midnight here, and no longer", () => {
  vi.stubGlobal("localStorage", store());
  const noon = new Date(2026, 2, 1, 12);
  expect(restsToday("ann", noon)).toBe(false);
  notToday("ann", noon);
  expect(restsToday("ann", new Date(2026, 2, 1, 23, 59))).toBe(true);
  expect(restsToday("ann", new Date(2026, 2, 2, 0, 1))).toBe(false);
  expect(restsToday("bob", noon)).toBe(false);
});

test("where nothing may be kept nothing breaks", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new DOMException("denied", "SecurityError");
    },
    setItem: () => {
      throw new DOMException("denied", "SecurityError");
    },
  });
  notToday("ann");
  expect(restsToday("ann")).toBe(false);
});
