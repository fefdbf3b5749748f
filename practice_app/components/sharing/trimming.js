// @ts-check
// From where to where others see a recording. Pure: seconds of the recording.

/** @typedef {{ start: number, end: number }} Part */

export const LEAST_S = 1;
/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1, PageDown: -1, PageUp: 1 };

/** The part with one end put elsewhere; a second of it stays, and it stays within the recording. @param {Part} part @param {"start" | "end"} end @param {number} second @param {number} length @returns {Part} */
export function moved(part, end, second, length) {
  const least = Math.min(LEAST_S, length);
  const to = Math.round(second * 100) / 100;
  if (end === "start") return { ...part, start: Math.min(Math.max(0, to), Math.max(0, part.end - least)) };
  return { ...part, end: Math.max(Math.min(length, to), Math.min(length, part.start + least)) };
}

/** Where a key puts an end: arrows a tenth of a second, with Page keys a second. @param {number} at @param {string} key @param {number} length */
export function keyed(at, key, length) {
  if (key === "Home") return 0;
  if (key === "End") return length;
  return STEPS[key] === undefined ? null : at + STEPS[key];
}

/** Whether it is all of the recording. @param {Part} part @param {number} length */
export const whole = ({ start, end }, length) => start < 0.02 && end > length - 0.02;

/** The outline as a path, both sides of a line at 50; in a box 1000 wide and 100 high. @param {number[]} peaks from 0 to 255 @param {number} [columns] */
export function outlinePath(peaks, columns = 240) {
  const wide = Math.max(1, Math.ceil(peaks.length / columns));
  const bars = Array.from({ length: Math.ceil(peaks.length / wide) }, (_, n) =>
    Math.max(...peaks.slice(n * wide, (n + 1) * wide)),
  );
  return bars
    .map((peak, n) => {
      const [x, half] = [((n + 0.5) * 1000) / bars.length, Math.max(1, (peak / 255) * 48)];
      return `M${x.toFixed(1)} ${(50 - half).toFixed(1)}V${(50 + half).toFixed(1)}`;
    })
    .join("");
}
