// @ts-check
// A recording is many small chunks on this device and a few large parts in S3. A part is put together only when it is sent.
import { withDb } from "./db.js";

/** How a recording is read where the server has not said how large it wants its parts; S3 wants all but the last at least so large. */
export const PART_SIZE = 5 * 1024 * 1024;

/**
 * How a file of so many bytes is cut.
 * @param {number} bytes
 * @param {number} [size]
 * @returns {import("./types").Part[]}
 */
export function planParts(bytes, size = PART_SIZE) {
  const count = Math.max(1, Math.ceil(bytes / size));
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    start: i * size,
    size: Math.min(size, bytes - i * size),
  }));
}

/**
 * The parts that S3 lacks: absent, of another size, or with another fingerprint than the one it gave us.
 * @param {import("./types").Part[]} parts
 * @param {{number: number, bytes: number, etag?: string | null}[]} uploaded what S3 says it has
 * @param {Record<number, string>} [etags] what S3 answered when we sent each
 */
export function missingParts(parts, uploaded, etags = {}) {
  const bare = (/** @type {string | null | undefined} */ etag) => (etag ?? "").replaceAll('"', "");
  const stored = new Map(uploaded.map((part) => [part.number, part]));
  return parts.filter(({ number, size }) => {
    const there = stored.get(number);
    if (!there || there.bytes !== size) return true;
    const [ours, theirs] = [bare(etags[number]), bare(there.etag)];
    return Boolean(ours && theirs && ours !== theirs);
  });
}

/**
 * How many bytes of a recording are safe on this device.
 * @param {string} recordingId
 * @returns {Promise<number>}
 */
export function storedBytes(recordingId) {
  return withDb(async (db) => {
    const range = IDBKeyRange.bound([recordingId, 0], [recordingId, Infinity]);
    const last = await db.transaction("chunks").store.openCursor(range, "prev");
    return last ? last.value.offset + last.value.data.byteLength : 0;
  });
}

/**
 * Read one part. Holds that part and one chunk in memory, however long the recording is.
 * @param {string} recordingId
 * @param {number} start first byte
 * @param {number} size how many
 * @param {Uint8Array<ArrayBuffer>} [room] where to put it; used again and again it spares an old phone much tidying
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export function readPart(recordingId, start, size, room = new Uint8Array(size)) {
  return withDb(async (db) => {
    const part = room.subarray(0, size);
    const store = db.transaction("chunks").store;
    const before = await store.openKeyCursor(IDBKeyRange.bound([recordingId, 0], [recordingId, start]), "prev");
    const from = before ? before.key : [recordingId, start];
    const range = IDBKeyRange.bound(from, [recordingId, start + size], false, true);
    let filled = 0;
    for (let at = await store.openCursor(range); at; at = await at.continue()) {
      const { offset, data } = at.value;
      const piece = new Uint8Array(data).subarray(Math.max(0, start - offset), start + size - offset);
      part.set(piece, Math.max(0, offset - start));
      filled += piece.byteLength;
    }
    if (filled !== size) throw new RangeError(`part at ${start}: ${filled} of ${size} bytes are stored`);
    return part;
  });
}
