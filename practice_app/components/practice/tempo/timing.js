// @ts-check
// How well one keeps time with the click: pure arithmetic over beats and onsets of the last seconds.

/** Seconds that are judged together. */
export const WINDOW_S = 10;
const FEWEST = 4;
/** Onsets that are on the whole weaker than this are not told from noise. */
const CLEAR_STRENGTH = 7;
/** In time: within 15 % of the distance between two notes, at least 20 ms (never a fifth of the distance) and at most 50. */
const TOLERANCE = { share: 0.15, least_s: 0.02, most_share: 0.2, most_s: 0.05 };
/** An onset counts in full within half of the tolerance, half at it, not at all beyond one and a half: no cliff at one millisecond. */
const SOFT = 0.5;
/** How many notes a beat may have, and how much better the finer ones must fit: chance fits them more easily. */
const GRIDS = /** @type {const} */ ([
  [1, 1],
  [2, 0.97],
  [3, 0.9],
  [4, 0.85],
]);

/** @typedef {"happy" | "neutral" | "annoyed" | "angry"} Mood */
/** @typedef {import("./onsets.js").Onset} Onset */
/** @typedef {{share: number, late_s: number, mood: Mood, notes: 1 | 2 | 3 | 4, count: number}} Judgement */

/** @param {number} share of onsets in time @returns {Mood} */
export function moodOf(share) {
  if (share >= 0.9) return "happy";
  if (share >= 0.75) return "neutral";
  return share >= 0.6 ? "annoyed" : "angry";
}

/** @param {number} distance_s between two notes */
export const tolerance = (distance_s) =>
  Math.min(
    TOLERANCE.most_s,
    TOLERANCE.most_share * distance_s,
    Math.max(TOLERANCE.least_s, TOLERANCE.share * distance_s),
  );

/**
 * Where an onset lies among the beats: which part of a beat it is, and how long that beat is.
 * @param {number} at
 * @param {number[]} beats ascending
 * @returns {{phase: number, beat_s: number} | null} null outside them
 */
function placed(at, beats) {
  let [low, high] = [0, beats.length - 1];
  if (high < 1) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (beats[middle] <= at) low = middle;
    else high = middle;
  }
  const beat_s = beats[high] - beats[low];
  const phase = (at - beats[low]) / beat_s;
  return phase < -0.5 || phase > 1.5 ? null : { phase, beat_s };
}

/** @param {{phase: number, beat_s: number}[]} places @param {number} notes */
const offsets = (places, notes) =>
  places.map(({ phase, beat_s }) => ({
    late_s: ((phase * notes - Math.round(phase * notes)) * beat_s) / notes,
    distance_s: beat_s / notes,
  }));

/** How much of an onset counts as in time, 0 to 1. @param {number} late_s @param {number} distance_s */
const credit = (late_s, distance_s) =>
  Math.min(1, Math.max(0, (1 + SOFT - Math.abs(late_s) / tolerance(distance_s)) / (2 * SOFT)));

/**
 * The grid that explains the onsets best, chance taken off: quarters, quavers, triplets or semiquavers.
 * @param {{phase: number, beat_s: number}[]} places
 */
function best(places) {
  const tried = GRIDS.map(([notes, favour]) => {
    const found = offsets(places, notes);
    const share = found.reduce((sum, { late_s, distance_s }) => sum + credit(late_s, distance_s), 0) / found.length;
    const chance = (2 * tolerance(found[0].distance_s)) / found[0].distance_s;
    return { notes, found, share, fits: ((share - chance) / (1 - chance)) * favour };
  });
  return tried.reduce((a, b) => (b.fits > a.fits ? b : a));
}

/**
 * Judge the onsets of a window against its beats.
 * @param {Onset[]} onsets on the clock of the beats, the way of the sound taken off
 * @param {number[]} beats ascending, silent ones too
 * @returns {Judgement | null} null: it can't be told
 */
export function judge(onsets, beats) {
  const places = onsets.map(({ at }) => placed(at, beats)).filter((place) => place !== null);
  if (places.length < FEWEST) return null;
  const strengths = onsets.map((onset) => onset.strength).sort((a, b) => a - b);
  if (strengths[strengths.length >> 1] < CLEAR_STRENGTH) return null;
  const { notes, found, share } = best(places);
  const late = found.map(({ late_s }) => late_s).sort((a, b) => a - b);
  const middle = (late[(late.length - 1) >> 1] + late[late.length >> 1]) / 2;
  return { share, late_s: middle, mood: moodOf(share), notes, count: found.length };
}
