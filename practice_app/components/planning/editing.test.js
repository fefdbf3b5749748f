import { expect, test } from "vitest";
import { added, holds, moved, stepFor, total, withMinutes, without, withTempo } from "./editing.js";

const step = (n, more = {}) => ({
  ...stepFor({ piece_id: `p${n}`, section_id: null, piece_title: `Piece ${n}`, section_title: "" }),
  ...more,
});
const names = (steps) => steps.map((one) => one.piece_title);
const THREE = [step(1), step(2), step(3)];

test("steps change places, and the ends stay where they are", () => {
  expect(names(moved(THREE, 0, 1))).toEqual(["Piece 2", "Piece 1", "Piece 3"]);
  expect(names(moved(THREE, 2, -1))).toEqual(["Piece 1", "Piece 3", "Piece 2"]);
  expect(moved(THREE, 0, -1)).toBe(THREE);
  expect(moved(THREE, 2, 1)).toBe(THREE);
  expect(names(without(THREE, 1))).toEqual(["Piece 1", "Piece 3"]);
});

test("minutes and tempo are taken when they make sense", () => {
  expect(total(withMinutes(THREE, 1, "12"))).toBe(22);
  for (const typed of ["", "0", "-3", "999", "x"]) expect(withMinutes(THREE, 1, typed)).toBe(THREE);
  expect(withTempo(THREE, 0, "72")[0].bpm).toBe(72);
  expect(withTempo(withTempo(THREE, 0, "72"), 0, "")[0].bpm).toBe(null);
  for (const typed of ["9", "401", "x"]) expect(withTempo(THREE, 0, typed)).toBe(THREE);
});

test("what is added stands before the play-through", () => {
  const plan = [step(1), step(9, { kind: "play_through" })];
  expect(names(added(plan, step(2)))).toEqual(["Piece 1", "Piece 2", "Piece 9"]);
  expect(names(added([step(1)], step(2)))).toEqual(["Piece 1", "Piece 2"]);
  expect(holds(plan, { piece_id: "p1", section_id: null })).toBe(true);
  expect(holds(plan, { piece_id: "p1", section_id: "s" })).toBe(false);
  const full = Array.from({ length: 30 }, (_, n) => step(n));
  expect(added(full, step(99))).toBe(full);
});

test("a passage is named with its piece", () => {
  const passage = { piece_id: "p", section_id: "s", piece_title: "Sarabande", section_title: "Bars 9–16" };
  expect(stepFor(passage).title).toBe("Sarabande · Bars 9–16");
});
