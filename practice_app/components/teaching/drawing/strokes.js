// @ts-check
// A drawing while it is made: what was drawn, taken back and drawn again, within what a comment may hold. Pure.
import { apart, simplified } from "./geometry.js";

/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./geometry.js").Size} Size */
/** @typedef {"pen" | "arrow" | "line" | "circle"} Tool */
/** @typedef {{ tool: Tool, color: string, points: Point[] }} Stroke */
/** @typedef {Size & { strokes: Stroke[] }} Drawing as comments keep it; `width` and `height` are the film's */
/** @typedef {{ strokes: Stroke[], before: Stroke[][], after: Stroke[][] }} History what is there, what undo and redo lead to */

/** @type {Tool[]} */
export const TOOLS = ["pen", "arrow", "line", "circle"];

/** Dark enough for the white edge that every stroke has, which is there for dark pictures. */
export const COLORS = ["#c81e1e", "#1d4ed8", "#15803d", "#1f1a14"];

// What services/teaching/feedback/drafts.py takes, with a little room.
export const MOST_STROKES = 200;
export const MOST_POINTS = 5000;
export const LARGEST = 62_000;

/** @param {Stroke[]} [strokes] @returns {History} */
export const begun = (strokes = []) => ({ strokes, before: [], after: [] });

/** @param {History} history @param {Stroke[]} strokes @returns {History} */
const changed = (history, strokes) => ({ strokes, before: [...history.before, history.strokes], after: [] });

/** @param {Stroke[]} strokes */
export function fits(strokes) {
  const points = strokes.reduce((sum, stroke) => sum + stroke.points.length, 0);
  return strokes.length <= MOST_STROKES && points <= MOST_POINTS && JSON.stringify(strokes).length <= LARGEST;
}

/** One stroke more; the same as before when there is no room for it. @param {History} history @param {Stroke} stroke */
export function drawn(history, stroke) {
  const strokes = [...history.strokes, stroke];
  return fits(strokes) ? changed(history, strokes) : history;
}

/** @param {History} history */
export const cleared = (history) => (history.strokes.length ? changed(history, []) : history);

/** @param {History} history @returns {History} */
export function undone({ strokes, before, after }) {
  const last = before.at(-1);
  if (!last)
    return strokes.length
      ? { strokes: strokes.slice(0, -1), before, after: [strokes, ...after] }
      : { strokes, before, after };
  return { strokes: last, before: before.slice(0, -1), after: [strokes, ...after] };
}

/** @param {History} history @returns {History} */
export function redone({ strokes, before, after }) {
  const [next, ...rest] = after;
  return next ? { strokes: next, before: [...before, strokes], after: rest } : { strokes, before, after };
}

/** @param {History} history @param {Size} picture @returns {Drawing | null} */
export const told = ({ strokes }, { width, height }) => (strokes.length ? { width, height, strokes } : null);

/** A stroke with one point more: a pen goes through all of them, the rest from the first to the last. @param {Stroke} stroke @param {Point[]} points @returns {Stroke} */
export function extended(stroke, points) {
  if (stroke.tool === "pen") return { ...stroke, points: [...stroke.points, ...points] };
  const to = points.at(-1);
  return to ? { ...stroke, points: [stroke.points[0], to.slice(0, 2)] } : stroke;
}

/** Whether something is to be seen of it: a pen makes dots, the others want two ends. @param {Stroke} stroke @param {Size} picture */
export const seen = ({ tool, points }, picture) =>
  tool === "pen" || (points.length > 1 && apart(points[0], points[points.length - 1], picture) > picture.width / 100);

/** Pens that can't be pressed always tell the same. @param {Point[]} points @returns {Point[]} */
function pressed(points) {
  const same = points.every((point) => point[2] === points[0][2]);
  return same ? points.map(([x, y]) => [x, y]) : points;
}

/** As it is kept: of a pen's points as many as its line needs. @param {Stroke} stroke @param {Size} picture @returns {Stroke} */
export const finished = (stroke, picture) =>
  stroke.tool === "pen" ? { ...stroke, points: simplified(pressed(stroke.points), picture) } : stroke;
