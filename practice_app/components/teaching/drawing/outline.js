// @ts-check
// A pen's stroke as a filled path: wider where the pen was pressed.
import { getStroke } from "perfect-freehand";
import { lineWidth } from "./geometry.js";
import { roundPath } from "./shapes.js";

/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./geometry.js").Size} Size */

/** @param {Point[]} points @param {Size} picture */
export function penPath(points, picture) {
  const there = points.map(([x, y, pressure = 0.5]) => [x * picture.width, y * picture.height, pressure]);
  const size = lineWidth(picture) * 1.25;
  // The points are few and exact: nothing is to be smoothed along the way, nor a pressure made up.
  return roundPath(
    getStroke(there, { size, thinning: 0.6, smoothing: 0.5, streamline: 0, simulatePressure: false, last: true }),
  );
}
