// @ts-check
/** The longest wait between two tries. */
export const CAP_MS = 5 * 60_000;
const BASE_MS = 1_000;

/**
 * Full-jitter back-off: a random wait below a ceiling that doubles with each failure.
 * @param {number} attempts failures so far, 1 after the first
 * What the server asked for is the least, and up to a quarter more: it tells many the same at the same moment.
 * @param {{random?: () => number, retryAfterMs?: number}} [options]
 * @returns {number} milliseconds to wait
 */
export function backoffMs(attempts, { random = Math.random, retryAfterMs = 0 } = {}) {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempts - 1, 20));
  const chance = random();
  return Math.round(Math.max(retryAfterMs * (1 + chance / 4), chance * ceiling));
}

/**
 * What a `Retry-After` header asks for.
 * @param {string | null | undefined} header seconds or an HTTP date
 * @param {number} [now]
 * @returns {number} milliseconds, 0 when there is no usable header
 */
export function retryAfterMs(header, now = Date.now()) {
  if (!header) return 0;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}
