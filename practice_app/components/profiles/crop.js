// @ts-check
// Which square of a picture is shown: a centre and how much nearer than the whole, always inside the picture.

/** @typedef {{x: number, y: number, zoom: number}} Crop centre in parts of width and height; zoom 1: the largest square */
/** @typedef {{width: number, height: number}} Size */

export const MOST_ZOOM = 4;
/** What is sent is no larger than that on a side. */
export const SENT = 1024;
/** @type {Crop} */
export const WHOLE = { x: 0.5, y: 0.5, zoom: 1 };

/** @param {number} value @param {number} least @param {number} most */
const between = (value, least, most) => Math.min(Math.max(value, least), most);

/** The square in pixels of the picture. @param {Size} size @param {Crop} crop */
export function square({ width, height }, { x, y, zoom }) {
  const side = Math.min(width, height) / zoom;
  return { left: x * width - side / 2, top: y * height - side / 2, side };
}

/** The nearest crop that lies inside the picture. @param {Size} size @param {Crop} crop @returns {Crop} */
export function inside(size, crop) {
  const zoom = between(crop.zoom, 1, MOST_ZOOM);
  const half = Math.min(size.width, size.height) / zoom / 2;
  const x = between(crop.x, half / size.width, 1 - half / size.width);
  const y = between(crop.y, half / size.height, 1 - half / size.height);
  return { x, y, zoom };
}

/**
 * The crop after the picture was pulled by so much of the shown square's side.
 * @param {Size} size @param {Crop} crop @param {number} right @param {number} down
 */
export function pulled(size, crop, right, down) {
  const { side } = square(size, crop);
  return inside(size, {
    ...crop,
    x: crop.x - (right * side) / size.width,
    y: crop.y - (down * side) / size.height,
  });
}
