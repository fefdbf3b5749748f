import { expect, test } from "vitest";
import { bounded, cutAt, interrupted, logEvent, straightened, timelineOf } from "./timer.js";

const T0 = Date.UTC(2026, 0, 2, 17, 0, 0);
/** A log from "second kind" lines, on one page whose clocks agree unless told otherwise. */
function log(...lines) {
  return lines.map(([second, kind, { boot = "a", wallShift = 0, mono = second } = {}], seq) =>
    logEvent("s", seq, kind, { wall: T0 + (second + wallShift) * 1000, mono: mono * 1000, boot_id: boot }),
  );
}

test("an empty log is no session", () => {
  expect(timelineOf([]).state).toBe("empty");
});

test("a session's time is what lies between start and stop, without its pauses", () => {
  const line = timelineOf(log([0, "start"], [5, "heartbeat"], [60, "pause"], [90, "resume"], [120, "stop"]));
  expect(line).toMatchObject({ state: "stopped", elapsed_s: 90, started_at: T0, ended_at: T0 + 120_000 });
  expect(line.intervals).toEqual([
    { started_at: T0, ended_at: T0 + 60_000 },
    { started_at: T0 + 90_000, ended_at: T0 + 120_000 },
  ]);
});

test("a running session counts up to the present moment", () => {
  const events = log([0, "start"], [5, "heartbeat"]);
  const [, now] = log([0, "start"], [7.5, "heartbeat"]);
  expect(timelineOf(events, now)).toMatchObject({ state: "running", elapsed_s: 7.5 });
});

test("a killed page ends its session at the last heartbeat", () => {
  const events = log([0, "start"], [5, "heartbeat"], [10, "heartbeat"]);
  expect(timelineOf(events).elapsed_s).toBe(10);
  expect(interrupted(events, "b")).toBe(true);
  expect(interrupted(events, "a")).toBe(false);
});

test("going on after a kill does not count the time in between", () => {
  const line = timelineOf(
    log(
      [0, "start"],
      [10, "heartbeat"],
      [3610, "resume", { boot: "b", mono: 2 }],
      [3630, "stop", { boot: "b", mono: 22 }],
    ),
  );
  expect(line.elapsed_s).toBe(30);
  expect(line.intervals).toHaveLength(2);
  expect(line.divergence_s).toBe(0);
});

test("finishing after a kill adds nothing", () => {
  const line = timelineOf(log([0, "start"], [10, "heartbeat"], [3610, "stop", { boot: "b", mono: 2 }]));
  expect(line).toMatchObject({ state: "stopped", elapsed_s: 10 });
  expect(line.intervals).toEqual([{ started_at: T0, ended_at: T0 + 10_000 }]);
});

test("a device that slept in mid-session loses no time, and says so", () => {
  const line = timelineOf(
    log([0, "start"], [5, "heartbeat"], [605, "heartbeat", { mono: 6 }], [610, "stop", { mono: 11 }]),
  );
  expect(line.elapsed_s).toBe(610);
  expect(line.divergence_s).toBeCloseTo(599);
});

test("a clock set back costs nothing: the other clock counts", () => {
  const back = { wallShift: -3600 };
  const line = timelineOf(log([0, "start"], [5, "heartbeat"], [10, "heartbeat", back], [20, "stop", back]));
  expect(line.elapsed_s).toBe(20);
  expect(line.divergence_s).toBeCloseTo(3600);
  expect(line.ended_at).toBe(T0 + 20_000);
});

test("intervals never overlap, even over a clock set back between two lives of the page", () => {
  const line = timelineOf(
    log(
      [0, "start"],
      [10, "heartbeat"],
      [20, "resume", { boot: "b", mono: 1, wallShift: -500 }],
      [30, "stop", { boot: "b", mono: 11, wallShift: -500 }],
    ),
  );
  expect(line.elapsed_s).toBe(20);
  const [first, second] = line.intervals;
  expect(second.started_at).toBeGreaterThanOrEqual(first.ended_at);
});

test("a second start or resume in a row changes nothing", () => {
  expect(timelineOf(log([0, "start"], [1, "resume"], [4, "stop"], [9, "stop"])).elapsed_s).toBe(4);
});

test("ten thousand heartbeats add up exactly", () => {
  const beats = Array.from({ length: 10_000 }, (_, i) => [(i + 1) * 5, "heartbeat"]);
  expect(timelineOf(log([0, "start"], ...beats)).elapsed_s).toBe(50_000);
});

test("a session that is cut ends at that moment and has nothing after it", () => {
  const timeline = {
    state: "stopped",
    started_at: 0,
    ended_at: 9000,
    elapsed_s: 7,
    divergence_s: 0,
    intervals: [
      { started_at: 0, ended_at: 3000 },
      { started_at: 5000, ended_at: 9000 },
    ],
  };
  expect(cutAt(timeline, 6000)).toMatchObject({
    ended_at: 6000,
    elapsed_s: 4,
    intervals: [{ ended_at: 3000 }, { started_at: 5000, ended_at: 6000 }],
  });
  expect(cutAt(timeline, 4000)).toMatchObject({ ended_at: 3000, elapsed_s: 3 });
  expect(cutAt(timeline, -1)).toMatchObject({ ended_at: 0, elapsed_s: 0, intervals: [] });
});

const HOUR = 3600;

test("a clock that jumps forward and is set right again leaves the session where and as long as it was", () => {
  const ahead = { wallShift: 30 * HOUR };
  const line = timelineOf(
    straightened(
      log(
        [0, "start"],
        [60, "heartbeat"],
        [65, "heartbeat", ahead],
        [70, "heartbeat", ahead],
        [75, "heartbeat"],
        [80, "stop"],
      ),
    ),
  );
  expect(line).toMatchObject({ elapsed_s: 80, started_at: T0, ended_at: T0 + 80_000 });
});

test("a clock that was ahead from the beginning moves the session to the day it was on", () => {
  const ahead = { wallShift: 48 * HOUR };
  const line = timelineOf(straightened(log([0, "start", ahead], [5, "pause", ahead], [20, "resume"], [30, "stop"])));
  expect(line).toMatchObject({ elapsed_s: 15, started_at: T0, ended_at: T0 + 30_000 });
});

test("a device that slept before its clock was set back keeps the time it slept", () => {
  const ahead = { wallShift: HOUR };
  const line = timelineOf(
    straightened(
      log(
        [0, "start"],
        [600, "heartbeat", { mono: 5 }],
        [605, "heartbeat", { ...ahead, mono: 10 }],
        [610, "stop", { mono: 15 }],
      ),
    ),
  );
  expect(line).toMatchObject({ elapsed_s: 610, started_at: T0 });
});

test("clocks of two lives of a page are not compared", () => {
  const events = log([0, "start"], [10, "heartbeat"], [20, "resume", { boot: "b", mono: 1, wallShift: -500 }]);
  expect(straightened(events)).toEqual(events);
});

test("a session longer than a day is cut where the day ends, pauses and all", () => {
  const line = timelineOf(log([0, "start"], [600, "pause"], [700, "resume"], [705, "stop", { wallShift: 30 * HOUR }]));
  expect(bounded(line, T0 + 60 * HOUR * 1000)).toMatchObject({
    started_at: T0,
    ended_at: T0 + 24 * HOUR * 1000,
    elapsed_s: 24 * HOUR - 100,
  });
});

test("a session that would end in the future ends now", () => {
  const line = timelineOf(log([0, "start"], [600, "stop"]));
  const now = T0 - HOUR * 1000;
  expect(bounded(line, now)).toMatchObject({
    started_at: now - 600_000,
    ended_at: now,
    elapsed_s: 600,
    intervals: [{ started_at: now - 600_000, ended_at: now }],
  });
  expect(bounded(line, T0 + 600_000)).toBe(line);
});
