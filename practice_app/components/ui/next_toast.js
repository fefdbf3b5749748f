// A word that a page leaves for the next one, so that what was done there is confirmed where one arrives. With no server.
const KEY = "woodshed_word";
const FRESH_MS = 30_000;
export const SAID = "woodshed-word";

/** @typedef {{message: string, values?: Record<string, unknown>}} Word a message id, and what stands in it */

/** @param {string} message a message id @param {number} [now] @param {Word["values"]} [values] */
export function toastOnNextPage(message, now = Date.now(), values = undefined) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ message, values, at: now }));
  } catch {
    // Then it is not said.
  }
}

/** Say it on the page that is open, of whatever kind; on the next one, where this has no place for it. @param {string} message @param {Word["values"]} [values] */
export function toastAtOnce(message, values) {
  toastOnNextPage(message, Date.now(), values);
  globalThis.dispatchEvent?.(new Event(SAID));
}

/** The word, once; one that nobody came for in time is stale. @param {number} [now] @returns {Word | null} */
export function takeToast(now = Date.now()) {
  try {
    const left = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    return left && now - left.at < FRESH_MS ? { message: String(left.message), values: left.values } : null;
  } catch {
    return null;
  }
}
