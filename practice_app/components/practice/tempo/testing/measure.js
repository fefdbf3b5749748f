// @ts-check
// How well the listening metronome hears: `node practice_app/components/practice/tempo/testing/measure.js [SECONDS [SEED]]` plays known
// music to the detector of the worklet and prints what docs/reliability.md publishes.
import { Decimator } from "../decimate.js";
import { OnsetDetector } from "../onsets.js";
import { LOOK_S, pitchOf } from "../pitch.js";
import { WINDOW_S, judge, tolerance } from "../timing.js";
import { RATE, perform } from "./playing.js";

const { argv } = /** @type {{argv: string[]}} */ (/** @type {any} */ (globalThis).process);
const SECONDS = Number(argv[2] ?? 22);
const SEED = Number(argv[3] ?? 0);
const LATENCY_S = 0.13;
const EARLY_S = 0.01;
const BORDER = 0.03;
const TEMPI = [
  [40, 1],
  [60, 2],
  [90, 1],
  [120, 2],
  [160, 1],
  [200, 1],
];
/** Share of notes that are badly off, and the jitter of the others as a share of the tolerance. */
const PLAYERS = [
  [0, 0.2],
  [0.17, 0.25],
  [0.32, 0.25],
  [0.65, 0.3],
  [0, 0.6],
  [0, 0.9],
];

/** @typedef {{windows: number, told: number, right: number, clear: number, clearRight: number, off: number[], onsets: number, found: number}} Tally */

/** @param {Float32Array} samples */
function heard(samples) {
  const decimator = new Decimator(RATE);
  const detector = new OnsetDetector(decimator.rate);
  /** @type {import("../onsets.js").Onset[]} */
  const onsets = [];
  decimator.push(samples, (sample) => {
    const onset = detector.push(sample);
    if (onset) onsets.push({ ...onset, at: onset.at - decimator.delay_s - LATENCY_S });
  });
  return onsets;
}

/** @param {Tally} tally @param {Parameters<typeof perform>[0]} wish */
function listenTo(tally, wish) {
  const { samples, onsets, clicks } = perform(wish);
  const truth = onsets.map(({ at }) => ({ at: at - LATENCY_S, strength: 99 }));
  const begun = performance.now();
  const found = heard(samples);
  const took = performance.now() - begun;
  tally.onsets += onsets.length;
  tally.found += found.length;
  for (let from = 1; from + WINDOW_S < SECONDS - 0.5; from += 5) {
    const within = (/** @type {typeof truth} */ list) => list.filter(({ at }) => at >= from && at < from + WINDOW_S);
    const [known, told] = [judge(within(truth), clicks), judge(within(found), clicks)];
    if (known) compare(tally, known, told, !wish.missed && Number(wish.jitter_s) < 0.035);
  }
  return took;
}

/** @param {Tally} tally @param {import("../timing.js").Judgement} known @param {import("../timing.js").Judgement | null} told @param {boolean} steady */
function compare(tally, known, told, steady) {
  const clear = [0.6, 0.75, 0.9].every((border) => Math.abs(known.share - border) >= BORDER);
  tally.windows += 1;
  if (!told) return;
  const right = told.mood === known.mood;
  tally.told += 1;
  tally.right += Number(right);
  tally.clear += Number(clear);
  tally.clearRight += Number(right && clear);
  if (steady) tally.off.push((told.late_s - known.late_s) * 1000);
}

/** @param {number} a @param {number} b */
const percent = (a, b) => `${((100 * a) / Math.max(1, b)).toFixed(1)} %`;

let took = 0;
let played = 0;
for (const instrument of /** @type {const} */ (["piano", "plucked", "bowed"])) {
  /** @type {Tally} */
  const tally = { windows: 0, told: 0, right: 0, clear: 0, clearRight: 0, off: [], onsets: 0, found: 0 };
  for (const [bpm, perBeat] of TEMPI)
    for (const [missed, jitter] of PLAYERS) {
      const jitter_s = jitter * tolerance(60 / bpm / perBeat);
      const seed = SEED + bpm * 7 + perBeat * 1000 + Math.round(missed * 100) + Math.round(jitter * 1e4);
      took += listenTo(tally, {
        instrument,
        bpm,
        perBeat,
        seconds: SECONDS,
        jitter_s,
        missed,
        early_s: EARLY_S,
        seed,
        snr_db: 20,
        leak: 0.3,
        latency_s: LATENCY_S,
      });
      played += SECONDS;
    }
  const mean = tally.off.reduce((sum, it) => sum + it, 0) / tally.off.length;
  const worst = Math.max(...tally.off.map(Math.abs));
  console.log(
    `${instrument}: ${tally.found} onsets heard of ${tally.onsets} · ${tally.told} of ${tally.windows} windows judged, mood right in ${percent(tally.right, tally.told)}`,
    `(${percent(tally.clearRight, tally.clear)} of the ${tally.clear} not within ${BORDER} of a border) · offset ${mean.toFixed(2)} ms out on average, ${worst.toFixed(1)} at worst`,
  );
}
console.log(`onsets: ${((took / 1000 / played) * 100).toFixed(2)} % of a core`);
const tone = Float32Array.from(
  { length: Math.round(LOOK_S * 12_000) },
  (_, i) => 0.1 * Math.sin(i * 0.2) + 0.05 * Math.sin(i * 0.4),
);
const begun = performance.now();
for (let i = 0; i < 500; i++) pitchOf(tone, 12_000);
console.log(`pitch: ${((performance.now() - begun) / 500).toFixed(2)} ms a look, 16 looks a second`);
