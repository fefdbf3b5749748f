// @ts-check
// Where in a picture something lies. Pure: points are parts of the picture's width and height, from 0 to 1.

/** @typedef {{ width: number, height: number }} Size */
/** @typedef {Size & { left: number, top: number }} Box */
/** @typedef {number[]} Point x, y, and how hard the pen was pressed, all from 0 to 1 */

/**
 * Where the picture itself is shown in an element that is larger one way, as `object-fit: contain` puts it.
 * @param {Size} element @param {Size} picture @returns {Box}
 */
export function contained(element, picture) {
  if (!(picture.width > 0 && picture.height > 0)) return { left: 0, top: 0, ...element };
  const scale = Math.min(element.width / picture.width, element.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { left: (element.width - width) / 2, top: (element.height - height) / 2, width, height };
}

/** @param {number} part */
const clamped = (part) => Math.min(1, Math.max(0, part));

/** To the ten-thousandth, as drawings are kept. @param {number} part */
const kept = (part) => Math.round(clamped(part) * 10_000) / 10_000;

/** Which point of the picture lies under the pointer; its edge when that is outside. @param {Box} box on the page @param {number} x @param {number} y @returns {Point} */
export const pointAt = (box, x, y) => [kept((x - box.left) / box.width), kept((y - box.top) / box.height)];

/** A point that is moved, within the picture. @param {Point} point @param {number} dx @param {number} dy @returns {Point} */
export const movedBy = ([x, y], dx, dy) => [kept(x + dx), kept(y + dy)];

/** How far apart two points are, in the picture's own pixels. @param {Point} a @param {Point} b @param {Size} picture */
export const apart = (a, b, picture) => Math.hypot((b[0] - a[0]) * picture.width, (b[1] - a[1]) * picture.height);

/**
 * How steep a line is in the picture as one sees it: 0 lies, 90 stands, whichever end it was begun at.
 * @param {Point} a @param {Point} b @param {Size} picture
 */
export function angleOf(a, b, picture) {
  const [dx, dy] = [Math.abs(b[0] - a[0]) * picture.width, Math.abs(b[1] - a[1]) * picture.height];
  return dx || dy ? (Math.atan2(dy, dx) * 180) / Math.PI : 0;
}

/** A stroke as wide as this is seen on a film of any size and shape. @param {Size} picture */
export const lineWidth = ({ width, height }) => Math.sqrt(width * height) * 0.009;

/** A pen pressed wholly is as far from one not pressed at all as this part of the picture's width. */
const PRESSED = 0.02;

/** How far a point lies from the way between two others. @param {Point} point @param {Point} a @param {Point} b @param {Size} picture */
function off(point, a, b, picture) {
  const across = (/** @type {Point} */ [x, y, pressure = 0]) => [
    x,
    (y * picture.height) / picture.width,
    pressure * PRESSED,
  ];
  const [p, from, to] = [point, a, b].map(across);
  const way = to.map((value, i) => value - from[i]);
  const long = way.reduce((sum, value) => sum + value * value, 0);
  const along = way.reduce((sum, value, i) => sum + value * (p[i] - from[i]), 0);
  const part = long ? clamped(along / long) : 0;
  return Math.hypot(...p.map((value, i) => value - from[i] - way[i] * part));
}

/**
 * Fewer points of the same line (Ramer, Douglas and Peucker): none that is left out lies further off than `tolerance`,
 * a part of the picture's width.
 * @param {Point[]} points @param {Size} picture @param {number} [tolerance] @returns {Point[]}
 */
export function simplified(points, picture, tolerance = 0.0015) {
  if (points.length < 3) return points;
  const keep = new Set([0, points.length - 1]);
  const waiting = [[0, points.length - 1]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [first, last] = next;
    let [far, at] = [tolerance, 0];
    for (let i = first + 1; i < last; i++) {
      const distance = off(points[i], points[first], points[last], picture);
      if (distance > far) [far, at] = [distance, i];
    }
    if (!at) continue;
    keep.add(at);
    waiting.push([first, at], [at, last]);
  }
  return points.filter((_, i) => keep.has(i));
}
