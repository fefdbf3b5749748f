import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { withDb } from "./db.js";
import { shares } from "./names.js";
import {
  detailsFor,
  knownSections,
  knownTags,
  markPractised,
  recentPieces,
  refreshKnown,
  tempoOf,
  sectionFor,
  tagFor,
  withIds,
} from "./pieces.js";
import { details, emptied } from "./testing/finished.js";

beforeEach(emptied);

const rows = (store) => withDb((db) => db.getAll(store));

test("a title that is known means that piece, however it is written; a new one waits to be sent", async () => {
  const first = await withIds({ ...details, piece_title: "Gavotte", section_title: "Trio" }, "ann");
  const again = await withIds(
    { ...details, piece_title: " gavotte", also: [{ piece_title: "Bourrée", minutes: null }] },
    "ann",
  );
  expect(again.piece_id).toBe(first.piece_id);
  expect(again.section_id).toBeNull();
  expect((await rows("pieces")).map(({ title }) => title)).toEqual(["Gavotte", "Bourrée"]);
  expect((await rows("outbox")).map(({ kind }) => kind).sort()).toEqual(["piece", "piece", "section"]);
});

test("a section belongs to its piece, a tag to its owner", async () => {
  const section = await sectionFor("Trio", "piece-1", "ann");
  expect(await sectionFor("Trio", "piece-2", "ann")).not.toBe(section);
  expect(await sectionFor("Trio", null, "ann")).toBeNull();
  expect((await knownSections("piece-1", "bob")).length).toBe(0);
  await tagFor("Warm-up", "ann");
  expect(await tagFor("warm-up ", "ann")).toBe((await knownTags("ann"))[0].id);
  expect(await knownTags("bob")).toEqual([]);
});

test("the server's lists replace what came from it, and leave what it does not have yet", async () => {
  const api = {
    pieces: async (cursor) =>
      cursor ? { items: [{ id: "p2", title: "Two" }] } : { items: [{ id: "p1", title: "One" }], next_cursor: "more" },
    sections: async () => ({ items: [{ id: "s1", piece_id: "p1", title: "Trio" }] }),
    tags: async () => ({ items: [{ id: "t1", name: "slow", color: "#112233" }] }),
  };
  await tagFor("new here", "ann");
  await refreshKnown(api, "ann");
  await refreshKnown({ ...api, tags: async () => ({ items: [] }) }, "ann");
  expect((await rows("pieces")).map(({ id }) => id)).toEqual(["p1", "p2"]);
  expect((await knownTags("ann")).map(({ name }) => name)).toEqual(["new here"]);
});

test("what a teacher offers stands first, in the server's order, and is there with no network", async () => {
  const offered_by = { display_name: "Hilary" };
  const items = [
    { id: "t2", name: "thumb", color: "#112233", offered_by },
    { id: "t1", name: "bow", color: "#112233", offered_by: null },
  ];
  await tagFor("a new one", "ann");
  const none = async () => ({ items: [] });
  await refreshKnown({ pieces: none, sections: none, tags: async () => ({ items }) }, "ann");
  expect((await knownTags("ann")).map(({ name, by }) => [name, by])).toEqual([
    ["thumb", "Hilary"],
    ["bow", ""],
    ["a new one", undefined],
  ]);
});

test("time that nobody parted is parted equally", () => {
  const piece = (minutes) => ({ minutes });
  expect(shares([piece(null)], 61)).toEqual([61]);
  expect(shares([piece(10), piece(null), piece(null)], 1800)).toEqual([600, 600, 600]);
  expect(shares([piece(40), piece(null)], 1800)).toEqual([2400, 0]);
});

const server = ({ pieces = [], sections = [] }) => ({
  pieces: async () => ({ items: pieces, next_cursor: null }),
  sections: async () => ({ items: sections }),
  tags: async () => ({ items: [] }),
});

test("the pieces practised last come first, as this device and the server know it together", async () => {
  const pieces = [
    { id: "1", title: "Old", last_practised_at: "2026-01-02T10:00:00Z" },
    { id: "2", title: "New", last_practised_at: null },
    { id: "3", title: "Newest", last_practised_at: null },
    { id: "4", title: "Yesterday", last_practised_at: "2026-01-05T10:00:00Z" },
  ];
  const titles = async (most) => (await recentPieces("ann", most)).map(({ title }) => title);
  await refreshKnown(server({ pieces }), "ann");
  expect(await titles(4)).toEqual(["Yesterday", "Old", "Newest", "New"]);
  await markPractised({ ...details, piece_id: "2", also: [{ piece_id: "1" }] }, Date.parse("2026-01-06T10:00:00Z"));
  await refreshKnown(server({ pieces }), "ann");
  expect(await titles(3)).toEqual(["New", "Old", "Yesterday"]);
  expect(await recentPieces("bob", 3)).toEqual([]);
});

test("a tempo is the session's, else the section's, else the piece's", async () => {
  await refreshKnown(
    server({
      pieces: [{ id: "1", title: "Gavotte", target_bpm: 96 }],
      sections: [{ id: "s", piece_id: "1", title: "Trio", current_bpm: 60, target_bpm: 90 }],
    }),
    "ann",
  );
  const of = (said) => tempoOf({ ...details, piece_title: "gavotte ", ...said }, "ann");
  expect(await of({})).toBe(96);
  expect(await of({ section_title: "trio" })).toBe(60);
  expect(await of({ section_title: "trio", target_bpm: 72 })).toBe(72);
  expect(await of({ section_title: "Another" })).toBe(96);
  expect(await of({ piece_title: "Nobody knows it" })).toBeNull();
  expect(await of({ piece_title: "" })).toBeNull();
});

test("a link to a piece sets what this device knows of it, and nothing of anybody else's", async () => {
  await withDb(async (db) => {
    await db.put("pieces", {
      id: "p",
      user_id: "ann",
      title: "Gavotte",
      composer: "",
      instrument: "viola",
      unsent: false,
    });
    await db.put("sections", { id: "s", user_id: "ann", piece_id: "p", title: "Trio", unsent: false });
  });
  const told = { piece_title: "Gavotte", section_title: "Trio", target_bpm: null, instrument: "viola" };
  expect(await detailsFor("p", "s", "ann")).toEqual(told);
  expect(await detailsFor("p", null, "ann")).toEqual({ ...told, section_title: "" });
  expect(await detailsFor("p", null, "bob")).toBeNull();
  expect(await detailsFor("none", null, "ann")).toBeNull();
});
