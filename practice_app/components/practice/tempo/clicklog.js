// @ts-check
// The beats that a metronome counted in a session, as even runs: an hour of them is a few lines.

/** A beat belongs to a run when it lies this near to where the run expects it, seconds. */
const NEAR_S = 0.003;
const ROUND = 1e4;

/** @typedef {import("../../outbox/types").ClickRun} ClickRun */

/** @param {number} value */
const rounded = (value) => Math.round(value * ROUND) / ROUND;

/**
 * The same runs and one beat more.
 * @param {ClickRun[]} runs
 * @param {number} at_s on the session's practice clock
 * @param {number} bpm
 * @returns {ClickRun[]}
 */
export function withBeat(runs, at_s, bpm) {
  const last = runs.at(-1);
  const due = last ? last.start_s + (last.beats * 60) / last.bpm : NaN;
  if (!last || last.bpm !== rounded(bpm) || Math.abs(at_s - due) > NEAR_S)
    return [...runs, { start_s: rounded(at_s), bpm: rounded(bpm), beats: 1 }];
  return [...runs.slice(0, -1), { ...last, beats: last.beats + 1 }];
}
