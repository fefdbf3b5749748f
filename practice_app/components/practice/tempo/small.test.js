import { expect, test } from "vitest";
import { DEFAULTS, Walk } from "./bars.js";
import { withBeat } from "./clicklog.js";
import { NOTHING, recall, remember, settingsFrom } from "./remembered.js";
import { SOUNDS, clickSamples, rankOf } from "./sounds.js";
import { Taps } from "./tap.js";

const tapped = (times) => {
  const taps = new Taps();
  return times.map((at) => taps.tap(at)).at(-1);
};

test("tapping gives a tempo from the second tap on", () => {
  expect(tapped([1])).toBeNull();
  expect(tapped([1, 1.5])).toBe(120);
  expect(tapped([0, 0.51, 0.99, 1.5, 2.01])).toBe(118);
});

test("one clumsy tap does not count, and a long pause begins anew", () => {
  expect(tapped([0, 0.5, 1, 1.5, 2.3, 2.8, 3.3])).toBe(120);
  expect(tapped([0, 0.5, 1, 6])).toBeNull();
  expect(tapped([0, 0.5, 1, 6, 7])).toBe(60);
  expect(tapped([0, 0.01])).toBe(300);
});

test("every sound starts at once, stays within full scale and ends in silence", () => {
  for (const sound of SOUNDS)
    for (const rank of ["accent", "beat", "part"]) {
      const samples = clickSamples(sound, rank, 48_000);
      const peak = Math.max(...samples.map(Math.abs));
      expect(samples[0]).not.toBe(0);
      expect(peak).toBeGreaterThan(0.1);
      expect(peak).toBeLessThanOrEqual(1);
      expect(Math.abs(samples.at(-1))).toBeLessThan(0.002);
      expect(samples.findIndex((it) => Math.abs(it) > peak / 3)).toBeLessThan(0.006 * 48_000);
    }
});

test("accents are louder than beats, and beats than their parts", () => {
  const peak = (rank) => Math.max(...clickSamples("wood", rank, 48_000).map(Math.abs));
  expect(peak("accent")).toBeGreaterThan(peak("beat"));
  expect(peak("beat")).toBeGreaterThan(peak("part"));
  expect(
    [
      { part: 0, stress: 2 },
      { part: 0, stress: 1 },
      { part: 1, stress: 1 },
    ].map(rankOf),
  ).toEqual(["accent", "beat", "part"]);
});

test("an hour of even clicks is one line of the log", () => {
  let runs = [];
  const walk = new Walk(2, { ...DEFAULTS, bpm: 90 });
  for (let i = 0; i < 5400; i++) {
    const { at, bpm } = walk.next({ ...DEFAULTS, bpm: 90 });
    runs = withBeat(runs, at, bpm);
  }
  expect(runs).toEqual([{ start_s: 2, bpm: 90, beats: 5400 }]);
});

test("a pause and another tempo begin a new run", () => {
  const at = (runs, [time, bpm]) => withBeat(runs, time, bpm);
  const runs = [
    [0, 60],
    [1, 60],
    [2, 60],
    [6, 60],
    [7, 60],
    [8, 120],
    [8.5, 120],
    [9, 120],
  ].reduce(at, []);
  expect(runs.map(({ start_s, bpm, beats }) => [start_s, bpm, beats])).toEqual([
    [0, 60, 3],
    [6, 60, 2],
    [8, 120, 3],
  ]);
});

test("the last settings are there again", () => {
  const sessionStore = new Map();
  const storage = {
    getItem: (key) => sessionStore.get(key) ?? null,
    setItem: (key, value) => void sessionStore.set(key, value),
  };
  expect(recall(storage)).toEqual(NOTHING);
  const mine = {
    ...NOTHING,
    a4: 442,
    latency_s: 0.12,
    settings: { ...DEFAULTS, bpm: 133, stresses: [2, 0, 1], mute: true },
  };
  remember(mine, storage);
  expect(recall(storage)).toEqual(mine);
});

test("what is stored is read with care", () => {
  const broken = {
    getItem: () => "{not json",
    setItem: () => {
      throw new Error("full");
    },
  };
  expect(recall(broken)).toEqual(NOTHING);
  remember(NOTHING, broken);
  expect(settingsFrom(null)).toEqual(DEFAULTS);
  const odd = settingsFrom({
    bpm: 9000,
    stresses: [9, "x", -3, ...Array(40).fill(1)],
    sound: "siren",
    volume: "loud",
    countIn: 7,
  });
  expect(odd).toMatchObject({ bpm: 300, sound: "bright", volume: DEFAULTS.volume, countIn: 2 });
  expect(odd.stresses).toHaveLength(12);
  expect(odd.stresses.slice(0, 3)).toEqual([2, 1, 0]);
});
