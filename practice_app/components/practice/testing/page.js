// A page that practises, with a clock that stands still until it is told, on an empty device.
import { vi } from "vitest";
import { withDb, write } from "../../outbox/db.js";
import { sayOpen } from "../guard.js";
import { Practice } from "../running.js";

const STORES = ["sessions", "events", "recordings", "chunks", "outbox", "pieces", "sections", "tags", "meta"];

/** A recorder that hears nothing and remembers what it was told. */
class FakeRecorder {
  stream = null;
  told = [];
  open = () => this.told.push("open");
  pause = () => this.told.push("pause");
  resume = () => this.told.push("resume");
  close = async () => this.told.push("close");
  film = async () => this.told.push("film");
}

/** What a browser keeps for all tabs of an origin. */
function storage() {
  const kept = new Map();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
  };
}

/** @type {FakeRecorder[]} of the test that runs */
export let recorders;

/** @param {ConstructorParameters<typeof Practice>[0]} [options] */
export const practice = (options = {}) =>
  new Practice({
    makeRecorder: (options) => {
      recorders.push(Object.assign(new FakeRecorder(), { options }));
      return recorders.at(-1);
    },
    ...options,
  });
export const phase = (tab) => tab.getSnapshot().phase;
export const pass = (seconds) => vi.advanceTimersByTimeAsync(seconds * 1000);
export const rows = (store) => withDb((db) => db.getAll(store));

/** The page was killed: its lock and its timers are gone, and its log is from another life. */
export async function killed() {
  vi.clearAllTimers();
  localStorage.removeItem("woodshed-lease:practice");
  const events = await rows("events");
  await write(["events"], (tx) =>
    Promise.all(events.map((e) => tx.objectStore("events").put({ ...e, boot_id: "gone" }))),
  );
}

/** For `beforeEach`. */
export async function opened() {
  sayOpen(false);
  vi.useFakeTimers({
    toFake: ["Date", "performance", "setTimeout", "setInterval", "clearTimeout", "clearInterval"],
    now: Date.UTC(2026, 0, 2, 17),
  });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("sessionStorage", storage());
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
  vi.stubGlobal("document", {
    visibilityState: "visible",
    addEventListener: () => {},
    removeEventListener: () => {},
    documentElement: { dataset: {} },
  });
  recorders = [];
  await write(STORES, (tx) => Promise.all(STORES.map((store) => tx.objectStore(store).clear())));
}

/** For `afterEach`. */
export function closed() {
  vi.useRealTimers();
  vi.unstubAllGlobals();
}
