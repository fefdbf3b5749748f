import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { logEvent } from "../outbox/timer.js";
import { orphanedSession } from "./orphans.js";
import * as sessionStore from "./session_store.js";
import { closed, killed, opened, pass, phase, practice, recorders } from "./testing/page.js";

beforeEach(opened);
afterEach(closed);

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
  await sessionStore.appendEvent(
    logEvent(session.id, 1, "stop", { wall: Date.now() + 5000, mono: performance.now() + 5000 }),
  );
  const tab = practice();
  await tab.boot();
  expect(phase(tab)).toBe("review");
  expect(tab.getSnapshot().session.timeline.elapsed_s).toBeCloseTo(5, 1);
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

test("a session finished where the sound ended says that it was changed", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  const began = Date.now();
  await pass(600);
  await tab.finish(began + 240_000);
  expect(tab.getSnapshot()).toMatchObject({
    phase: "review",
    timeline: { elapsed_s: 240 },
    session: { source: "edited" },
  });
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
