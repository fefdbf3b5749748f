// Where in which take the playhead is. Pure: times on the session's clock in seconds.

/** @typedef {{ id: string, kind: string, offset_s: number, duration_s: number, playable: boolean }} Recording */

/**
 * The recording that sounds at this moment, else the next one, else the last.
 * @param {Recording[]} takes @param {number} second @returns {Recording | undefined}
 */
export function takeAt(takes, second) {
  /** @param {Recording} recording */
  const ends = ({ offset_s, duration_s }) => offset_s + duration_s;
  return takes.find((take) => second < ends(take)) ?? takes.at(-1);
}

/** Where to begin in a recording to be at this moment of the session. @param {Recording} take @param {number} second */
export const within = (take, second) =>
  Math.min(Math.max(0, second - take.offset_s), Math.max(0, take.duration_s - 0.05));

/** @param {Recording[]} takes @param {Recording | undefined} take @returns {Recording | undefined} */
export const takeAfter = (takes, take) => takes[take ? takes.indexOf(take) + 1 : 0];

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30 };

/** Where a key on the slider leads: arrows five seconds, with Page keys half a minute. @param {number} second @param {string} key @param {number} clockS */
export function seek(second, key, clockS) {
  const by = STEPS[key];
  const to = key === "Home" ? 0 : key === "End" ? clockS : by ? second + by : null;
  return to === null ? null : Math.min(clockS, Math.max(0, to));
}

/** Round marks for a time axis: half a dozen at most. @param {number} clockS */
export function ticks(clockS, most = 6) {
  const steps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400];
  const step = steps.find((size) => clockS / size <= most) ?? 14_400;
  /** @param {number} second */
  const fits = (second) => second <= clockS * 0.9 || second === 0; // its label would stand out over the edge
  return Array.from({ length: Math.ceil(clockS / step) }, (_, i) => i * step).filter(fits);
}

/**
 * Where a film can be had whose pictures are not to be seen: it has loaded without any, or this browser can't decode it (3) or does
 * not know its form (4). A network that failed (2) says nothing of the film.
 * @param {{ videoWidth?: number, error?: { code: number } | null }} player @param {string} original
 */
export function unseen({ videoWidth, error }, original) {
  if (error) return [3, 4].includes(error.code) ? original : "";
  return videoWidth ? "" : original;
}
