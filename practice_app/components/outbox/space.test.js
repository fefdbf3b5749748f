import { expect, test } from "vitest";
import { keepForGood, minutesLeft, RESERVE, space } from "./space.js";

const RATE = 16_000; // 128 kbit/s

test("room is told in whole minutes of sound, and some is left for everything else", () => {
  expect(minutesLeft({ usage: 1e9, quota: 1e9 + RESERVE + 10.9 * 60 * RATE }, RATE)).toBe(10);
  expect(minutesLeft({ usage: 1e9, quota: 1e9 + RESERVE }, RATE)).toBe(0);
  expect(minutesLeft({ usage: 2e9, quota: 1e9 }, RATE)).toBe(0);
});

test("a browser that does not tell is not asked twice", async () => {
  expect(await space(undefined)).toBeNull();
  expect(await space({ estimate: async () => ({}) })).toBeNull();
  expect(await space({ estimate: () => Promise.reject(new Error("no")) })).toBeNull();
  expect(await space({ estimate: async () => ({ usage: 1, quota: 2 }) })).toEqual({ usage: 1, quota: 2, kept: false });
});

test("the browser is asked to keep things only when it has not promised that already", async () => {
  const asked = [];
  const storage = (kept) => ({ persisted: async () => kept, persist: async () => asked.push("persist") > 0 });
  expect(await keepForGood(storage(true))).toBe(true);
  expect(asked).toEqual([]);
  expect(await keepForGood(storage(false))).toBe(true);
  expect(asked).toEqual(["persist"]);
  expect(await keepForGood(undefined)).toBe(false);
});
