// @ts-check
// Something short is recorded in this browser and held here until it is sent.
import { audioFormat } from "../../practice/formats.js";
import { micState, obstacle } from "../../practice/media.js";

export const LONGEST_S = 180;
const BITS_PER_SECOND = 64_000; // words, not music

/** @typedef {import("../../practice/media.js").MicState} MicState */
/** @typedef {{ blob: Blob, seconds: number }} Taken */

/**
 * Ask for the microphone and record; call it from a tap. `ended` is told what there is when it was stopped, or is full.
 * Raises what stands in the way, as `MicState`.
 * @param {(taken: Taken) => void} ended @param {number} [longestS]
 * @returns {Promise<() => void>} stops it
 */
export async function record(ended, longestS = LONGEST_S) {
  const hindered = obstacle();
  if (hindered) throw hindered;
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((error) => {
    throw micState(error);
  });
  const mimeType = audioFormat() ?? "";
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  /** @type {Blob[]} */
  const pieces = [];
  const began = performance.now();
  const stop = () => recorder.state !== "inactive" && recorder.stop();
  const full = setTimeout(stop, longestS * 1000);
  recorder.ondataavailable = ({ data }) => data.size && pieces.push(data);
  recorder.onstop = () => {
    clearTimeout(full);
    for (const track of stream.getTracks()) track.stop();
    ended({ blob: new Blob(pieces, { type: mimeType }), seconds: (performance.now() - began) / 1000 });
  };
  for (const track of stream.getTracks()) track.onended = stop;
  recorder.start(1000);
  return stop;
}
