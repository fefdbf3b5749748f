import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDb } from "../outbox/db.js";
import { RESERVE } from "../outbox/space.js";
import { Practice } from "./running.js";
import * as sessionStore from "./session_store.js";

const RATE = 16_000;
/** The device's room for sound in minutes, and what was asked of it. */
let minutes, persisted, recorder;

class FakeRecorder {
  stream = null;
  bytesPerSecond = RATE;
  ended = 0;
  open = async () => {};
  close = async () => {};
  full = () => void this.ended++;
}

const pass = (seconds) => vi.advanceTimersByTimeAsync(seconds * 1000);
const room = (tab) => tab.getSnapshot().room;

beforeEach(() => {
  [minutes, persisted, recorder] = [600, 0, new FakeRecorder()];
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "setInterval", "clearTimeout", "clearInterval"] });
  const storage = {
    estimate: async () => ({ usage: 1e9, quota: 1e9 + RESERVE + minutes * 60 * RATE }),
    persisted: async () => false,
    persist: async () => ++persisted > 0,
  };
  const nothing = () => {};
  vi.stubGlobal("navigator", { storage });
  for (const name of ["localStorage", "sessionStorage"])
    vi.stubGlobal(name, { getItem: () => null, setItem: nothing, removeItem: nothing });
  for (const name of ["addEventListener", "removeEventListener"]) vi.stubGlobal(name, nothing);
  vi.stubGlobal("document", {
    visibilityState: "visible",
    addEventListener: nothing,
    removeEventListener: nothing,
    documentElement: { dataset: {} },
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function running() {
  const tab = new Practice({ makeRecorder: () => recorder });
  await tab.boot();
  await tab.start();
  return tab;
}

test("before and while one practises it is said for how long there is room, once that is not long", async () => {
  minutes = 12.5;
  const tab = new Practice({ makeRecorder: () => recorder });
  await tab.boot();
  await pass(0);
  expect(room(tab)).toBe(12);
  minutes = 600;
  await tab.start();
  await pass(6);
  expect(room(tab)).toBeNull();
  minutes = 4.2;
  await pass(6);
  expect([room(tab), recorder.ended]).toEqual([4, 0]);
  await tab.finish();
  await tab.discard();
});

test("the recording ends before the last room is taken, and the session goes on, is saved, and asks to be kept", async () => {
  const tab = await running();
  minutes = 0;
  await pass(6);
  expect([room(tab), recorder.ended > 0, tab.getSnapshot().phase]).toEqual([0, true, "running"]);
  await tab.finish();
  expect(persisted).toBe(0);
  await tab.save();
  await pass(0);
  expect(tab.getSnapshot().phase).toBe("sending");
  expect(persisted).toBe(1);
});

test("a session that cannot be finished for want of room says so and can be finished later", async () => {
  const tab = await running();
  await pass(6);
  const end = vi
    .spyOn(sessionStore, "endSession")
    .mockRejectedValueOnce(new DOMException("no room", "QuotaExceededError"));
  await tab.finish();
  expect([tab.getSnapshot().phase, tab.getSnapshot().trouble]).toEqual(["running", true]);
  end.mockRestore();
  await tab.finish();
  expect(tab.getSnapshot().phase).toBe("review");
  expect(await withDb((db) => db.count("sessions", tab.getSnapshot().session.id))).toBe(1);
  await tab.discard();
});
