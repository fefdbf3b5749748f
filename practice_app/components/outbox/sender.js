// @ts-check
// Brings one recording from this device into S3: recorded → created → parts → completed. Resumes at whatever S3 has.
import { Addresses } from "./addresses.js";
import { ApiError, putPart } from "./api.js";
import { doesNotFit, isGone, isGoneByName, seemsBroken, UploadGone } from "./broken.js";
import { clickOf } from "./click.js";
import { withDb, write } from "./db.js";
import { inLanes } from "./lanes.js";
import { motionOf } from "./motion.js";
import { missingParts, planParts, readPart, storedBytes } from "./parts.js";

const MAX_RESTARTS = 9;
const MOTION_TRIES = 3;
const LONGEST_WAIT_MS = 4 * 3_600_000;

/**
 * @typedef {{
 *   api: import("./api.js").Api,
 *   put?: typeof putPart,
 *   signal: AbortSignal,
 *   onProgress?: (sent: number, total: number) => void,
 *   keep: boolean,
 *   shared: boolean,
 * }} Sending
 */

/**
 * @param {string} id
 * @param {(row: import("./types").RecordingRow) => void} change
 */
function update(id, change) {
  return write(["recordings"], async (tx) => {
    const row = await tx.objectStore("recordings").get(id);
    if (!row) return;
    change(row);
    await tx.objectStore("recordings").put(row);
  });
}

/**
 * Tell the server about the recording; doing it again is harmless and reopens an upload that S3 forgot.
 * @param {import("./types").RecordingRow} row
 * @param {number} bytes
 * @param {Sending} sending
 */
async function begin(row, bytes, { api, keep, shared, signal }) {
  const { id, kind, mime_type, offset_s } = row;
  const gain = row.settings?.autoGainControl;
  const said = typeof gain === "boolean" ? { auto_gain: gain } : {};
  const afresh = row.unfit ? { fresh: true } : {};
  const body = { id, kind, mime_type, keep, shared, bytes, offset_s, ...said, ...afresh };
  const { part_size } = await api.startRecording(row.session_id, body, signal);
  const begun = { state: /** @type {const} */ ("created"), unfit: false, part_size };
  Object.assign(row, begun);
  await update(id, (stored) => Object.assign(stored, begun));
}

/**
 * S3 refused a part twice, or failed at it: the server may know another size. Once it was told that, what S3 has is of no use.
 * @param {import("./types").RecordingRow} stored
 */
function askAnew(stored) {
  stored.state = "recorded";
  stored.unfit = Boolean(stored.refused);
  stored.refused = true;
}

/**
 * @param {import("./types").RecordingRow} row
 * @param {import("./types").Part} part
 * @param {Uint8Array<ArrayBuffer>} room
 * @param {Addresses} addresses
 * @param {Sending} sending
 * @param {(sent: number) => void} onProgress
 */
async function sendPart(row, part, room, addresses, { put = putPart, signal }, onProgress) {
  for (let signed = 1; ; signed++) {
    const url = await addresses.of(part.number);
    const data = await readPart(row.id, part.start, part.size, room);
    try {
      const etag = await put(url, data, { signal, onProgress });
      await update(row.id, (stored) => {
        stored.etags[part.number] = etag;
        stored.refused = false;
      });
      return;
    } catch (error) {
      if (isGone(error)) throw new UploadGone();
      if (doesNotFit(error)) throw new UploadGone(true);
      const expired = error instanceof ApiError && error.status === 403;
      if (seemsBroken(error, signed)) await update(row.id, askAnew);
      if (!expired || signed === 2) throw asPassing(error);
      addresses.forget(part.number);
    }
  }
}

/**
 * @param {import("./types").RecordingRow} row
 * @param {import("./types").Part[]} missing
 * @param {import("./api.js").Api} api
 * @param {AbortSignal} signal
 */
function addressesOf(row, missing, api, signal) {
  /** @type {import("./addresses.js").Sign} */
  const sign = (numbers) => api.signParts(row.id, numbers, signal).catch(rethrowOtherSize).catch(rethrowGone);
  return new Addresses(
    sign,
    missing.map(({ number }) => number),
  );
}

/**
 * What S3 itself refuses is never the musician's fault: try again later.
 * @param {unknown} error
 */
const asPassing = (error) => (error instanceof ApiError && !error.passing ? new ApiError(0, error.problem) : error);

/**
 * Send what is missing, never more than two parts at once.
 * @param {import("./types").RecordingRow} row
 * @param {import("./types").Part[]} missing
 * @param {Sending} sending
 * @param {(number: number, sent: number) => void} onPart
 */
async function sendParts(row, missing, sending, onPart) {
  const largest = Math.max(0, ...missing.map((part) => part.size));
  const addresses = addressesOf(row, missing, sending.api, sending.signal);
  await inLanes(missing, sending.signal, (signal) => {
    const room = new Uint8Array(largest);
    return async (part) => {
      await sendPart(row, part, room, addresses, { ...sending, signal }, (sent) => onPart(part.number, sent));
      onPart(part.number, part.size);
    };
  });
}

/**
 * @param {import("./types").RecordingRow} row
 * @param {number} bytes
 * @param {Sending} sending
 */
async function attempt(row, bytes, sending) {
  const { api, signal, onProgress } = sending;
  if (row.state === "recorded" || row.state === "recording") await begin(row, bytes, sending);
  const plan = planParts(bytes, row.part_size);
  const { uploaded } = await api.uploadedParts(row.id, signal).catch(rethrowGone);
  const missing = missingParts(plan, uploaded, row.etags);
  const sent = new Map(plan.map(({ number, size }) => [number, missing.some((m) => m.number === number) ? 0 : size]));
  const tell = () =>
    onProgress?.(
      [...sent.values()].reduce((sum, n) => sum + n, 0),
      bytes,
    );
  tell();
  await sendParts(row, missing, sending, (number, n) => (sent.set(number, n), tell()));
  const { duration_s } = row;
  const sha256 = await fingerprintOf(row, plan, signal);
  await sendMotion(row, sending);
  const click = clickOf(await withDb((db) => db.get("sessions", row.session_id)), row);
  await api.complete(row.id, { bytes, duration_s, sha256, click }, signal).catch((error) => {
    // S3 and we disagree about what is there: begin again from this device.
    if (error instanceof ApiError && isGoneByName(error.code)) throw new UploadGone();
    throw error;
  });
}

/**
 * What was felt beside it goes before it is whole, so that it is there when it is listened to. It never keeps the recording
 * back: what is refused, or can't be sent three times, is left out.
 * @param {import("./types").RecordingRow} row
 * @param {Sending} sending
 */
async function sendMotion(row, { api, signal }) {
  const tries = row.motion_tries ?? 0;
  const file = tries < MOTION_TRIES ? await motionOf(row.id) : null;
  if (!file) return;
  try {
    await api.putMotion(row.id, file, signal);
  } catch (error) {
    if (!(error instanceof ApiError) || error.signedOut || error.status === 0) throw error;
    if (!error.passing) return;
    await update(row.id, (stored) => (stored.motion_tries = tries + 1));
    throw error;
  }
}

/**
 * What the whole recording must come out as at the other end; worked out once, part by part.
 * @param {import("./types").RecordingRow} row
 * @param {import("./types").Part[]} plan
 * @param {AbortSignal} signal
 */
async function fingerprintOf(row, plan, signal) {
  if (row.sha256) return row.sha256;
  // Fetched when a recording is sent, so that no page carries it; when it doesn't come, the recording waits as with no network.
  const { fingerprint } = await import("./fingerprint.js").catch(() => Promise.reject(new ApiError(0)));
  const room = new Uint8Array(plan[0].size);
  const sha256 = await fingerprint(plan, ({ start, size }) => readPart(row.id, start, size, room), signal);
  row.sha256 = sha256;
  await update(row.id, (stored) => (stored.sha256 = sha256));
  return sha256;
}

/** The server knows of fewer parts than there are: it was told another size. @param {unknown} error @returns {never} */
function rethrowOtherSize(error) {
  if (error instanceof ApiError && error.status === 422) throw new UploadGone();
  throw error;
}

/** @param {unknown} error @returns {never} */
function rethrowGone(error) {
  if (isGone(error)) throw new UploadGone();
  throw error;
}

/**
 * Forget what we believe S3 has, so that the next attempt begins the upload again.
 * @param {import("./types").RecordingRow} row
 * @param {boolean} unfit what S3 has is of no use, even if it is there
 */
async function restart(row, unfit) {
  const anew = { state: /** @type {const} */ ("recorded"), etags: {}, restarts: row.restarts + 1, unfit };
  Object.assign(row, anew);
  await update(row.id, (stored) => Object.assign(stored, anew));
}

/**
 * Send one recording to the end. Resolves when the server has checked it against S3; only then may the chunks go.
 * An upload that is gone is begun again at once; one that goes again and again, with four times as much time between, half a
 * day in all: a disk that is full for an hour must not use up all tries.
 * @param {import("./types").RecordingRow} row
 * @param {Sending} sending
 * @returns {Promise<void>}
 */
export async function sendRecording(row, sending) {
  const bytes = await storedBytes(row.id);
  for (;;) {
    try {
      return await attempt(row, bytes, sending);
    } catch (error) {
      if (!(error instanceof UploadGone)) throw error;
      await restart(row, error.unfit);
      const waitMs = Math.min(LONGEST_WAIT_MS, 1000 * 4 ** row.restarts);
      if (row.restarts > 1) throw new ApiError(row.restarts > MAX_RESTARTS ? 409 : 0, { code: "upload_gone" }, waitMs);
    }
  }
}
