import { expect, test } from "vitest";
import { DEFAULTS, Walk, bpmOf, marking, mutedBar, tempo } from "./bars.js";

const walked = (settings, many, start = 0) => {
  const walk = new Walk(start, settings);
  return Array.from({ length: many }, () => walk.next(settings));
};

test("beats come at their tempo and the first of a bar is accented", () => {
  const clicks = walked({ ...DEFAULTS, bpm: 120, stresses: [2, 1, 1] }, 7, 3);
  expect(clicks.map((it) => it.at)).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6]);
  expect(clicks.map((it) => it.stress)).toEqual([2, 1, 1, 2, 1, 1, 2]);
  expect(clicks.map((it) => it.bar)).toEqual([0, 0, 0, 1, 1, 1, 2]);
});

test("a beat is divided into equal parts, whose clicks are never accented", () => {
  const clicks = walked({ ...DEFAULTS, bpm: 60, stresses: [2, 1], subdivision: 4 }, 9);
  expect(clicks.map((it) => it.at)).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]);
  expect(clicks.map((it) => it.stress)).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 2]);
});

test("a silent beat takes its time and its parts are silent too", () => {
  const clicks = walked({ ...DEFAULTS, bpm: 60, stresses: [2, 0], subdivision: 2 }, 5);
  expect(clicks.map((it) => it.audible)).toEqual([true, true, false, false, true]);
  expect(clicks.at(-1).at).toBe(2);
});

test("a ramp changes bar by bar and stays where it ends, upwards and downwards", () => {
  const up = { ...DEFAULTS, bpm: 60, ramp: true, rampTo: 120, rampBars: 4 };
  expect([0, 1, 2, 3, 4, 5, 50].map((bar) => bpmOf(up, bar))).toEqual([60, 75, 90, 105, 120, 120, 120]);
  expect(bpmOf({ ...up, bpm: 100, rampTo: 80 }, 2)).toBe(90);
  const clicks = walked({ ...up, stresses: [2, 1] }, 5);
  expect(clicks.map((it) => Math.round(it.at * 1e9) / 1e9)).toEqual([0, 1, 2, 2.8, 3.6]);
});

test("bars fall silent in turn, never the count-in", () => {
  const settings = { ...DEFAULTS, mute: true, playBars: 2, muteBars: 1, countIn: 1 };
  expect([-1, 0, 1, 2, 3, 4, 5].map((bar) => mutedBar(settings, bar))).toEqual([
    false,
    false,
    false,
    true,
    false,
    false,
    true,
  ]);
});

test("a count-in comes before the first bar, at the first tempo, in beats alone", () => {
  const settings = {
    ...DEFAULTS,
    bpm: 60,
    stresses: [2, 1],
    subdivision: 2,
    countIn: 1,
    ramp: true,
    rampTo: 90,
    rampBars: 1,
  };
  const clicks = walked(settings, 7);
  expect(clicks.map((it) => it.bar)).toEqual([-1, -1, 0, 0, 0, 0, 1]);
  expect(clicks.slice(0, 3).map((it) => it.at)).toEqual([0, 1, 2]);
  expect(clicks.slice(0, 3).map((it) => it.bpm)).toEqual([60, 60, 60]);
});

test("settings changed under way count from the next click on", () => {
  const walk = new Walk(0, { ...DEFAULTS, bpm: 60 });
  walk.next({ ...DEFAULTS, bpm: 60 });
  expect(walk.next({ ...DEFAULTS, bpm: 120 }).at).toBe(1);
  expect(walk.next({ ...DEFAULTS, bpm: 120 }).at).toBe(1.5);
  const fewer = walk.next({ ...DEFAULTS, bpm: 120, stresses: [2, 1], subdivision: 1 });
  expect([fewer.bar, fewer.beat]).toEqual([1, 0]);
});

test("tempi stay within what a metronome can do", () => {
  expect([5, 20, 96.04, 300, 900, "x", null, ""].map(tempo)).toEqual([20, 20, 96, 300, 300, 72, 72, 72]);
  expect([20, 50, 72, 100, 132, 300].map(marking)).toEqual([
    "Grave",
    "Largo",
    "Adagio",
    "Andante",
    "Allegro",
    "Prestissimo",
  ]);
});
