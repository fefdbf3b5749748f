import { expect, test } from "vitest";
import { backoffMs, CAP_MS, retryAfterMs } from "./backoff.js";

test("the ceiling doubles with each failure and never passes five minutes", () => {
  const ceilings = [1, 2, 3, 9, 10, 50].map((n) => backoffMs(n, { random: () => 1 }));
  expect(ceilings).toEqual([1_000, 2_000, 4_000, 256_000, CAP_MS, CAP_MS]);
});

test("the wait is anywhere below the ceiling, so that devices do not come back together", () => {
  expect(backoffMs(3, { random: () => 0 })).toBe(0);
  expect(backoffMs(4, { random: () => 0.5 })).toBe(4_000);
});

test("what the server asks for is the least, and not all who were told come back at the same moment", () => {
  const waits = [0, 0.5, 1].map((chance) => backoffMs(1, { random: () => chance, retryAfterMs: 90_000 }));
  expect(waits).toEqual([90_000, 101_250, 112_500]);
  expect(backoffMs(5, { random: () => 0.5, retryAfterMs: 1_000 })).toBe(8_000);
});

test("Retry-After is read as seconds or as a date, and nonsense as nothing", () => {
  const now = Date.UTC(2026, 0, 1);
  expect(retryAfterMs("12")).toBe(12_000);
  expect(retryAfterMs(new Date(now + 5_000).toUTCString(), now)).toBe(5_000);
  expect(retryAfterMs("soon")).toBe(0);
  expect(retryAfterMs(null)).toBe(0);
});
