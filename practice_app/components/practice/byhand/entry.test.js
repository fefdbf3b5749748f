import { expect, test } from "vitest";
import { altered, changedEntry, firstTimes, newEntry, problemsOf, timelineFrom, timesOf } from "./entry.js";

const NOW = new Date("2026-03-10T18:00:00").getTime();
const times = { day: "2026-03-09", start: "17:30", minutes: "45" };
const who = { userId: "ann", lastUserId: "ann", sure: true, now: NOW };

test("the form begins with the half hour that has just ended", () => {
  expect(firstTimes({ now: NOW })).toEqual({ day: "2026-03-10", start: "17:30", minutes: "30" });
  expect(firstTimes({ now: NOW, day: "2026-03-01" }).day).toBe("2026-03-01");
  expect(firstTimes({ now: NOW, day: "tomorrow" }).day).toBe("2026-03-10");
  expect(problemsOf(firstTimes({ now: NOW }), NOW)).toEqual({});
});

const LENGTHS = ["15", "30", "45", "60", "90"];

test("every offered length ends now, as long as nobody said when it began", () => {
  for (const now of [NOW, NOW + 42_000, new Date("2026-03-10T00:20:00").getTime()])
    for (const minutes of LENGTHS) {
      const chosen = altered(firstTimes({ now }), { minutes }, now);
      expect(problemsOf(chosen, now)).toEqual({});
      expect(now - timelineFrom(chosen).ended_at).toBeLessThan(60_000);
    }
  expect(altered(firstTimes({ now: NOW }), { minutes: "45" }, NOW)).toMatchObject({
    day: "2026-03-10",
    start: "17:15",
  });
});

test("back over midnight and forth again, the day follows", () => {
  const now = new Date("2026-03-10T00:20:00").getTime();
  const long = altered(firstTimes({ now }), { minutes: "90" }, now);
  expect(long).toMatchObject({ day: "2026-03-09", start: "22:50" });
  expect(altered(long, { minutes: "15" }, now)).toMatchObject({ day: "2026-03-10", start: "00:05" });
});

test("a beginning that was said stays, and so does that of another day", () => {
  const said = altered(firstTimes({ now: NOW }), { start: "16:00" }, NOW);
  expect(altered(said, { minutes: "90" }, NOW)).toMatchObject({ start: "16:00", minutes: "90" });
  expect(altered(said, { day: "2026-03-01" }, NOW)).toMatchObject({ day: "2026-03-01", start: "16:00" });
  const other = altered(firstTimes({ now: NOW }), { day: "2026-03-01" }, NOW);
  expect(altered(other, { minutes: "90" }, NOW)).toMatchObject({ day: "2026-03-01", start: "17:30" });
  expect(altered(firstTimes({ now: NOW, day: "2026-03-01" }), { minutes: "90" }, NOW).start).toBe("17:30");
  expect(altered(altered(other, { minutes: "60" }, NOW), { day: "2026-03-10" }, NOW).start).toBe("17:00");
});

test("minutes that are being typed move nothing until they are some", () => {
  const first = firstTimes({ now: NOW });
  expect(altered(first, { minutes: "" }, NOW)).toEqual({ ...first, minutes: "" });
  expect(altered(first, { minutes: "9000" }, NOW).start).toBe("17:30");
});

test("what cannot be is said of its field", () => {
  const said = (change) => problemsOf({ ...times, ...change }, NOW);
  expect(said({})).toEqual({});
  expect(said({ day: "" })).toEqual({ day: "missing" });
  expect(said({ day: "1805-01-01" })).toEqual({ day: "early" });
  expect(said({ day: "2026-03-11" })).toEqual({ day: "future" });
  expect(said({ start: "" })).toEqual({ start: "missing" });
  expect(said({ minutes: "" })).toEqual({ minutes: "missing" });
  expect(said({ minutes: "-3" })).toEqual({ minutes: "missing" });
  expect(said({ minutes: "1441" })).toEqual({ minutes: "long" });
  expect(said({ day: "2026-03-10", start: "17:50", minutes: "30" })).toEqual({ minutes: "future" });
});

test("an entry is a session like any other, marked as written by hand", () => {
  const entry = newEntry(times, { note: "scales" }, who);
  const started_at = new Date("2026-03-09T17:30").getTime();
  expect(entry).toMatchObject({ user_id: "ann", source: "manual", rev: 1, details: { note: "scales" } });
  expect(entry.timeline).toMatchObject({ started_at, ended_at: started_at + 45 * 60_000, elapsed_s: 2700 });
  expect(timesOf(entry.timeline)).toEqual(times);
});

test("times that nobody touched stay to the second, others are marked as changed", () => {
  const timeline = { ...timelineFrom(times), elapsed_s: 2718, intervals: [1, 2] };
  const stored = { ...newEntry(times, {}, who), source: "timer", timeline };
  const noted = changedEntry(stored, timesOf(timeline), { note: "better" }, NOW + 5);
  expect(noted).toMatchObject({
    timeline,
    source: "timer",
    rev: 2,
    details: { note: "better" },
    client_updated_at: NOW + 5,
  });
  const moved = changedEntry(stored, { ...times, start: "16:00" }, {}, NOW - 60_000);
  expect(moved).toMatchObject({ source: "edited", client_updated_at: NOW + 1 });
  expect(moved.timeline.intervals).toHaveLength(1);
  expect(changedEntry({ ...stored, source: "manual" }, { ...times, minutes: "50" }, {}).source).toBe("manual");
});

test("other minutes move no beginning: not its seconds, nor its half of an hour that came twice", () => {
  const zone = process.env.TZ;
  process.env.TZ = "America/New_York";
  try {
    const started_at = Date.parse("2026-11-01T06:20:17Z"); // 1:20 for the second time that night
    const stored = { rev: 1, client_updated_at: 0, timeline: { started_at, elapsed_s: 1800 } };
    const times = { ...timesOf(stored.timeline), minutes: "35" };
    expect(times.start).toBe("01:20");
    expect(changedEntry(stored, times, {}).timeline).toMatchObject({ started_at, elapsed_s: 2100 });
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
