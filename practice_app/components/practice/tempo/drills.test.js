import { expect, test } from "vitest";
import { sessionBody } from "../../outbox/payload.js";
import { counted, drillsOf, heatMap, uncounted } from "./drills.js";

const details = (drills, more = {}) => ({
  piece_id: null,
  piece_title: "Gavotte",
  section_id: null,
  section_title: "",
  minutes: null,
  also: [],
  tag_ids: [],
  focus: [],
  note: "",
  mode: "normal",
  instrument: "",
  target_bpm: null,
  self_rating: null,
  keep: false,
  drills,
  ...more,
});

test("a tap counts one repetition of a section, and can be taken back", () => {
  let now = details(undefined);
  for (const [section, at] of [
    ["Trio", 10],
    ["Trio", 25],
    ["Coda", 40],
    [" trio ", 50],
  ])
    now = details(counted(now, section, at));
  expect(now.drills.map(({ section_title, at_s }) => [section_title, at_s])).toEqual([
    ["Trio", [10, 25, 50]],
    ["Coda", [40]],
  ]);
  now = details(uncounted(now, "Trio"));
  now = details(uncounted(now, "Coda"));
  expect(now.drills.map(({ section_title, at_s }) => [section_title, at_s])).toEqual([["Trio", [10, 25]]]);
});

test("the sections of another piece are not mixed in", () => {
  const drills = counted(details(counted(details([]), "Trio", 1), { piece_title: "Minuet" }), "Trio", 2);
  expect(drills).toHaveLength(2);
  expect(drillsOf(details(drills))).toHaveLength(1);
});

test("the heat-map shows where in the session each section was drilled", () => {
  const [trio, coda] = heatMap(
    [
      { section_title: "Coda", at_s: [95] },
      { section_title: "Trio", at_s: [1, 2, 3, 4, 60] },
    ],
    100,
    4,
  );
  expect(trio).toMatchObject({ title: "Trio", count: 5 });
  expect(trio.cells.map((cell) => cell.count)).toEqual([4, 0, 1, 0]);
  expect(trio.cells.map((cell) => cell.heat)).toEqual([4, 0, 1, 0]);
  expect(coda.cells.map((cell) => cell.heat)).toEqual([0, 0, 0, 1]);
  expect(heatMap([], 0, 4)).toEqual([]);
});

test("repetitions go to the server without taking anybody's time twice", () => {
  const drill = (section_id, n) => ({
    piece_id: "p",
    piece_title: "Gavotte",
    section_id,
    section_title: section_id,
    minutes: 0,
    at_s: Array(n).fill(1),
  });
  const timeline = { started_at: 0, ended_at: 60_000, intervals: [], elapsed_s: 60 };
  const sent = (more) =>
    sessionBody({
      details: details([drill("trio", 7), drill("coda", 2)], { piece_id: "p", ...more }),
      timeline,
      timezone: "UTC",
      client_updated_at: 0,
    }).items;
  expect(sent({})).toEqual([
    { piece_id: "p", section_id: undefined, seconds: 60, repetitions: 1 },
    { piece_id: "p", section_id: "trio", seconds: 0, repetitions: 7 },
    { piece_id: "p", section_id: "coda", seconds: 0, repetitions: 2 },
  ]);
  expect(sent({ section_id: "trio" })).toEqual([
    { piece_id: "p", section_id: "trio", seconds: 60, repetitions: 7 },
    { piece_id: "p", section_id: "coda", seconds: 0, repetitions: 2 },
  ]);
});
