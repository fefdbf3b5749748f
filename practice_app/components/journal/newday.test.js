import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onNewDay } from "./newday.js";

let stop = () => {};
let page = Object.assign(new EventTarget(), { hidden: false });
const told = vi.fn();
const look = () => page.dispatchEvent(new Event("visibilitychange"));

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 2, 10, 23, 58) });
  page = Object.assign(new EventTarget(), { hidden: false });
  stop = onNewDay(told, { page });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  told.mockReset();
});

test("a page that is looked at over midnight is told once", () => {
  vi.advanceTimersByTime(60_000);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(120_000);
  expect(told).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(3_600_000);
  expect(told).toHaveBeenCalledTimes(1);
});

test("after a night's sleep it is told when somebody looks", () => {
  page.hidden = true;
  vi.advanceTimersByTime(8 * 3_600_000);
  expect(told).not.toHaveBeenCalled();
  page.hidden = false;
  look();
  look();
  expect(told).toHaveBeenCalledTimes(1);
});

test("a clock that is set back to yesterday is another day too", () => {
  vi.setSystemTime(new Date(2026, 2, 9, 12));
  look();
  expect(told).toHaveBeenCalledTimes(1);
});

test("a page that is gone is told nothing", () => {
  stop();
  vi.setSystemTime(new Date(2026, 2, 12));
  look();
  vi.advanceTimersByTime(600_000);
  expect(told).not.toHaveBeenCalled();
});
