// @ts-check
// A figure over time as a line in a box of one by one.

const LEAST_SHARE = 0.2;

/**
 * The corners of the line, from left to right; a difference smaller than a fifth of the figure does not fill the height,
 * or chance would look like a mountain.
 * @param {[number, number][]} points x from 0 to 1, value
 * @returns {[number, number][]} x to the right, y downwards, both from 0 to 1
 */
export function corners(points) {
  const values = points.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const middle = (low + high) / 2;
  const height = Math.max(high - low, Math.abs(middle) * LEAST_SHARE) || 1;
  return points.map(([x, value]) => [x, 0.5 - (value - middle) / height]);
}
