// @ts-check
// A film is kept, since who films wants to see it; a camera that was only tried changes nothing.

/** @typedef {import("../outbox/types").Details} Details */

/** Seconds of film that are no trial any more. */
const MEANT_S = 20;

export class Filming {
  #filmed = 0;
  /** @type {number | null} */
  #since = null;

  /** The camera is on. @param {Details} details @param {number} at_s on the session's clock @returns {Partial<Details> | null} what changes */
  begins(details, at_s) {
    this.#since ??= at_s;
    return details.keep ? null : { keep: true, keep_film: true };
  }

  /** It is off, or was never there. @param {Details} details @param {number} at_s @returns {Partial<Details> | null} */
  ends(details, at_s) {
    this.#filmed += this.#since === null ? 0 : Math.max(0, at_s - this.#since);
    this.#since = null;
    return details.keep_film && this.#filmed < MEANT_S ? { keep: false, keep_film: false, share: false } : null;
  }

  /** Another session. */
  forget() {
    this.#filmed = 0;
    this.#since = null;
  }
}

/** Whoever says themselves whether it is kept has said it. @param {Partial<Details>} change @returns {Partial<Details>} */
export const said = (change) => ("keep" in change ? { ...change, keep_film: false } : change);
