// @ts-check
// How fast the phone turns, as even samples: the mean of what came within each thirtieth of a second. Pure.
import { CHANNELS, MISSING, PER_DEG_S, RATE_HZ } from "../outbox/motion.js";

/** A sample may come so much later than the next ones. */
const LATE = Math.ceil(RATE_HZ / 4);

/** @typedef {[number, number, number]} Turning degrees a second about three axes of the phone's, whichever a browser names first */

export class Bins {
  /** @type {Map<number, {sums: Turning, count: number}>} */
  #open = new Map();
  #next = 0;

  /** @param {number} at_s on the recording's clock @param {Turning} turning */
  add(at_s, turning) {
    const place = Math.floor(at_s * RATE_HZ);
    if (place < this.#next) return;
    const bin = this.#open.get(place) ?? { sums: [0, 0, 0], count: 0 };
    turning.forEach((value, axis) => (bin.sums[axis] += value));
    bin.count += 1;
    this.#open.set(place, bin);
  }

  /**
   * What is whole by now, packed; nothing where nothing came.
   * @param {boolean} [all] nothing more comes
   * @returns {{at: number, data: ArrayBuffer} | null} `at`: the place of its first sample
   */
  take(all = false) {
    const newest = Math.max(...this.#open.keys());
    const places = [...this.#open.keys()].filter((place) => all || place <= newest - LATE).sort((a, b) => a - b);
    if (!places.length) return null;
    const at = places[0];
    this.#next = places[places.length - 1] + 1;
    const packed = new Int16Array((this.#next - at) * CHANNELS).fill(MISSING);
    for (const place of places) {
      const { sums, count } = /** @type {{sums: Turning, count: number}} */ (this.#open.get(place));
      packed.set(
        sums.map((sum) => whole((sum / count) * PER_DEG_S)),
        (place - at) * CHANNELS,
      );
      this.#open.delete(place);
    }
    return { at, data: packed.buffer };
  }
}

/** @param {number} value */
const whole = (value) => Math.max(MISSING + 1, Math.min(-MISSING - 1, Math.round(value)));
