// @ts-check
// The pitch of a stretch of sound, to a fraction of a cent: a first look by the normalised square difference (McLeod),
// then the phases of the lowest harmonics, whose turning between two moments tells their frequency exactly.
import { alike, longPeriods, top } from "./pitch.low.js";

/** From the lowest key of a piano to the highest. */
export const LOWEST_HZ = 27;
export const HIGHEST_HZ = 4_250;
/** Down to here every lag is looked at; below it only those that a coarser look proposes. */
const LOW_HZ = 60;
/** Seconds of sound that one look takes; its newest part is enough for the first, coarse one. */
export const LOOK_S = 0.17;
const COARSE = 0.55;
/** How much is done in one go: the thread that hears is the one that clicks, and must never be late. */
const LAGS_AT_ONCE = 16;
const KEY_MAXIMUM = 0.88;
const CLEAR = 0.8;
const QUIET_RMS = 0.0008;
const HARMONICS = 4;
const FINER = 4;
const SINC = 8;
/** A windowed sinc for each of the places between two points. */
const KERNEL = Array.from({ length: FINER }, (_, part) =>
  Array.from({ length: 2 * SINC }, (_, k) => {
    const x = part / FINER - (k + 1 - SINC);
    return x ? (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((Math.PI * x) / (SINC + 0.5))) : 1;
  }),
);
/** The phases are compared over a short distance first, so that the long one is not a whole turn out. */
const DISTANCES = [0.05, 0.4];

/** @typedef {{hz: number, clarity: number}} Pitch */

/**
 * How alike a stretch is to itself a lag later: 1 is a perfect period. McLeod & Wyvill, "A smarter way to find pitch", 2005.
 * @param {Float32Array} samples
 * @param {number} longest lag
 */
function* likeness(samples, longest) {
  const nsdf = new Float32Array(longest + 2);
  const count = samples.length - longest - 2;
  for (let lag = 0; lag < nsdf.length; lag++) {
    if (lag % LAGS_AT_ONCE === LAGS_AT_ONCE - 1) yield;
    nsdf[lag] = alike(samples, lag, count);
  }
  return nsdf;
}

/**
 * The same curve with more points between: the highest tones have a period of five samples.
 * @param {Float32Array} curve
 */
function finer(curve) {
  const out = new Float32Array((curve.length - 1) * FINER + 1);
  for (let i = 0; i < out.length; i++) {
    const whole = Math.floor(i / FINER);
    const part = i % FINER;
    if (!part) {
      out[i] = curve[whole];
      continue;
    }
    for (let k = 1 - SINC; k <= SINC; k++) {
      // The curve is even about lag 0.
      const at = Math.min(curve.length - 1, Math.abs(whole + k));
      out[i] += curve[at] * KERNEL[part][k + SINC - 1];
    }
  }
  return out;
}

/** Where a curve of likeness has its tops, once it has fallen below nothing. @param {Float32Array} nsdf @param {number} shortest */
function peaksOf(nsdf, shortest) {
  /** @type {import("./pitch.low.js").Period[]} */
  const peaks = [];
  let fell = false;
  for (let i = 1; i < nsdf.length - 1; i++) {
    if (nsdf[i] < 0) fell = true;
    if (fell && i >= shortest && nsdf[i] > 0 && nsdf[i] >= nsdf[i - 1] && nsdf[i] > nsdf[i + 1])
      peaks.push(top(nsdf, i));
  }
  return peaks;
}

/** The first that is nearly as high as any. @param {import("./pitch.low.js").Period[]} peaks */
function firstOf(peaks) {
  const highest = Math.max(0, ...peaks.map((peak) => peak.height));
  return peaks.find((peak) => peak.height >= KEY_MAXIMUM * highest) ?? null;
}

/** The same period measured over as many of them as there are. @param {Float32Array} nsdf @param {number} period */
function overMany(nsdf, period) {
  let best = period;
  for (let many = 2; many * best < nsdf.length - 2; many++) {
    const near = Math.round(many * best);
    const reach = Math.max(1, Math.min(Math.floor(best / 4), 3));
    let at = near;
    for (let i = near - reach; i <= near + reach; i++) if (i > 0 && i < nsdf.length - 1 && nsdf[i] > nsdf[at]) at = i;
    if (at <= near - reach || at >= near + reach || at < 1 || at >= nsdf.length - 1) break;
    best = top(nsdf, at).at / many;
  }
  return best;
}

/**
 * Phase and loudness of one frequency in a windowed stretch.
 * @param {Float32Array} samples @param {number} from @param {number} count @param {number} turn radians a sample
 */
function phasor(samples, from, count, turn) {
  let [re, im] = [0, 0];
  let [x, y] = [Math.cos(turn * from), -Math.sin(turn * from)];
  const [c, s] = [Math.cos(turn), -Math.sin(turn)];
  const [hc, hs] = [Math.cos((2 * Math.PI) / count), Math.sin((2 * Math.PI) / count)];
  let [wx, wy] = [Math.cos(Math.PI / count), Math.sin(Math.PI / count)];
  for (let i = 0; i < count; i++) {
    const value = samples[from + i] * (0.5 - 0.5 * wx);
    re += value * x;
    im += value * y;
    [x, y] = [x * c - y * s, x * s + y * c];
    [wx, wy] = [wx * hc - wy * hs, wx * hs + wy * hc];
  }
  return { phase: Math.atan2(im, re), loud: Math.hypot(re, im) };
}

/**
 * @param {Float32Array} samples
 * @param {number} rate
 * @param {number} hz coarse
 * @param {number} distance as a share of the samples
 */
function* refined(samples, rate, hz, distance) {
  const apart = Math.round(samples.length * distance);
  const count = samples.length - Math.round(samples.length * 0.4);
  const heard = [];
  for (let h = 1; h <= HARMONICS && h * hz < rate * 0.42; h++) {
    yield;
    const turn = (2 * Math.PI * h * hz) / rate;
    const [a, b] = [phasor(samples, 0, count, turn), phasor(samples, apart, count, turn)];
    let more = b.phase - a.phase;
    more -= 2 * Math.PI * Math.round(more / (2 * Math.PI));
    heard.push({ h, hz: (turn + more / apart) * (rate / (2 * Math.PI * h)), loud: Math.min(a.loud, b.loud) });
  }
  const loudest = Math.max(...heard.map((one) => one.loud));
  // A string is stiff: its high partials are sharp. Where the low ones are loud they alone decide.
  const low = heard.filter((one) => one.h <= 2 && one.loud > 0.3 * loudest);
  let [sum, weight] = [0, 0];
  for (const one of low.length ? low : heard) {
    sum += one.hz * one.loud ** 2;
    weight += one.loud ** 2;
  }
  return weight > 0 ? sum / weight : hz;
}

/**
 * A look at a stretch of sound, in many small steps.
 * @param {Float32Array} samples LOOK_S of sound, free of what is above half the rate; not to be changed meanwhile
 * @param {number} rate Hz
 * @returns {Generator<void, Pitch | null, void>} in the end the pitch; null where nothing can be told
 */
export function* looking(samples, rate) {
  let power = 0;
  for (const sample of samples) power += sample * sample;
  if (Math.sqrt(power / samples.length) < QUIET_RMS) return null;
  const newest = samples.subarray(Math.floor(samples.length * (1 - COARSE)));
  const nsdf = finer(yield* likeness(newest, Math.ceil(rate / LOW_HZ)));
  yield;
  const peaks = peaksOf(nsdf, Math.floor((FINER * rate) / HIGHEST_HZ));
  let first = firstOf(peaks);
  // Where it is this clear already, no longer period can be so much clearer that it would count.
  if (!first || first.height < KEY_MAXIMUM) {
    const long = yield* longPeriods(samples, Math.floor(rate / LOW_HZ), Math.ceil(rate / LOWEST_HZ) + 1);
    first = firstOf([...peaks, ...long.map(({ at, height }) => ({ at: FINER * at, height }))]);
  }
  if (!first || first.height < CLEAR) return null;
  const coarse = (FINER * rate) / (first.at < nsdf.length - 1 ? overMany(nsdf, first.at) : first.at);
  let hz = coarse;
  for (const distance of DISTANCES) hz = yield* refined(samples, rate, hz, distance);
  if (hz < LOWEST_HZ || hz > HIGHEST_HZ || Math.abs(Math.log2(hz / coarse)) > 0.03) return null;
  return { hz, clarity: Math.min(1, first.height) };
}

/** The same at once. @param {Float32Array} samples @param {number} rate @returns {Pitch | null} */
export function pitchOf(samples, rate) {
  const look = looking(samples, rate);
  for (;;) {
    const { done, value } = look.next();
    if (done) return value;
  }
}
