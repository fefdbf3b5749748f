// @ts-check
// How much room this browser still gives, for how many minutes of sound that is, and whether it promises to keep it.
// Not all tell: Chromium says ten gigabytes whatever there is; there a full store is met only when it is full (db.js).

/** Bytes that stay free of sound: the session's own log and the way to the server must still find room. */
export const RESERVE = 8_000_000;
/** With less than this left it is said. */
export const FEW_MINUTES = 30;

/** @typedef {{usage: number, quota: number, kept: boolean}} Space */

/** @returns {Promise<Space | null>} null where the browser does not tell */
export async function space(storage = globalThis.navigator?.storage) {
  try {
    const { usage = 0, quota = 0 } = await storage.estimate();
    const kept = (await storage.persisted?.()) ?? false;
    return quota ? { usage, quota, kept } : null;
  } catch {
    return null;
  }
}

/**
 * For how many whole minutes of sound there is room.
 * @param {Pick<Space, "usage" | "quota">} space
 * @param {number} bytesPerSecond
 */
export const minutesLeft = ({ usage, quota }, bytesPerSecond) =>
  Math.max(0, Math.floor((quota - usage - RESERVE) / bytesPerSecond / 60));

/** Ask the browser to keep what is stored when the device runs short of room; it is asked once something is saved. */
export async function keepForGood(storage = globalThis.navigator?.storage) {
  try {
    return (await storage.persisted()) || (await storage.persist());
  } catch {
    return false;
  }
}
