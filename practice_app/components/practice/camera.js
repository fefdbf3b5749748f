// @ts-check
// The camera: what is asked of it, what a film is written as, and how large that gets.

/**
 * @typedef {{facing: "user" | "environment", height: 480 | 720 | 1080}} Camera
 * @typedef {"off" | "on" | "refused" | "missing" | "busy" | "unsupported" | "lost"} CameraState
 */

/** VP8 first: a film that is cut off anywhere still plays, and turning the phone does not break it. */
const FILM = [
  "video/webm;codecs=vp8,opus",
  "video/webm;codecs=h264,opus",
  "video/mp4;codecs=avc1.42E01E,mp4a.40.2",
  "video/mp4",
  "video/webm",
];
const SOUND_BITS = 128_000;

/** How many bits a second a film of so many lines takes. @type {Record<Camera["height"], number>} */
const PICTURE_BITS = { 480: 1_000_000, 720: 2_500_000, 1080: 5_000_000 };
export const HEIGHTS = /** @type {Camera["height"][]} */ ([480, 720, 1080]);

/** @type {Camera} */
export const FIRST_CAMERA = { facing: "user", height: 720 };

/**
 * @param {(type: string) => boolean} [supported]
 * @returns {string | null} null when the browser cannot film
 */
export function filmFormat(supported = (type) => globalThis.MediaRecorder?.isTypeSupported(type) ?? false) {
  return FILM.find(supported) ?? null;
}

/** @param {Camera} camera @returns {MediaTrackConstraints} */
export const pictureOf = ({ facing, height }) => ({
  facingMode: facing,
  height: { ideal: height, max: height },
  width: { ideal: (height * 16) / 9 },
  frameRate: { ideal: 30, max: 30 },
});

/**
 * How it is written. Without key frames every other second MP4 keeps nothing of a film that is cut off.
 * @param {Camera} camera
 */
export const filmOptions = ({ height }) => ({
  mimeType: filmFormat() ?? "",
  audioBitsPerSecond: SOUND_BITS,
  videoBitsPerSecond: PICTURE_BITS[height],
  videoKeyFrameIntervalDuration: 2_000,
});

/** Bytes that a minute of film takes, about. @param {Camera} camera */
export const bytesAMinute = ({ height }) => ((PICTURE_BITS[height] + SOUND_BITS) * 60) / 8;
