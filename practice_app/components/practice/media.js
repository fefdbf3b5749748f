// @ts-check
// Asking a browser for its microphone and camera, and what its answer means.
import { bytesAMinute, filmFormat, pictureOf } from "./camera.js";
import { audioFormat, CONSTRAINTS } from "./formats.js";

const BITS_PER_SECOND = 128_000;

/**
 * @typedef {"off" | "asking" | "on" | "refused" | "missing" | "busy" | "insecure" | "unsupported" | "muted" | "lost" | "full" | "broken" | "failed"} MicState
 * @typedef {import("./camera.js").Camera} Camera
 * @typedef {import("./camera.js").CameraState} CameraState
 */

/**
 * What a refusal means, in our words.
 * @param {unknown} error from getUserMedia
 * @returns {MicState}
 */
export function micState(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return "busy";
}

/**
 * Whether this page may ask for a microphone at all.
 * @returns {MicState | null}
 */
export function obstacle() {
  if (!globalThis.isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia || !audioFormat()) return "unsupported";
  return null;
}

/**
 * Sound, and pictures when they are wished for: a camera that can't be had does not cost the sound.
 * @param {Camera | null} camera
 * @returns {Promise<{stream: MediaStream, film: CameraState}>}
 */
export async function askForMedia(camera) {
  /** @type {CameraState} */
  let film = "off";
  if (camera) {
    try {
      if (!filmFormat()) film = "unsupported";
      else
        return {
          stream: await navigator.mediaDevices.getUserMedia({ audio: CONSTRAINTS, video: pictureOf(camera) }),
          film: "on",
        };
    } catch (error) {
      film = /** @type {CameraState} */ (micState(error));
    }
  }
  return { stream: await navigator.mediaDevices.getUserMedia({ audio: CONSTRAINTS }), film };
}

export const soundOptions = () => ({ mimeType: audioFormat() ?? "", audioBitsPerSecond: BITS_PER_SECOND });

/** Bytes that a second takes, as they are asked for. @param {Camera | null} camera */
export const bytesPerSecond = (camera) => (camera ? bytesAMinute(camera) / 60 : BITS_PER_SECOND / 8);
