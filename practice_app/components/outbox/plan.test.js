import { expect, test } from "vitest";
import { NO_WORK } from "./names.js";
import * as plan from "./plan.js";
import { sessionBody } from "./payload.js";

const step = (n, minutes, more = {}) => ({
  kind: "due",
  piece_id: `piece-${n}`,
  section_id: `section-${n}`,
  title: `Piece ${n} · Bars ${n}`,
  piece_title: `Piece ${n}`,
  section_title: `Bars ${n}`,
  minutes,
  bpm: 60 + n,
  how: "",
  why: "",
  next_on: ["2026-05-21", "2026-05-21", "2026-05-22", "2026-05-24", "2026-05-27"],
  ...more,
});
const warm = { ...step(0, 2), kind: "warm_up", piece_id: null, section_id: null, bpm: null, next_on: [] };
const PLAN = { day: "2026-05-20", steps: [warm, step(1, 4), step(2, 4)] };

test("each step has the time between its mark and the next, and what was never on the disk counts for nothing", () => {
  const run = plan.at(plan.at(plan.begun(PLAN), 1, 100), 2, 400);
  expect(plan.spent(run, 460)).toEqual([100, 300, 60]);
  expect(plan.spent(run, 250)).toEqual([100, 150, 0]);
  expect(plan.present(run)).toBe(2);
  expect(plan.left(run, 460)).toBe(180);
  expect(plan.left(run, 700)).toBe(-60);
});

test("going back to a step adds to its time, and after the last one nothing is at hand", () => {
  const run = plan.at(plan.at(plan.at(plan.begun(PLAN), 1, 60), 0, 120), 3, 150);
  expect(plan.spent(run, 1000)).toEqual([90, 60, 0]);
  expect(plan.present(run)).toBe(3);
  expect(plan.left(run, 1000)).toBe(0);
});

test("a step is done with half of its time, unless it was skipped", () => {
  const run = plan.skip(plan.at(plan.begun(PLAN), 1, 60), 200);
  expect(plan.done(run, 320)).toEqual([true, false, true]);
  expect(plan.doneOf(run, 320)).toEqual({ steps: 3, done: 2 });
  expect(plan.done(plan.at(run, 1, 320), 400)).toEqual([true, true, true]);
});

test("at the end the session names what was worked at, to the second, and what was passed over is left out", () => {
  const run = plan.at(plan.at(plan.begun(PLAN), 1, 100), 2, 331);
  const details = plan.summed({ ...NO_WORK, also: [], plan: run }, 335);
  expect(details).toMatchObject({
    piece_id: "piece-1",
    section_id: "section-1",
    minutes: 4,
    seconds: 231,
    given: true,
  });
  expect(details.also).toEqual([]);
  expect(plan.summed({ ...NO_WORK, also: [] }, 335)).toEqual({ ...NO_WORK, also: [] });
});

test("a passage that stands in the plan twice is one item", () => {
  const twice = { ...PLAN, steps: [step(1, 4), step(1, 4), step(2, 4)] };
  const run = plan.at(plan.at(plan.begun(twice), 1, 100), 2, 200);
  expect(plan.worked(run, 260).map(({ section_id, seconds }) => [section_id, seconds])).toEqual([
    ["section-1", 200],
    ["section-2", 60],
  ]);
});

const BASE = { ...NO_WORK, instrument: "", focus: [], mode: "normal", target_bpm: null, self_rating: null, note: "" };

test("the server hears each passage's seconds and rating, and how much of the plan was done", () => {
  const run = plan.at(plan.at(plan.begun(PLAN), 1, 100), 2, 331);
  const ended = plan.summed({ ...BASE, also: [], plan: run }, 451);
  const details = { ...ended, ...plan.rated(ended, 1, 2) };
  const timeline = { started_at: 0, ended_at: 451_000, intervals: [], elapsed_s: 451 };
  const body = sessionBody({ details, timeline, timezone: "UTC", client_updated_at: 0 });
  expect(body.plan).toEqual({ steps: 3, done: 3 });
  expect(body.items.map(({ section_id, seconds, rating }) => [section_id, seconds, rating])).toEqual([
    ["section-1", 231, 2],
    ["section-2", 120, undefined],
  ]);
});

test("minutes that were changed by hand count instead of the clock's seconds", () => {
  const run = plan.begun({ ...PLAN, steps: [step(1, 4)] });
  const details = { ...plan.summed({ ...BASE, also: [], plan: run }, 231), minutes: 3 };
  const timeline = { started_at: 0, ended_at: 231_000, intervals: [], elapsed_s: 231 };
  expect(sessionBody({ details, timeline, timezone: "UTC", client_updated_at: 0 }).items[0].seconds).toBe(180);
});

test("when a passage comes back goes by its own word, else by that on the session, else by nothing said", () => {
  const run = plan.begun(PLAN);
  expect(plan.nextOn(run, 1, null)).toBe("2026-05-24");
  expect(plan.nextOn(run, 1, 5)).toBe("2026-05-27");
  expect(plan.nextOn({ ...run, ratings: { 1: 1 } }, 1, 5)).toBe("2026-05-21");
  expect(plan.nextOn(run, 0, null)).toBe(null);
});

test("a word on a step can be taken back", () => {
  const details = plan.summed({ ...BASE, also: [], plan: plan.begun({ ...PLAN, steps: [step(1, 4)] }) }, 200);
  const said = { ...details, ...plan.rated(details, 0, 4) };
  expect(said.rating).toBe(4);
  const back = { ...said, ...plan.rated(said, 0, null) };
  expect([back.rating, back.plan.ratings]).toEqual([null, {}]);
});

test("the tempo is that of the step at hand", () => {
  expect(plan.plannedTempo({ plan: plan.begun(PLAN) })).toBe(null);
  expect(plan.plannedTempo({ plan: plan.at(plan.begun(PLAN), 2, 9) })).toBe(62);
  expect(plan.plannedTempo({})).toBe(null);
});

test("steps fit any number of minutes exactly", () => {
  for (const minutes of [3, 5, 10, 17, 30, 61, 240]) {
    const steps = plan.fitted(PLAN.steps, minutes);
    expect(steps.reduce((sum, one) => sum + one.minutes, 0)).toBe(minutes);
    expect(Math.min(...steps.map((one) => one.minutes))).toBeGreaterThan(0);
  }
  expect(plan.fitted(PLAN.steps, 2)).toHaveLength(2);
});
