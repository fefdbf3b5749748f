import { expect, test, vi } from "vitest";
import { draftOf, placed, told, without } from "./editing.js";
import { dropDraft, keepDraft, keptDraft } from "./unsaved.js";

const stored = {
  id: "s1",
  instrument: "violin",
  focus: ["tone"],
  mode: "slow",
  target_bpm: 72,
  self_rating: 0,
  note: "better",
  works: [
    { place: 0, piece_title: "Gavotte", section_title: "Trio", minutes: 11 },
    { place: 2, piece_title: "Bourrée", section_title: "", minutes: 9 },
  ],
  tags: [{ id: "t1", name: "Warm-up", color: "#000000" }],
  started_local: "2026-03-09T17:30",
  ended_local: "2026-03-09T17:50",
};

test("what nobody touched is told as it was shown", () => {
  expect(told(draftOf(stored), stored.tags)).toEqual({
    instrument: "violin",
    focus: ["tone"],
    mode: "slow",
    target_bpm: 72,
    self_rating: null,
    note: "better",
    works: stored.works,
    tags: [{ id: "t1", name: "Warm-up" }],
    started_at: "2026-03-09T17:30",
    ended_at: "2026-03-09T17:50",
  });
});

test("a piece without a name is none, a new one has no place among the stored ones", () => {
  const draft = draftOf({ ...stored, works: [] });
  const details = { ...draft.details, also: [{ piece_title: "Gigue", section_title: "", minutes: null }] };
  expect(told({ ...draft, details }, []).works).toEqual([
    { place: null, piece_title: "Gigue", section_title: "", minutes: null },
  ]);
});

test("a tag made here a moment ago is told with its name", () => {
  const draft = draftOf(stored);
  const details = { ...draft.details, tag_ids: ["t1", "t2"] };
  expect(told({ ...draft, details }, [...stored.tags, { id: "t2", name: "Lesson" }]).tags).toHaveLength(2);
});

test("what is wrong stands at its field, anything else is said of the form", () => {
  const errors = { works: "a", tags: "b", ended_at: "c", intervals: "d" };
  expect(placed(errors)).toEqual({ items: "a", tag_ids: "b", ended_at: "c", form: "d" });
});

test("what is changed is no longer called wrong", () => {
  const errors = { items: "a", note: "b", form: "c" };
  expect(without(errors, { also: [] })).toEqual({ note: "b", form: "c" });
  expect(without(errors, { note: "x" })).toEqual({ items: "a", form: "c" });
});

test("what is being written is kept for this session and this person, until it is dropped", () => {
  const kept = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (k) => kept.get(k) ?? null,
    setItem: (k, v) => kept.set(k, v),
    removeItem: (k) => kept.delete(k),
  });
  const draft = draftOf(stored);
  keepDraft("s1", "ann", draft);
  expect(keptDraft("s1", "ann")).toEqual(draft);
  expect([keptDraft("s1", "bob"), keptDraft("s2", "ann")]).toEqual([null, null]);
  dropDraft();
  expect(keptDraft("s1", "ann")).toBeNull();
});

test("a browser that keeps nothing breaks nothing", () => {
  vi.stubGlobal("sessionStorage", {
    getItem: () => {
      throw new Error("denied");
    },
    setItem: () => {
      throw new Error("denied");
    },
    removeItem: () => {
      throw new Error("denied");
    },
  });
  keepDraft("s1", "ann", draftOf(stored));
  dropDraft();
  expect(keptDraft("s1", "ann")).toBeNull();
});
