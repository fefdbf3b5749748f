// @ts-check
// Where the parts of an upload go. Signed many at once, in the order in which they are wanted, and anew before they expire.
import { ApiError } from "./api.js";

/** More would expire before a slow network has sent them. */
const AT_ONCE = 20;
/** The server's addresses hold for a quarter of an hour; a part has to be on its way well before. */
const FRESH_MS = 8 * 60_000;

/** @typedef {(numbers: number[]) => Promise<{ parts: { number: number, url: string }[] }>} Sign */

export class Addresses {
  /** @type {Map<number, { url: string, signedAt: number }>} */
  #known = new Map();
  /** @type {Promise<void> | null} */
  #asking = null;

  /**
   * @param {Sign} sign
   * @param {number[]} numbers of all parts that will be wanted, in order
   * @param {() => number} [now] milliseconds
   */
  constructor(sign, numbers, now = () => performance.now()) {
    this.sign = sign;
    this.numbers = numbers;
    this.now = now;
  }

  /** Where this part goes. @param {number} number @returns {Promise<string>} */
  async of(number) {
    for (;;) {
      const known = this.#known.get(number);
      if (known && this.now() - known.signedAt < FRESH_MS) return known.url;
      this.#asking ??= this.#ask(number).finally(() => (this.#asking = null));
      await this.#asking;
    }
  }

  /** It was refused: ask for another. @param {number} number */
  forget(number) {
    this.#known.delete(number);
  }

  /** This part's address, with those of the parts that come next. @param {number} number */
  async #ask(number) {
    const from = this.numbers.indexOf(number);
    const signedAt = this.now();
    const { parts } = await this.sign(this.numbers.slice(from, from + AT_ONCE));
    for (const { number: signed, url } of parts) this.#known.set(signed, { url, signedAt });
    if (!parts.some((part) => part.number === number)) throw new ApiError(0);
  }
}
