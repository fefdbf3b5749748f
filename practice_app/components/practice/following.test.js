import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { remember } from "../outbox/identity.js";
import { choosePlan, wantsToBegin } from "./following.js";
import { closed, killed, opened, pass, phase, practice, rows } from "./testing/page.js";

const ANN = { id: "ann", display_name: "Ann", instruments: [] };
const step = (n, minutes) => ({
  kind: "due",
  piece_id: `piece-${n}`,
  section_id: `section-${n}`,
  title: `Piece ${n} · Bars ${n}`,
  piece_title: `Piece ${n}`,
  section_title: `Bars ${n}`,
  minutes,
  bpm: 60,
  how: "",
  why: "",
  next_on: [],
});
const PLAN = { day: "2026-01-02", steps: [step(1, 2), step(2, 3)] };

beforeEach(opened);
afterEach(closed);

async function chosen() {
  await remember(ANN);
  await choosePlan(PLAN, "ann");
  const tab = practice({ signedIn: () => true });
  await tab.boot();
  return tab;
}

const told = (tab) => tab.getSnapshot().details;

test("a session goes by the plan that was chosen, step by step, and ends with what was worked at", async () => {
  const tab = await chosen();
  expect(told(tab)).toMatchObject({ piece_title: "Piece 1", section_id: "section-1" });
  await tab.start();
  await pass(100);
  await tab.plan.turn(1);
  expect(told(tab).piece_title).toBe("Piece 2");
  await pass(50);
  await tab.finish();
  expect(told(tab)).toMatchObject({ section_id: "section-1", minutes: 2 });
  expect(told(tab).seconds).toBeCloseTo(100, 0);
  expect(told(tab).also).toMatchObject([{ section_id: "section-2", minutes: 1 }]);
});

test("saved, its pieces are the very ones of the plan, though this device knows none of their names", async () => {
  const tab = await chosen();
  await tab.start();
  await pass(60);
  await tab.plan.turn(1);
  await pass(60);
  await tab.finish();
  await tab.save();
  expect(phase(tab)).toBe("sending");
  const [{ details }] = await rows("sessions");
  expect([details.piece_id, details.also[0].piece_id]).toEqual(["piece-1", "piece-2"]);
  expect(await rows("pieces")).toEqual([]);
});

test("the step at hand survives a kill, and its time up to the last heartbeat", async () => {
  const tab = await chosen();
  await tab.start();
  await pass(62);
  await tab.plan.turn(1);
  await pass(33);
  await killed();
  const after = practice({ signedIn: () => true });
  await after.boot();
  expect(phase(after)).toBe("offer");
  expect(told(after).plan.marks.at(-1)).toMatchObject({ step: 1 });
  await after.goOn();
  await pass(20);
  await after.finish();
  expect(told(after)).toMatchObject({ section_id: "section-1" });
  expect(told(after).seconds).toBeCloseTo(62, 0);
  expect(told(after).also[0].seconds).toBeCloseTo(53, 0);
});

test("the next session has no plan of its own accord", async () => {
  const tab = await chosen();
  expect(await wantsToBegin()).toBe(true);
  await tab.start();
  await tab.discard();
  expect(told(tab).plan).toBe(undefined);
  expect(await wantsToBegin()).toBe(false);
});

test("a plan can be put away before it has begun", async () => {
  const tab = await chosen();
  await tab.plan.drop();
  expect(told(tab)).toMatchObject({ plan: undefined, piece_title: "", piece_id: null });
  await tab.boot();
  expect(told(tab).plan).toBe(undefined);
});

test("a plan of somebody else, or of long ago, is not begun", async () => {
  await chosen();
  await remember({ ...ANN, id: "bob" });
  const bobs = practice({ signedIn: () => true });
  await bobs.boot();
  expect(told(bobs).plan).toBe(undefined);

  const later = await chosen();
  await pass(13 * 3600);
  await later.boot();
  expect(told(later).plan).toBe(undefined);
});

test("a plan may be taken up in the middle of a session", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await pass(100);
  await tab.plan.follow(PLAN);
  await pass(60);
  await tab.finish();
  expect(told(tab).seconds).toBeCloseTo(60, 0);
});
