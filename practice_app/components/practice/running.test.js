import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { remember } from "../outbox/identity.js";
import { mayBeOpen } from "./guard.js";
import * as sessionStore from "./session_store.js";
import { closed, killed, opened, pass, phase, practice, recorders, rows } from "./testing/page.js";

beforeEach(opened);
afterEach(closed);

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
