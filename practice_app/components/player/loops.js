// @ts-check
// A stretch that is played again and again, and how fast. Pure: seconds on whatever clock the player goes by.

/** @typedef {{ from: number, to: number }} Loop */

export const SPEEDS = [0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25];

/** The next speed in this direction. @param {number} speed @param {1 | -1} by */
export function paced(speed, by) {
  const n = SPEEDS.findIndex((one) => one >= speed - 1e-6);
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, n + by))];
}

/** What was dragged over; nothing when it was a tap. @param {number} from @param {number} to @param {number} [least] @returns {Loop | null} */
export const dragged = (from, to, least = 0.5) =>
  Math.abs(to - from) < least ? null : { from: Math.min(from, to), to: Math.max(from, to) };

/**
 * A loop whose beginning or end is put here; when they would cross, it begins (or ends) anew.
 * @param {Loop | null} loop @param {"from" | "to"} end @param {number} second @param {number} clock @returns {Loop}
 */
export function bracketed(loop, end, second, clock) {
  const whole = loop ?? { from: 0, to: clock };
  const next = { ...whole, [end]: second };
  if (next.to - next.from >= 0.5) return next;
  return end === "from" ? { from: second, to: clock } : { from: 0, to: Math.max(0.5, second) };
}

/** Whether a player that goes round this has left it. @param {Loop | null} loop @param {number} at @returns {loop is Loop} */
export const left = (loop, at) => !!loop && (at >= loop.to || at < loop.from - 1);

/** Where to begin so that one goes round it. @param {Loop | null} loop @param {number} at */
export const entered = (loop, at) => (loop && !(at >= loop.from && at < loop.to) ? loop.from : at);
