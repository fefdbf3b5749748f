// @ts-check
// Which seconds of a session are shown. Pure: seconds on the session's clock.

/** @typedef {{ kind: string, start_s: number, end_s: number }} Span */
/** @typedef {{ key: string, step_s: number, values: (number | null)[] }} Curve */
/** @typedef {{ id: string, kind: string, status: string, keep: boolean, offset_s: number, duration_s: number | null }} Take */

export const LENGTHS = [5, 10, 20, 30, 60];
const NEAR_S = 0.5;

/** Where the seconds may begin, so that they lie within. @param {number} start @param {number} length @param {number} clockS */
export const clamped = (start, length, clockS) => Math.max(0, Math.min(Math.round(start), Math.floor(clockS - length)));

/** Where to begin looking: at the first longer stretch that sounded. @param {Span[]} spans @param {number} length @param {number} clockS */
export function first(spans, length, clockS) {
  const played = spans.filter(({ kind }) => kind === "playing");
  const found = played.find((span) => span.end_s - span.start_s >= length) ?? played[0];
  return clamped(found?.start_s ?? 0, length, clockS);
}

/** What sounded in them, on a clock that begins with them. @param {Span[]} spans @param {number} start @param {number} end */
export const within = (spans, start, end) =>
  spans
    .map((span) => ({
      ...span,
      start_s: Math.max(0, span.start_s - start),
      end_s: Math.min(end, span.end_s) - start,
    }))
    .filter((span) => span.end_s - span.start_s > 0.001);

/** How loud it was in them. @param {Curve[]} curves @param {number} start @param {number} end */
export function loudness(curves, start, end) {
  const curve = curves.find(({ key }) => key === "loudness_lufs");
  if (!curve) return null;
  const [from, to] = [Math.ceil(start / curve.step_s), Math.floor(end / curve.step_s)];
  return { step_s: curve.step_s, values: curve.values.slice(from, to) };
}

/** The kept recording that holds them. @param {Take[]} takes @param {number} start @param {number} end */
export const holding = (takes, start, end) =>
  takes.find(
    ({ keep, status, offset_s, duration_s }) =>
      keep && status === "ready" && offset_s <= start + NEAR_S && offset_s + (duration_s ?? 0) >= end - NEAR_S,
  );
