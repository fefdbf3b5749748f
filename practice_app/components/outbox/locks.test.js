import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { tryLock } from "./locks.js";

let kept;
const storage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};
const lease = () => tryLock("practice", { locks: null, storage });

beforeEach(() => {
  kept = new Map();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test("without Web Locks one tab at a time holds the lease", async () => {
  const release = await lease();
  expect(await lease()).toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(await lease()).toBeNull();
  release();
  expect(await lease()).not.toBeNull();
});

test("a tab that died gives its lease up by not renewing it", async () => {
  await lease();
  vi.clearAllTimers();
  expect(await lease()).toBeNull();
  vi.setSystemTime(Date.now() + 10_000);
  expect(await lease()).not.toBeNull();
});

test("letting go twice does not take the lease from the next one", async () => {
  const first = await lease();
  first();
  await lease();
  first();
  expect(await lease()).toBeNull();
});

test("with Web Locks the lock is held until it is let go", async () => {
  let held = null;
  const locks = {
    request: async (_name, _options, work) => {
      if (held) return work(null);
      held = Promise.resolve(work({})).then(() => (held = null));
      return held;
    },
  };
  const release = await tryLock("practice", { locks });
  expect(await tryLock("practice", { locks })).toBeNull();
  release();
  await held;
  expect(await tryLock("practice", { locks })).not.toBeNull();
});
