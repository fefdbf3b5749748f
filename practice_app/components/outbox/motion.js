// @ts-check
// What the phone on the bow arm felt beside a recording, as it lies on this device and as it is sent (practice_app/motion.py).
import { withDb } from "./db.js";

export const RATE_HZ = 30;
export const CHANNELS = 3;
export const PER_DEG_S = 16;
export const MISSING = -32_768;
const SAMPLE_BYTES = 2 * CHANNELS;
const HEAD_BYTES = 8;
const VERSION = 1;
/** The server takes four million bytes; what is felt later is left out. */
const MOST_SAMPLES = Math.floor((4_000_000 - HEAD_BYTES) / SAMPLE_BYTES);

/** Everything felt beside one recording. @param {string} id */
export const feltBeside = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/**
 * As one file; nothing where nothing was felt.
 * @param {string} recordingId
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>}
 */
export async function motionOf(recordingId) {
  const rows = await withDb((db) => db.getAll("motion", feltBeside(recordingId)));
  const kept = rows.filter(({ at, data }) => at + data.byteLength / SAMPLE_BYTES <= MOST_SAMPLES);
  const last = kept.at(-1);
  if (!last) return null;
  const file = new Uint8Array(HEAD_BYTES + last.at * SAMPLE_BYTES + last.data.byteLength);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode("WSMO"));
  view.setUint16(4, VERSION, true);
  view.setUint16(6, RATE_HZ, true);
  for (let byte = HEAD_BYTES; byte < file.length; byte += 2) view.setInt16(byte, MISSING, true);
  for (const { at, data } of kept)
    new Int16Array(data).forEach((value, i) => view.setInt16(HEAD_BYTES + at * SAMPLE_BYTES + 2 * i, value, true));
  return file;
}
