import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { anyOf, within } from "./signals.js";

beforeEach(() => {
  vi.stubGlobal("AbortSignal", class {}); // a browser without its any() and timeout()
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the first end is the end of all, with its reason", () => {
  const [one, two] = [new AbortController(), new AbortController()];
  const signal = anyOf(undefined, one.signal, two.signal);
  expect(signal.aborted).toBe(false);
  two.abort("enough");
  one.abort("later");
  expect([signal.aborted, signal.reason]).toEqual([true, "enough"]);
});

test("what has ended before is over at once", () => {
  const ended = new AbortController();
  ended.abort("before");
  expect(anyOf(ended.signal, new AbortController().signal).reason).toBe("before");
});

const waits = (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("what takes too long ends by itself", async () => {
  const late = expect(within(1000, undefined, waits)).rejects.toMatchObject({ name: "TimeoutError" });
  await vi.advanceTimersByTimeAsync(1000);
  await late;
});

test("what is called off ends sooner, and leaves nothing behind", async () => {
  const off = new AbortController();
  const called = expect(within(1000, off.signal, waits)).rejects.toBe("off");
  off.abort("off");
  await called;
  expect(await within(1000, new AbortController().signal, async () => "done")).toBe("done");
  expect(vi.getTimerCount()).toBe(0);
});
