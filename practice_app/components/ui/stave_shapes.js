// Where everything on a stave goes. Pure: percent across, gaps between lines down (0 is the top line, 4 the bottom one).

/** @typedef {{ kind: string, start_s: number, end_s: number }} Span */
/** @typedef {{ step_s: number, values: (number | null)[] }} Levels */
/** @typedef {[number, number]} Point */

const MIDDLE = 2;
const REST_FROM = 2.5; // a rest narrower than this many percent would only be noise
const JOIN = 0.35; // so are breaks narrower than this
const WIDE = 1000; // ribbons are drawn in a box of 1000 × 400
const HIGH = 400;
const CAP = 14; // their round ends stand out by about this much
/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** Neighbouring stretches of playing with hardly a breath between them are one. @param {Span[]} spans @param {number} clockS */
export function joined(spans, clockS) {
  /** @type {Span[]} */
  const out = [];
  for (const span of spans) {
    const last = out.at(-1);
    const near = last && ((span.start_s - last.end_s) / clockS) * 100 < JOIN;
    if (near && span.kind === "playing" && last.kind === "playing") last.end_s = span.end_s;
    else out.push({ ...span });
  }
  return out;
}

/** A whole rest hangs from its line (silence), a half rest sits on it (everything else). @param {Span[]} spans @param {number} clockS */
export function rests(spans, clockS) {
  if (!(clockS > 0)) return [];
  return joined(spans, clockS)
    .filter(
      ({ kind, start_s, end_s }) =>
        kind !== "playing" && kind !== "clock" && ((end_s - start_s) / clockS) * 100 >= REST_FROM,
    )
    .map(({ kind, start_s, end_s }) => ({
      kind,
      x: round((((start_s + end_s) / 2) * 100) / clockS),
      y: kind === "silence" ? 1 : 1.5,
    }));
}

/** @param {number[]} sorted @param {number} q */
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

/** @param {number | null} value @returns {value is number} */
const isKnown = (value) => Number.isFinite(value);

/**
 * Loudness as a share of this session's own range, 0–1; null where it can't be known.
 * @param {(number | null)[]} values
 */
export function shares(values) {
  const known = values.filter(isKnown).sort((a, b) => a - b);
  if (known.length < 2) return values.map(() => null);
  const low = quantile(known, 0.1);
  const range = Math.max(6, quantile(known, 0.97) - low);
  return values.map((value) => (isKnown(value) ? Math.min(1, Math.max(0, (value - low) / range)) : null));
}

/** Time by the clock of which nothing was heard: the same ribbon, to be drawn hollow. @param {Span[]} spans @param {number} clockS */
export const hollow = (spans, clockS) =>
  ribbons(
    spans.filter((span) => span.kind === "clock").map((span) => ({ ...span, kind: "playing" })),
    clockS,
  );

/**
 * One ribbon per stretch of playing, as a path; with loudness it rises and falls, without it lies on the middle line.
 * @param {Span[]} spans @param {number} clockS @param {Levels | null} [levels]
 */
export function ribbons(spans, clockS, levels = null, columns = 80) {
  if (!(clockS > 0)) return [];
  const played = joined(
    spans.filter((span) => span.kind === "playing"),
    clockS,
  );
  const height = levels && levels.values?.length > 1 ? heights(levels, played) : () => (MIDDLE * HIGH) / 4;
  return played.map(({ start_s, end_s }) => {
    const [from, to] = [start_s, Math.min(end_s, clockS)].map((second) => (second / clockS) * WIDE);
    const cap = Math.min(CAP, (to - from) / 2);
    const count = levels ? Math.max(2, Math.round(((to - from) / WIDE) * columns)) : 1;
    const step = (end_s - start_s) / count;
    const points = Array.from(
      { length: count + 1 },
      (_, i) =>
        /** @type {Point} */ ([
          from + cap + ((to - from - 2 * cap) * i) / count,
          height(start_s + step * (i - 1), start_s + step * (i + 1)),
        ]),
    );
    return curve(points);
  });
}

/** Only what sounded counts: the silence beside a phrase says nothing about how loud it was. @param {Levels} levels @param {Span[]} played */
function heights({ step_s: stepS, values }, played) {
  /** @param {number} second */
  const sounds = (second) => played.some(({ start_s, end_s }) => start_s <= second && second <= end_s);
  const level = shares(values.map((value, i) => (sounds(i * stepS) ? value : null)));
  return (/** @type {number} */ from, /** @type {number} */ to) => {
    const near = level
      .slice(Math.max(0, Math.floor(from / stepS)), Math.ceil(to / stepS) + 1)
      .filter((v) => v !== null);
    const mean = near.length ? near.reduce((sum, value) => sum + value, 0) / near.length : 0.5;
    return HIGH * (0.92 - 0.84 * mean);
  };
}

/** A curve through all points without corners (Catmull-Rom written as Bézier). @param {Point[]} points */
function curve(points) {
  const parts = points.slice(1).map(([x, y], i) => {
    const [before, from, after] = [points[Math.max(0, i - 1)], points[i], points[Math.min(points.length - 1, i + 2)]];
    const [x1, y1] = [from[0] + (x - before[0]) / 6, from[1] + (y - before[1]) / 6];
    const [x2, y2] = [x - (after[0] - from[0]) / 6, y - (after[1] - from[1]) / 6];
    return `C${[x1, y1, x2, y2, x, y].map(round).join(" ")}`;
  });
  return `M${points[0].map(round).join(" ")}${parts.join("")}`;
}
