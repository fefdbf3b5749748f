// @ts-check
// Which frame of a film is shown at which time. Pure: a film of `fps` frames a second, the first of which is number 0.

/** The frame whose own time this is, as the browser tells it of the frame that it shows. @param {number} mediaTime @param {number} fps */
export const frameAt = (mediaTime, fps) => Math.floor(mediaTime * fps + 0.01);

/** Where to go to be shown this frame: to its middle. At its beginning browsers show the one before in half of all cases. @param {number} frame @param {number} fps */
export const middleOf = (frame, fps) => (frame + 0.5) / fps;

/** The frame so many further on, within the film. @param {number} frame @param {number} by @param {number} [frames] how many there are */
export const stepped = (frame, by, frames = Number.POSITIVE_INFINITY) =>
  Math.min(Math.max(0, frame + by), Math.max(0, frames - 1));

/**
 * Where in a picture of many small ones the one for this second lies, in pixels.
 * @param {{ columns: number, count: number, every_s: number, width: number, height: number }} sheet @param {number} second
 */
export function smallAt({ columns, count, every_s, width, height }, second) {
  const n = Math.min(count - 1, Math.max(0, Math.floor(second / every_s)));
  return { x: (n % columns) * width, y: Math.floor(n / columns) * height };
}
