import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDb, write } from "../outbox/db.js";
import { remember } from "../outbox/identity.js";
import { keepAll, keepsAll } from "../outbox/wishes.js";
import { mayBeOpen, sayOpen } from "./guard.js";
import { orphanedSession } from "./orphans.js";
import { Practice } from "./running.js";
import * as sessionStore from "./session_store.js";
import { logEvent } from "../outbox/timer.js";

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

let recorders;
const practice = (options = {}) =>
  new Practice({
    makeRecorder: (options) => {
      recorders.push(Object.assign(new FakeRecorder(), { options }));
      return recorders.at(-1);
    },
    ...options,
  });
const phase = (tab) => tab.getSnapshot().phase;
const pass = (seconds) => vi.advanceTimersByTimeAsync(seconds * 1000);
const rows = (store) => withDb((db) => db.getAll(store));

/** The page was killed: its lock and its timers are gone, and its log is from another life. */
async function killed() {
  vi.clearAllTimers();
  localStorage.removeItem("woodshed-lease:practice");
  const events = await rows("events");
  await write(["events"], (tx) => Promise.all(events.map((e) => tx.objectStore("events").put({ ...e, boot_id: "gone" }))));
}

beforeEach(async () => {
  sayOpen(false);
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "setInterval", "clearTimeout", "clearInterval"], now: Date.UTC(2026, 0, 2, 17) });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("sessionStorage", storage());
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("removeEventListener", () => {});
  vi.stubGlobal("document", { visibilityState: "visible", addEventListener: () => {}, removeEventListener: () => {}, documentElement: { dataset: {} } });
  recorders = [];
  await write(STORES, (tx) => Promise.all(STORES.map((store) => tx.objectStore(store).clear())));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a tap before the page knows what it is about is not lost", async () => {
  const tab = practice();
  await tab.start();
  expect(phase(tab)).toBe("running");
});

test("a page that is mounted again while a session begins goes on with it", async () => {
  const tab = practice();
  tab.boot();
  const started = tab.start();
  const again = tab.boot();
  await Promise.all([started, again]);
  expect(phase(tab)).toBe("running");
  await tab.boot();
  expect(phase(tab)).toBe("running");
});

test("a session runs, rests, goes on and ends; its time is what lay between", async () => {
  const tab = practice();
  await tab.boot();
  expect(phase(tab)).toBe("ready");
  await tab.start();
  await pass(60);
  expect(tab.elapsed()).toBeCloseTo(60, 1);
  await tab.pause();
  await pass(30);
  expect(tab.elapsed()).toBeCloseTo(60, 1);
  await tab.resume();
  await pass(10);
  await tab.finish();
  expect(phase(tab)).toBe("review");
  expect(tab.getSnapshot().timeline.elapsed_s).toBeCloseTo(70, 1);
  expect(recorders[0].told).toEqual(["open", "pause", "resume", "close"]);
});

test("every step is on the device before it shows", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  expect((await rows("events")).map((event) => event.kind)).toEqual(["start"]);
  await pass(11);
  expect((await rows("events")).map((event) => event.kind)).toEqual(["start", "heartbeat", "heartbeat"]);
  await tab.pause();
  expect((await rows("events")).at(-1).kind).toBe("pause");
});

test("saving writes the session and what has to be sent in one go", async () => {
  const saved = vi.fn();
  const tab = practice({ onSaved: saved });
  await tab.boot();
  await tab.start();
  await pass(20);
  await tab.setDetails({ piece_title: "Gavotte", keep: true });
  await tab.finish();
  await tab.save();
  expect(phase(tab)).toBe("sending");
  const [session] = await rows("sessions");
  expect(session).toMatchObject({ state: "saved", details: { piece_title: "Gavotte", keep: true } });
  const [piece] = await rows("pieces");
  expect(session.details.piece_id).toBe(piece.id);
  expect((await rows("outbox")).map((row) => row.kind).sort()).toEqual(["piece", "session"]);
  expect(saved).toHaveBeenCalledWith(session.id);
});

test("after a kill the session is offered, closed at its last heartbeat, and can go on", async () => {
  const first = practice();
  await first.boot();
  await first.start();
  await pass(13);
  await killed();
  vi.setSystemTime(Date.now() + 3_600_000);
  const second = practice();
  await second.boot();
  expect(phase(second)).toBe("offer");
  expect(second.elapsed()).toBeCloseTo(10, 1);
  await second.goOn();
  await pass(5);
  expect(second.elapsed()).toBeCloseTo(15, 1);
  expect(recorders).toHaveLength(2);
});

test("after a kill the session can be finished as it was", async () => {
  const first = practice();
  await first.boot();
  await first.start();
  await pass(12);
  await killed();
  const second = practice();
  await second.boot();
  await second.finish();
  expect(phase(second)).toBe("review");
  expect(second.getSnapshot().timeline.elapsed_s).toBeCloseTo(10, 1);
});

test("a kill between the stop and the summary leads to the summary", async () => {
  const { session } = await sessionStore.beginSession(sessionStore.NO_DETAILS, null);
  await sessionStore.appendEvent(logEvent(session.id, 1, "stop", { wall: Date.now() + 5000, mono: performance.now() + 5000 }));
  const tab = practice();
  await tab.boot();
  expect(phase(tab)).toBe("review");
  expect(tab.getSnapshot().session.timeline.elapsed_s).toBeCloseTo(5, 1);
});

test("a second tab waits while the session runs, and is ready when it has ended", async () => {
  const first = practice();
  await first.boot();
  const second = practice();
  await second.boot();
  await first.start();
  await second.start();
  expect(phase(second)).toBe("elsewhere");
  expect(await rows("sessions")).toHaveLength(1);
  await first.finish();
  await first.save();
  await vi.waitFor(() => expect(phase(second)).toBe("ready"), { timeout: 10_000 });
});

test("a discarded session can come back for a moment, then it is gone for good", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await pass(3);
  await tab.finish();
  await tab.discard();
  expect(phase(tab)).toBe("ready");
  await tab.undoDiscard();
  expect(phase(tab)).toBe("review");
  await tab.discard();
  await pass(sessionStore.UNDO_MS / 1000 + 5);
  await sessionStore.tidy();
  expect(await rows("sessions")).toEqual([]);
  expect(await rows("events")).toEqual([]);
});

test("a session begun before the server answered belongs to whoever it names", async () => {
  await remember({ id: "ann", name: "Ann", instruments: [] });
  const tab = practice({ signedIn: () => null });
  await tab.boot();
  await tab.start();
  await tab.belongsTo("bob");
  expect((await rows("sessions"))[0].user_id).toBe("bob");
  await tab.belongsTo("carol");
  expect((await rows("sessions"))[0].user_id).toBe("bob");
});

test("what somebody else left unfinished is not offered", async () => {
  await remember({ id: "ann", name: "Ann", instruments: [] });
  const first = practice({ signedIn: () => true });
  await first.boot();
  await first.start();
  await pass(6);
  await killed();
  const second = practice({ identified: () => remember({ id: "bob", name: "Bob", instruments: [] }) });
  await second.boot();
  expect(phase(second)).toBe("ready");
});

test("a device that cannot store says so instead of pretending", async () => {
  const tab = practice();
  await tab.boot();
  vi.spyOn(sessionStore, "beginSession");
  const put = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  await tab.start();
  IDBObjectStore.prototype.add = put;
  expect(phase(tab)).toBe("nostore");
  expect(await rows("sessions")).toEqual([]);
});

test("no update is applied while a session runs", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  expect(Number(localStorage.getItem("woodshed-running"))).toBe(Date.now());
  await pass(20);
  expect(Date.now() - Number(localStorage.getItem("woodshed-running"))).toBeLessThan(6_000);
  await tab.finish();
  expect(localStorage.getItem("woodshed-running")).toBeNull();
});

test("a session left long ago is closed at its last heartbeat, with nothing to go on with", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await pass(12);
  await killed();
  vi.setSystemTime(Date.now() + 7 * 3_600_000);
  const next = practice();
  await next.boot();
  expect(next.getSnapshot()).toMatchObject({ phase: "review", closed: "stale", timeline: { elapsed_s: 10 } });
});

test("when nothing is touched or heard for long it asks, and goes on by itself all the same", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  const began = Date.now();
  await pass(26 * 60);
  expect(tab.getSnapshot()).toMatchObject({ phase: "running", idle: began });
  tab.stillHere();
  expect(tab.getSnapshot().idle).toBeNull();
  await pass(60);
  expect(tab.elapsed()).toBeCloseTo(27 * 60, 0);
});

test("a session finished where the sound ended says that it was changed", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  const began = Date.now();
  await pass(600);
  await tab.finish(began + 240_000);
  expect(tab.getSnapshot()).toMatchObject({ phase: "review", timeline: { elapsed_s: 240 }, session: { source: "edited" } });
});

test("no session grows longer than the journal takes", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await tab.pause();
  vi.setSystemTime(Date.now() + 25 * 3_600_000);
  await tab.resume();
  expect(tab.getSnapshot()).toMatchObject({ phase: "review", closed: "long" });
});

test("a clock that jumps by thirty hours ends the session at a day, and says so", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  const began = Date.now();
  await pass(60);
  vi.setSystemTime(Date.now() + 30 * 3_600_000);
  await pass(6);
  await vi.waitFor(() => expect(phase(tab)).toBe("review"));
  const { closed, session } = tab.getSnapshot();
  expect(closed).toBe("long");
  expect(session).toMatchObject({ source: "edited", timeline: { started_at: began, ended_at: began + 86_400_000 } });
  await tab.takeOutSleep();
  expect(tab.getSnapshot()).toMatchObject({ closed: null, timeline: { divergence_s: 0 } });
  expect(tab.getSnapshot().timeline.elapsed_s).toBeGreaterThanOrEqual(60);
  expect(tab.getSnapshot().timeline.elapsed_s).toBeLessThan(70);
  await tab.save();
  expect(phase(tab)).toBe("sending");
});

test("a clock that is set back by a day keeps the session's length, and leaves nothing in the future", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await pass(60);
  vi.setSystemTime(Date.now() - 86_400_000);
  await pass(60);
  await tab.finish();
  const { timeline } = tab.getSnapshot();
  expect(timeline.elapsed_s).toBeCloseTo(120, 0);
  expect(timeline.ended_at).toBeLessThanOrEqual(Date.now());
});

const CAMERA = { facing: "user", height: 720 };

test("a recording is deleted unless this session was to be kept: neither a camera that was tried nor the last session says so", async () => {
  const tab = practice();
  await tab.boot();
  await tab.setCamera(CAMERA);
  expect(tab.getSnapshot().details.keep).toBe(true);
  await tab.setDetails({ instrument: "violin", focus: ["tone"] });
  await tab.setCamera(null);
  expect(tab.getSnapshot().details.keep).toBe(false);
  await tab.start();
  await tab.setCamera(CAMERA);
  await pass(5);
  await tab.setCamera(null);
  expect(tab.getSnapshot().details.keep).toBe(false);
  await tab.setDetails({ keep: true });
  await tab.finish();
  await tab.save();
  expect((await rows("sessions"))[0].details.keep).toBe(true);
  await tab.boot();
  expect(tab.getSnapshot().details).toMatchObject({ instrument: "violin", keep: false });
});

test("what was really filmed is kept, and so is what was to be kept before the camera was tried", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await tab.setCamera(CAMERA);
  await pass(25);
  await tab.setCamera(null);
  expect(tab.getSnapshot().details.keep).toBe(true);
  await tab.setDetails({ keep: false });
  await tab.setDetails({ keep: true });
  await tab.setCamera(CAMERA);
  await tab.setCamera(null);
  expect(tab.getSnapshot().details.keep).toBe(true);
});

test("a camera that cannot be had keeps nothing", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await tab.setCamera(CAMERA);
  recorders[0].options.onCamera("refused");
  await vi.waitFor(() => expect(tab.getSnapshot().details.keep).toBe(false));
});

test("who wants every recording kept says so once, for this device", async () => {
  await keepAll(true);
  const tab = practice();
  await tab.boot();
  expect(tab.getSnapshot().details.keep).toBe(true);
  await remember({ id: "bob", name: "Bob", instruments: [] });
  expect(await keepsAll()).toBe(false);
});

test("other pages look for a session from its beginning until it is saved or thrown away", async () => {
  const tab = practice();
  await tab.boot();
  expect(mayBeOpen()).toBe(false);
  await tab.start();
  expect(mayBeOpen()).toBe(true);
  await pass(2);
  await tab.finish();
  expect(mayBeOpen()).toBe(true);
  await tab.discard();
  expect(mayBeOpen()).toBe(false);
  await tab.undoDiscard();
  expect(mayBeOpen()).toBe(true);
  await tab.save();
  expect(mayBeOpen()).toBe(false);
});

test("what a closed page left behind is told without taking it over", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await pass(31);
  expect(await orphanedSession()).toBeNull(); // it runs here
  await killed();
  vi.setSystemTime(Date.now() + 60_000);
  expect(await orphanedSession()).toEqual({ elapsed_s: 30, finished: false });
  const other = practice();
  await other.boot();
  expect(phase(other)).toBe("offer");
  await other.finish();
  expect(await orphanedSession()).toMatchObject({ finished: true });
});

test("a pedal starts, pauses and goes on, and answers whether somebody is there", async () => {
  const tab = practice();
  await tab.boot();
  const becomes = (wanted) => vi.waitFor(() => expect(phase(tab)).toBe(wanted));
  for (const wanted of ["running", "paused", "running"]) {
    expect(tab.press()).toBe(true);
    await becomes(wanted);
  }
  await pass(26 * 60);
  expect(tab.getSnapshot().idle).not.toBeNull();
  tab.press();
  await pass(1);
  expect(tab.getSnapshot()).toMatchObject({ phase: "running", idle: null });
  await tab.finish();
  expect(tab.press()).toBe(false);
});
