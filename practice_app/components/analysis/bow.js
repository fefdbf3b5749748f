// The strokes of the bow, as a film shows them or a phone on the arm felt them. Pure: seconds on the session's clock; an
// unevenness is the spread of the speed within a stroke as a share of it, null of a stroke too short to tell.

/** @typedef {import("../../i18n.js").Text} Text */
/**
 * `unevenness` and `off_deg` are told by a film alone; `sides` (1 or -1) and whether a note was `heard` with it by a phone alone.
 * @typedef {{
 *   starts_s: number[], ends_s: number[], unevenness?: (number | null)[],
 *   off_deg?: number[], sides?: number[], heard?: boolean[],
 * }} Columns
 */
/** @typedef {{ unevenness: number, spread_deg: number, strokes?: Columns }} BowData */
/**
 * @typedef {{
 *   number: number, start_s: number, end_s: number, unevenness: number | null, off_deg?: number, side: number,
 *   heard?: boolean,
 * }} Stroke
 */
/** @typedef {{ start_s: number, length_s: number, strokes: Stroke[] }} Line */
/** @typedef {[number, string][]} Scale words, each up to its number */

/** @param {string} text */
const msg = (text) => text;
const LINE_S = 20;
const SHORTEST_LINE_S = 6;
/** @type {Scale} */
const EVENLY = [
  [0.2, msg("evenly drawn")],
  [0.35, msg("fairly evenly drawn")],
  [Infinity, msg("unevenly drawn")],
];
const FULL_DEG = 20; // from which on nothing is left of straightness; as practice_app/metrics has it

/** @param {Scale} scale @param {number} value */
const word = (scale, value) => (scale.find(([most]) => value <= most) ?? scale[scale.length - 1])[1];

/** The strokes one by one; sent as columns, which is half as long. @param {Partial<BowData> | undefined} bow @returns {Stroke[]} */
export function strokesOf({ strokes } = {}) {
  if (!strokes) return [];
  const { starts_s, ends_s, unevenness, off_deg, sides, heard } = strokes;
  return (starts_s ?? []).map((start_s, i) => ({
    number: i + 1,
    start_s,
    end_s: ends_s[i],
    unevenness: unevenness?.[i] ?? null,
    off_deg: off_deg?.[i],
    side: sides?.[i] ?? (i % 2 ? -1 : 1),
    heard: heard?.[i],
  }));
}

/** @param {Stroke} stroke */
export const isUneven = ({ unevenness }) => unevenness !== null && word(EVENLY, unevenness) === word(EVENLY, Infinity);

/** One stroke: which, when, how long, how even. @param {Text} text @param {Stroke} stroke */
export function told(text, stroke) {
  const length = text.number(stroke.end_s - stroke.start_s, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const first = text.t("Stroke {number}, at {at}, {length} s", {
    number: text.number(stroke.number),
    at: text.clock(stroke.start_s),
    length,
  });
  const even = stroke.unevenness === null ? [] : [text.t(word(EVENLY, stroke.unevenness))];
  const unheard = stroke.heard === false ? [text.t("no note was heard with it")] : [];
  return [first, ...even, ...unheard].join(" · ");
}

/** Lines of twenty seconds at most, like lines of music; each as long as the longest. @param {Stroke[]} strokes @returns {Line[]} */
export function lines(strokes) {
  /** @type {{ start_s: number, strokes: Stroke[] }[]} */
  const found = [];
  for (const stroke of strokes) {
    const line = found.at(-1);
    if (line && stroke.end_s - line.start_s <= LINE_S) line.strokes.push(stroke);
    else found.push({ start_s: stroke.start_s, strokes: [stroke] });
  }
  /** @param {{ start_s: number, strokes: Stroke[] }} line */
  const length = ({ start_s, strokes: inside }) => inside[inside.length - 1].end_s - start_s;
  const longest = Math.max(SHORTEST_LINE_S, ...found.map(length));
  return found.map((line) => ({ ...line, length_s: longest }));
}

/**
 * The angle in a line as an SVG path in a box of 1000 × 100, straight in the middle; a new line where strokes are missing.
 * @param {Line} line
 */
export function anglePath({ start_s, length_s, strokes }) {
  /** @param {number} second */
  const x = (second) => Math.round(((second - start_s) / length_s) * 1000);
  /** @param {number} deg */
  const y = (deg) => Math.round(50 - (50 * Math.max(-FULL_DEG, Math.min(FULL_DEG, deg))) / FULL_DEG);
  return strokes
    .map(({ start_s: from, end_s: to, off_deg: deg = 0 }, i) => {
      const joined = i > 0 && from - strokes[i - 1].end_s < 0.01;
      return joined ? `L${x((from + to) / 2)} ${y(deg)}` : `M${x(from)} ${y(deg)}L${x((from + to) / 2)} ${y(deg)}`;
    })
    .join("");
}

/** A mark for each turn over the whole session, in a box of 1000 × 10; those that fall together are one. @param {Stroke[]} strokes @param {number} clockS */
export function turnsPath(strokes, clockS) {
  const turns = strokes.flatMap(({ start_s, end_s }) => [start_s, end_s]);
  const places = new Set(turns.map((second) => Math.round((second / clockS) * 2000) / 2));
  return [...places].map((x) => `M${x} 0V10`).join("");
}
