// @ts-check
// How long a sound takes from this page through loudspeaker, air and microphone back into it: measured once a device.

/** The signals: a sweep that no room and no instrument makes, and that every small loudspeaker plays. */
export const SWEEPS = 8;
export const EVERY_S = 0.45;
const SWEEP_S = 0.03;
const FROM_HZ = 1_200;
const TO_HZ = 5_000;
/** Longer than this no device takes, headphones without a wire included. */
const LONGEST_S = 0.42;
const ALIKE = 0.25;
const AGREE_S = 0.003;
const AGREEING = 5;
/** Hand claps agree less. */
const CLAPS_APART_S = 0.04;

/** @param {number} rate Hz @returns {Float32Array<ArrayBuffer>} */
export function sweep(rate) {
  return Float32Array.from({ length: Math.round(SWEEP_S * rate) }, (_, i) => {
    const t = i / rate;
    const turned = FROM_HZ * t + ((TO_HZ - FROM_HZ) * t * t) / (2 * SWEEP_S);
    return 0.8 * Math.sin(Math.PI * (t / SWEEP_S)) * Math.sin(2 * Math.PI * turned);
  });
}

/**
 * How much later than `at` the sweep stands in what was heard, and how alike it is (0 to 1).
 * @param {Float32Array} heard @param {Float32Array} signal @param {number} at @param {number} longest samples
 */
function lagOf(heard, signal, at, longest) {
  const own = Math.sqrt(signal.reduce((sum, it) => sum + it * it, 0));
  let best = { lag: 0, alike: 0 };
  for (let lag = 0; lag < longest; lag++) {
    let [product, power] = [0, 1e-9];
    for (let i = 0; i < signal.length; i++) {
      const value = heard[at + lag + i] ?? 0;
      product += value * signal[i];
      power += value * value;
    }
    const alike = Math.abs(product) / (own * Math.sqrt(power));
    if (alike > best.alike) best = { lag, alike };
  }
  return best;
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/**
 * The way of the sound, from a recording of the sweeps.
 * @param {Float32Array} heard
 * @param {number} rate Hz
 * @param {number[]} starts_s when each sweep was played, on the clock of the recording
 * @returns {number | null} seconds; null when they were not heard clearly
 */
export function latencyOf(heard, rate, starts_s) {
  const signal = sweep(rate);
  const lags = starts_s
    .map((start) => lagOf(heard, signal, Math.round(start * rate), Math.round(LONGEST_S * rate)))
    .filter(({ alike }) => alike >= ALIKE)
    .map(({ lag }) => lag / rate);
  if (lags.length < AGREEING) return null;
  const middle = median(lags);
  return lags.filter((lag) => Math.abs(lag - middle) <= AGREE_S).length >= AGREEING ? middle : null;
}

/**
 * The same from claps with the click, where headphones keep the click from the microphone.
 * @param {number[]} claps_s onsets
 * @param {number[]} clicks_s
 * @returns {number | null} seconds
 */
export function latencyOfClaps(claps_s, clicks_s) {
  const lags = clicks_s.flatMap((click) => {
    const near = claps_s.filter((clap) => clap > click - 0.15 && clap < click + LONGEST_S);
    return near.length ? [near[0] - click] : [];
  });
  if (lags.length < AGREEING) return null;
  const middle = median(lags);
  const spread = median(lags.map((lag) => Math.abs(lag - middle)));
  return spread <= CLAPS_APART_S && middle >= 0 ? middle : null;
}
