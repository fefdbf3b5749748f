// Saying that something was otherwise than heard. Pure: seconds on the session's clock.

/** @typedef {import("../ui/stave_shapes.js").Span} Span */

const LEAST_S = 0.2;

/** "1:05" or "65" or "1:02:05" as seconds; null when it is neither. @param {string} text */
export function secondsOf(text) {
  const parts = String(text).trim().split(":");
  if (parts.length > 3 || parts.some((part) => !/^\d+([.,]\d+)?$/.test(part))) return null;
  return parts.reduce((sum, part) => sum * 60 + Number(part.replace(",", ".")), 0);
}

/** The stretch that was heard at this moment; between two, the silence there. @param {Span[]} spans @param {number} second @param {number} clockS @returns {Span} */
export function stretchAt(spans, second, clockS) {
  const found = spans.find(({ start_s, end_s }) => start_s <= second && second < end_s);
  if (found) return found;
  const before = spans.filter(({ end_s }) => end_s <= second).at(-1);
  const after = spans.find(({ start_s }) => start_s > second);
  return { kind: "silence", start_s: before?.end_s ?? 0, end_s: after?.start_s ?? clockS };
}

/**
 * Whether a stretch can be sent; else which field is wrong.
 * @param {number | null} startS @param {number | null} endS @param {number} clockS @returns {"start" | "end" | null}
 */
export function wrongWith(startS, endS, clockS) {
  if (startS === null || startS >= clockS) return "start";
  if (endS === null || endS < startS + LEAST_S) return "end";
  return null;
}

/**
 * Without milliseconds, so that what is shown is what is sent; the end never before what it stood for.
 * @param {{ start_s: number, end_s: number }} stretch @param {number} clockS
 */
export const rounded = ({ start_s, end_s }, clockS) => ({
  start: Math.floor(start_s),
  end: Math.min(Math.ceil(clockS), Math.ceil(end_s)),
});
