// @ts-check
// A second take that goes along with the first. Pure: seconds are those of what each player plays.

/** So far apart the two are put together by a jump; nearer, by going a little faster or slower, which nobody hears. */
const JUMP_S = 0.5;
const NEAR_S = 0.03;
const HURRY = 0.1;

/** Where the second stands when the first stands here: `offset` later, within its length; `inside`: it has something there. @param {number} at @param {number} offset @param {number} length */
export function besides(at, offset, length) {
  const wanted = at + offset;
  const last = Math.max(0, length - 0.05);
  return { at: Math.min(last, Math.max(0, wanted)), inside: wanted >= 0 && wanted < last };
}

/** Whether it has to jump to where it belongs: on a frame always, while it plays only from far. @param {number} at @param {number} wanted @param {boolean} playing */
export const jumps = (at, wanted, playing) => Math.abs(at - wanted) > (playing ? JUMP_S : 0.001);

/** How fast the second plays so that it comes to where it belongs. @param {number} at @param {number} wanted @param {number} speed the first's */
export function paced(at, wanted, speed) {
  const behind = wanted - at;
  return Math.abs(behind) < NEAR_S ? speed : speed * (1 + Math.min(HURRY, Math.max(-HURRY, behind)));
}

/** Further on or back by so many pictures, of films that have that many a second; within what lets the two meet somewhere. @param {number} offset @param {number} pictures @param {number} fps @param {number} first how long the first is @param {number} second */
export function shifted(offset, pictures, fps, first, second) {
  const next = Math.round(offset * fps + pictures) / fps;
  return Math.min(second - 0.1, Math.max(0.1 - first, next));
}
