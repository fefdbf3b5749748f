// @ts-check
// Whether somebody is still there: when something was last heard or touched. It only ever leads to a question.

/** Nothing heard for so long is worth a question; with no microphone nothing touched for longer. */
export const QUIET_MS = 8 * 60_000;
export const UNTOUCHED_MS = 25 * 60_000;
/** Shares of the meter (of 60 dB): what a room makes at most, and how far music stands out from it. */
const LOUD_ROOM = 0.15;
const STANDS_OUT = 0.13;
/** How fast a steady noise becomes the room's own, share of the meter in a second. */
const SETTLES = 0.0005;

/** @param {() => number} [now] milliseconds since 1970 */
export function createWatch(now = Date.now) {
  let room = 1;
  let readAt = now();
  let signAt = now();
  return {
    /** Somebody touched the page, or it has just begun. */
    sign() {
      signAt = now();
    },
    /** @param {number} level of the microphone, 0 to 1 */
    heard(level) {
      const passed = Math.min(60, Math.max(0, (now() - readAt) / 1000));
      readAt = now();
      room = Math.min(room + SETTLES * passed, level);
      if (level > Math.max(LOUD_ROOM, room + STANDS_OUT)) signAt = readAt;
    },
    /**
     * When there was last a sign of life, if that is long ago.
     * @param {boolean} listening the microphone is on
     * @returns {number | null}
     */
    quietSince: (listening) => (now() - signAt > (listening ? QUIET_MS : UNTOUCHED_MS) ? signAt : null),
  };
}
