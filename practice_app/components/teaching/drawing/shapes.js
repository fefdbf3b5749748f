// @ts-check
// What a stroke looks like, as paths in the picture's own pixels. Pure, but for a pen's, which is outline.js.
import { angleOf, lineWidth } from "./geometry.js";

/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./geometry.js").Size} Size */
/** @typedef {import("./strokes.js").Stroke} Stroke */

/** @param {number} value */
const short = (value) => Math.round(value * 10) / 10;

/** @param {Point[]} points of pixels */
const through = (points) => `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join("L")}`;

/** @param {Point} point @param {Size} picture */
const pixels = ([x, y], { width, height }) => [x * width, y * height];

/** @param {Point[]} points @param {Size} picture */
export const linePath = (points, picture) =>
  through([points[0], points[points.length - 1]].map((one) => pixels(one, picture)));

/** A line with a head at its end, no longer than half of it. @param {Point[]} points @param {Size} picture */
export function arrowPath(points, picture) {
  const [from, to] = [points[0], points[points.length - 1]].map((one) => pixels(one, picture));
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const head = Math.min(lineWidth(picture) * 5, Math.hypot(dx, dy) / 2);
  const way = Math.atan2(dy, dx);
  const [left, right] = [0.85 * Math.PI, -0.85 * Math.PI].map((turn) => [
    to[0] + head * Math.cos(way + turn),
    to[1] + head * Math.sin(way + turn),
  ]);
  return through([from, to]) + through([left, to, right]);
}

/** The ellipse that fills the box between two corners. @param {Point[]} points @param {Size} picture */
export function circlePath(points, picture) {
  const [a, b] = [points[0], points[points.length - 1]].map((one) => pixels(one, picture));
  const [rx, ry] = [Math.abs(b[0] - a[0]) / 2, Math.abs(b[1] - a[1]) / 2].map(short);
  const [left, right, y] = [Math.min(a[0], b[0]), Math.max(a[0], b[0]), (a[1] + b[1]) / 2].map(short);
  return `M${left} ${y}A${rx} ${ry} 0 1 1 ${right} ${y}A${rx} ${ry} 0 1 1 ${left} ${y}Z`;
}

/** A closed line through the middles of a polygon's sides, so that it has no corners. @param {[number, number][]} outline */
export function roundPath(outline) {
  if (outline.length < 3) return "";
  const middle = (/** @type {number} */ i) => {
    const [a, b] = [outline[i], outline[(i + 1) % outline.length]];
    return `${short((a[0] + b[0]) / 2)} ${short((a[1] + b[1]) / 2)}`;
  };
  const turns = outline.slice(1).map(([x, y], i) => `Q${short(x)} ${short(y)} ${middle(i + 1)}`);
  return `M${middle(0)}${turns.join("")}Z`;
}

/**
 * What a line's angle says, and where: beside its middle, within the picture.
 * @param {Stroke} stroke @param {Size} picture
 */
export function labelOf({ points }, picture) {
  const [from, to] = [points[0], points[points.length - 1]];
  const size = lineWidth(picture) * 5;
  const [x, y] = pixels([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], picture);
  const up = (to[0] - from[0]) * (to[1] - from[1]) > 0 ? 1 : -1; // where there is room beside a line that falls, or rises
  return {
    degrees: angleOf(from, to, picture),
    size: short(size),
    x: short(Math.min(picture.width - size * 1.4, Math.max(size * 1.4, x + up * size))),
    y: short(Math.min(picture.height - size * 0.4, Math.max(size, y - size * 0.5))),
  };
}
