// @ts-check
// Where on a line of music something was said. Pure: times in seconds on that line's clock.

/** @typedef {{ id: string, second: number, until: number, done: boolean, text: string }} Pin */
/** @typedef {{ id: string, second: number, left: number, count: number, done: boolean }} Place `left`: from 0 to 1 */

const NEAR = 0.05; // of the line: nearer than that two fingers' places lie over each other
const STAYS_S = 4; // so long what was said of one moment stands below it

/** Those that lie too near to be told apart are one place. @param {Pin[]} pins @param {number} clockS @returns {Place[]} */
export function placesOf(pins, clockS) {
  /** @type {Place[]} */
  const places = [];
  for (const { id, second, done } of [...pins].sort((one, other) => one.second - other.second)) {
    const left = Math.min(1, Math.max(0, second / (clockS || 1)));
    const last = places.at(-1);
    if (!last || left - last.left > NEAR) places.push({ id, second, left, count: 1, done });
    else Object.assign(last, { count: last.count + 1, done: last.done && done });
  }
  return places;
}

/** The one that the page's address names (`?said=…`). @param {Pin[]} pins @param {string} search @returns {Pin | undefined} */
export function namedIn(pins, search) {
  const id = new URLSearchParams(search).get("said");
  return id ? pins.find((pin) => pin.id === id) : undefined;
}

/** What was said of this second, the latest first to begin. @param {Pin[]} pins @param {number} second @returns {Pin | undefined} */
export const saidAt = (pins, second) =>
  pins
    .filter((pin) => second >= pin.second - 0.25 && second <= Math.max(pin.until, pin.second + STAYS_S))
    .sort((one, other) => other.second - one.second)[0];
