// @ts-check
import { tempo } from "./bars.js";

const FORGET_S = 3.2;
const REMEMBER = 8;

/** The tempo of what is tapped: the median of the last distances, so that one clumsy tap does not count. */
export class Taps {
  /** @type {number[]} */
  #times = [];

  /**
   * @param {number} at seconds
   * @returns {number | null} beats a minute, from the second tap on
   */
  tap(at) {
    const last = this.#times.at(-1);
    if (last !== undefined && (at - last > FORGET_S || at <= last)) this.#times = [];
    this.#times = [...this.#times, at].slice(-REMEMBER);
    const gaps = this.#times.slice(1).map((time, i) => time - this.#times[i]);
    if (!gaps.length) return null;
    gaps.sort((a, b) => a - b);
    const half = gaps.length / 2;
    const middle = Number.isInteger(half) ? (gaps[half - 1] + gaps[half]) / 2 : gaps[Math.floor(half)];
    return Math.round(tempo(60 / middle));
  }
}
