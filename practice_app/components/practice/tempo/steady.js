// @ts-check
// From single looks to a needle that one can read: no flicker, no guess.
import { nearest } from "./pitches.js";

const KEEP_S = 0.4;
const AGREE = 3;
const SAME_CENTS = 60;
/** In tune: what a good ear lets pass. */
export const TRUE_CENTS = 3.2;

/** @typedef {ReturnType<typeof nearest> & {hz: number}} Reading */

/** @param {number} cents @returns {"flat" | "true" | "sharp"} */
export function wordOf(cents) {
  if (Math.abs(cents) <= TRUE_CENTS) return "true";
  return cents < 0 ? "flat" : "sharp";
}

export class Steady {
  /** @type {{hz: number, at: number}[]} */
  #looks = [];

  /**
   * @param {import("./pitch.js").Pitch | null} pitch
   * @param {number} at seconds
   * @param {number} a4 Hz
   * @returns {Reading | null} null: it can't be told
   */
  look(pitch, at, a4) {
    if (pitch) this.#looks.push({ hz: pitch.hz, at });
    this.#looks = this.#looks.filter((one) => at - one.at < KEEP_S).slice(-6);
    const sorted = this.#looks.map((one) => one.hz).sort((a, b) => a - b);
    const middle = sorted[Math.floor((sorted.length - 1) / 2)];
    const agreeing = sorted.filter((hz) => Math.abs(1200 * Math.log2(hz / middle)) < SAME_CENTS);
    if (agreeing.length < AGREE) return null;
    const hz = agreeing.reduce((sum, one) => sum + one, 0) / agreeing.length;
    return { hz, ...nearest(hz, a4) };
  }
}
