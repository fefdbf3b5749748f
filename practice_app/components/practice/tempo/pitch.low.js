// @ts-check
// Long periods, of a double bass and the lowest keys: proposed at a quarter of the rate, where looking at every lag costs a
// sixteenth, and judged at the full one, by the same measure as the short ones, so that no octave is preferred.

const COARSER = 4;
const LAGS_AT_ONCE = 8;
const MOST = 3;
/** Of what is left of the sound's likeness when all that is bright is gone, a proposal has at least so much. */
const WORTH_A_LOOK = 0.6;

/** @typedef {{at: number, height: number}} Period a lag, and how alike the sound is to itself that much later */

/** The likeness at one lag, over so many samples. @param {Float32Array} samples @param {number} lag @param {number} count */
export function alike(samples, lag, count) {
  let [product, power] = [0, 0];
  for (let i = 0; i < count; i++) {
    const [a, b] = [samples[i], samples[i + lag]];
    product += a * b;
    power += a * a + b * b;
  }
  return power > 0 ? (2 * product) / power : 0;
}

/** The top of the parabola through three points. @param {ArrayLike<number>} curve @param {number} i */
export function top(curve, i) {
  const [a, b, c] = [curve[i - 1], curve[i], curve[i + 1]];
  const bend = a - 2 * b + c;
  const shift = bend ? (0.5 * (a - c)) / bend : 0;
  return { at: i + shift, height: b - 0.25 * (a - c) * shift };
}

/** A quarter of the samples, each the mean of its neighbours weighted by a triangle. @param {Float32Array} samples */
function coarser(samples) {
  const out = new Float32Array(Math.floor(samples.length / COARSER) - 1);
  for (let i = 0; i < out.length; i++) {
    const middle = (i + 1) * COARSER;
    for (let k = 1 - COARSER; k < COARSER; k++)
      out[i] += ((COARSER - Math.abs(k)) / COARSER ** 2) * samples[middle + k];
  }
  return out;
}

/**
 * The lags worth a look, in the coarse sound's own samples: the highest few tops.
 * @param {Float32Array} low @param {number} shortest @param {number} longest
 */
function* proposed(low, shortest, longest) {
  const curve = new Float32Array(longest + 2);
  for (let lag = shortest - 1; lag < curve.length; lag++) {
    if (lag % (4 * LAGS_AT_ONCE) === 0) yield;
    curve[lag] = alike(low, lag, low.length - curve.length);
  }
  const tops = [];
  for (let i = shortest; i <= longest; i++)
    if (curve[i] > WORTH_A_LOOK && curve[i] >= curve[i - 1] && curve[i] > curve[i + 1]) tops.push(i);
  return tops.sort((a, b) => curve[b] - curve[a]).slice(0, MOST);
}

/**
 * Periods between two lags, in order.
 * @param {Float32Array} samples @param {number} shortest @param {number} longest
 * @returns {Generator<void, Period[], void>}
 */
export function* longPeriods(samples, shortest, longest) {
  const lags = yield* proposed(coarser(samples), Math.floor(shortest / COARSER), Math.ceil(longest / COARSER));
  const count = samples.length - longest - COARSER - 2;
  /** @type {Period[]} */
  const found = [];
  for (const lag of lags.map((coarse) => coarse * COARSER).sort((a, b) => a - b)) {
    const near = new Float32Array(2 * COARSER + 3);
    for (let i = 0; i < near.length; i++) {
      if (i % LAGS_AT_ONCE === 0) yield;
      near[i] = alike(samples, lag + i - COARSER - 1, count);
    }
    let best = 1;
    for (let i = 2; i < near.length - 1; i++) if (near[i] > near[best]) best = i;
    if (near[best] >= near[best - 1] && near[best] > near[best + 1]) {
      const { at, height } = top(near, best);
      found.push({ at: lag + at - COARSER - 1, height });
    }
  }
  return found;
}
