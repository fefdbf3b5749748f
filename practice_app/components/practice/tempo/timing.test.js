import { expect, test } from "vitest";
import { Decimator } from "./decimate.js";
import { tempoOf } from "./freetempo.js";
import { OnsetDetector } from "./onsets.js";
import { RATE, perform, randomness } from "./testing/playing.js";
import { judge, moodOf, tolerance } from "./timing.js";

/** Synthesising takes longer than listening. */
const PATIENCE_MS = 60_000;

const beats = (bpm, many = 40) => Array.from({ length: many }, (_, i) => (i * 60) / bpm);
const played = (times) => times.map((at) => ({ at, strength: 20 }));

/** What the worklet tells of a stretch of sound. */
function heard(samples) {
  const decimator = new Decimator(RATE);
  const detector = new OnsetDetector(decimator.rate);
  const onsets = [];
  decimator.push(samples, (sample) => {
    const onset = detector.push(sample);
    if (onset) onsets.push({ ...onset, at: onset.at - decimator.delay_s });
  });
  return onsets;
}

const mean = (values) => values.reduce((sum, it) => sum + it, 0) / values.length;

test("moods have their bounds", () => {
  expect([1, 0.9, 0.89, 0.75, 0.74, 0.6, 0.59, 0].map(moodOf)).toEqual([
    "happy",
    "happy",
    "neutral",
    "neutral",
    "annoyed",
    "annoyed",
    "angry",
    "angry",
  ]);
});

test("the tolerance goes with the notes, within what one hears", () => {
  expect([2, 0.5, 0.3, 0.2, 0.1, 0.075].map((it) => Math.round(1000 * tolerance(it)))).toEqual([
    50, 50, 45, 30, 20, 15,
  ]);
});

test("who plays on the beat makes it happy, and a steady lateness is told", () => {
  const on = judge(played(beats(90, 12).map((at) => at + 0.018)), beats(90));
  expect(on).toMatchObject({ mood: "happy", notes: 1, share: 1 });
  expect(on.late_s).toBeCloseTo(0.018, 6);
  expect(judge(played(beats(90, 12).map((at) => at - 0.02)), beats(90)).late_s).toBeCloseTo(-0.02, 6);
});

test("quavers, triplets and semiquavers are no mistakes, nor is a mixture", () => {
  for (const notes of [2, 3, 4])
    expect(judge(played(beats(80 * notes, 30)), beats(80))).toMatchObject({ mood: "happy", notes });
  const mixed = [0, 1, 1.5, 2, 3, 4, 4.5, 5, 6].map((beat) => (beat * 60) / 80);
  expect(judge(played(mixed), beats(80))).toMatchObject({ mood: "happy", notes: 2 });
});

test("who plays without regard to the click makes it angry", () => {
  const random = randomness(3);
  const times = Array.from({ length: 24 }, () => 10 * random.uniform()).sort((a, b) => a - b);
  expect(judge(played(times), beats(100)).mood).toBe("angry");
});

test("too few notes, weak ones, or no beats are no judgement", () => {
  expect(judge(played(beats(60, 3)), beats(60))).toBeNull();
  expect(
    judge(
      beats(60, 10).map((at) => ({ at, strength: 6 })),
      beats(60),
    ),
  ).toBeNull();
  expect(judge(played(beats(60, 10)), [])).toBeNull();
});

for (const [instrument, bpm, perBeat] of [
  ["piano", 60, 2],
  ["plucked", 120, 1],
  ["bowed", 90, 1],
])
  test(
    `${instrument} at 20 dB above the noise, the click leaking in: notes are found and lie where they were played`,
    () => {
      const { samples, onsets, clicks } = perform({
        instrument,
        bpm,
        perBeat,
        seconds: 12,
        jitter_s: 0.015,
        early_s: 0.012,
        leak: 0.3,
        latency_s: 0.13,
        seed: bpm,
      });
      const found = heard(samples);
      expect(Math.abs(found.length - onsets.length)).toBeLessThanOrEqual(1);
      const aligned = (list) => list.map((one) => ({ strength: 20, ...one, at: one.at - 0.13 }));
      const [told, truth] = [judge(aligned(found), clicks), judge(aligned(onsets), clicks)];
      expect(told.mood).toBe(truth.mood);
      const late = found.map(({ at }) => Math.min(...onsets.map((one) => Math.abs(at - one.at))));
      expect(late.filter((off) => off < 0.03).length).toBeGreaterThanOrEqual(onsets.length - 1);
      expect(Math.abs(told.late_s - truth.late_s)).toBeLessThan(0.005);
      expect(mean(late)).toBeLessThan(0.008);
    },
    PATIENCE_MS,
  );

test(
  "the click alone, noise alone and silence are no playing",
  () => {
    const random = randomness(8);
    const room = Float32Array.from({ length: 10 * RATE }, () => 0.002 * random.normal());
    expect(judge(heard(room), beats(100))).toBeNull();
    const leaking = perform({ instrument: "piano", bpm: 100, seconds: 10, leak: 0.3, silent: true }).samples;
    expect(judge(heard(leaking), beats(100))).toBeNull();
    expect(heard(new Float32Array(5 * RATE))).toEqual([]);
  },
  PATIENCE_MS,
);

test("the tempo without a click is that of the beat nearest to the target, or to a walk", () => {
  const random = randomness(2);
  const shaken = (times) => times.map((at) => at + 0.008 * random.normal());
  for (const bpm of [44, 63, 88, 120, 152]) {
    const told = tempoOf(shaken(beats(bpm, Math.ceil((8 * bpm) / 60))), bpm);
    if (bpm > 50) expect(Math.abs(told / bpm - 1)).toBeLessThan(0.015);
  }
  expect(tempoOf(shaken(beats(160, 20)), 80) / 80).toBeCloseTo(1, 1);
  expect(tempoOf(shaken(beats(160, 20)), null) / 80).toBeCloseTo(1, 1);
  expect(tempoOf(beats(60, 4), 60)).toBeNull();
  expect(
    tempoOf(
      Array.from({ length: 16 }, () => 8 * random.uniform()).sort((a, b) => a - b),
      90,
    ),
  ).toBeNull();
});
