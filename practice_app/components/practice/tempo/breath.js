// @ts-check
// A breath to the beat: as many beats in as out, each about five seconds long.

/** Meditation is for slow practice: below this. */
export const CALM_BELOW_BPM = 60;
const HALF_S = 5;

/** Beats of breathing in, and of breathing out. @param {number} bpm */
export const beatsOfHalf = (bpm) => Math.max(1, Math.round((HALF_S * bpm) / 60));

/**
 * Where in a breath one is.
 * @param {number} beat whole beats since the first
 * @param {number} bpm
 * @returns {{way: "in" | "out", left: number, half_s: number}} beats left in this half, and its length
 */
export function breathAt(beat, bpm) {
  const beats = beatsOfHalf(bpm);
  const at = ((beat % (2 * beats)) + 2 * beats) % (2 * beats);
  return { way: at < beats ? "in" : "out", left: beats - (at % beats), half_s: (beats * 60) / bpm };
}
