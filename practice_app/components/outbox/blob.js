// @ts-check
// What lies here as one file is sent by the parts of a recording: begun, its parts put into S3, completed. Again goes on
// with what S3 has; where that is of no use, as it is of takes (broken.js), the upload is begun again, once each time.
import { msg, send } from "../ui/send.js";
import { Addresses } from "./addresses.js";
import { ApiError, putPart } from "./api.js";
import { backoffMs } from "./backoff.js";
import { doesNotFit, isGone, isGoneByName, seemsBroken, UploadGone } from "./broken.js";
import { inLanes } from "./lanes.js";
import { missingParts, planParts } from "./parts.js";

const TRIES = 4;
export const LOST = msg("It could not be sent just now. It is still here: try again.");

/** @typedef {{ id: string } | { wrong: string, passing: boolean }} Sent `passing`: the same may well go later */
/**
 * @typedef {{
 *   begin: (afresh: { fresh?: true }) => Promise<import("../ui/send.js").Outcome>, id: string, seconds?: number, put?: typeof putPart,
 *   onProgress?: (part: number) => void, signal?: AbortSignal, wait?: (ms: number) => Promise<void>,
 * }} How `begin` tells the server `afresh` besides; `onProgress` is told how much of it has gone, from 0 to 1
 */

/** @param {number} ms @returns {Promise<void>} */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the server said against it. */
class Refused extends Error {
  /** @param {import("../ui/send.js").Outcome} outcome */
  constructor({ message, fields, code }) {
    super(message ?? Object.values(fields ?? {})[0] ?? LOST);
    this.code = code;
  }
}

/** @param {string} path @param {object} [body] @param {string} [method] */
async function asked(path, body, method) {
  const answer = await send(`/api/v1/recordings/${path}`, body, method);
  if (isGoneByName(answer.code)) throw new UploadGone();
  if (!answer.ok) throw new Refused(answer);
  return answer.body;
}

/** @param {Blob} blob @param {How} how @returns {Promise<Sent>} */
export async function sendBlob(blob, how) {
  try {
    await attempt(blob, how).catch((error) => {
      if (!(error instanceof UploadGone) || how.signal?.aborted) throw error;
      return attempt(blob, how, { fresh: true });
    });
    return { id: how.id };
  } catch (error) {
    if (error instanceof Refused) return { wrong: error.message, passing: !error.code || isPassing(error.code) };
    return { wrong: LOST, passing: true };
  }
}

/** @param {Blob} blob @param {How} how @param {{ fresh?: true }} [afresh] */
async function attempt(blob, how, afresh = {}) {
  const begun = await how.begin(afresh);
  if (!begun.ok) throw new Refused(begun);
  const { recording, part_size } = begun.body;
  if (["uploading", "sending"].includes(recording.status)) await sendParts(blob, part_size, how);
}

/** @param {string} code */
const isPassing = (code) => ["unavailable", "too_many"].includes(code);

/** @param {Blob} blob @param {number} size @param {How} how */
async function sendParts(blob, size, how) {
  const { id, seconds, onProgress } = how;
  const plan = planParts(blob.size, size);
  const { uploaded = [] } = await asked(`${id}/parts`, undefined, "GET");
  const missing = missingParts(plan, uploaded);
  const sent = new Map(plan.map(({ number, size: bytes }) => [number, bytes]));
  for (const { number } of missing) sent.set(number, 0);
  const tell = () => onProgress?.([...sent.values()].reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, blob.size));
  const addresses = new Addresses(
    (numbers) => asked(`${id}/parts`, { numbers }),
    missing.map(({ number }) => number),
  );
  const so = { went: 0 };
  await inLanes(missing, how.signal, (signal) => async ({ number, start, size }) => {
    const onPart = (/** @type {number} */ n) => (sent.set(number, n), tell());
    await sendPart(blob.slice(start, start + size), number, addresses, { ...how, signal, onProgress: onPart }, so);
    onPart(size);
  });
  await asked(`${id}/complete`, { bytes: blob.size, ...(seconds ? { duration_s: seconds } : {}) });
}

/**
 * @param {Blob} part @param {number} number @param {Addresses} addresses @param {How} how
 * @param {{ went: number }} so how many parts have gone
 */
async function sendPart(part, number, addresses, { put = putPart, signal, wait = pause, onProgress }, so) {
  let wentBefore = -1;
  for (let tried = 1; ; tried++) {
    const url = await addresses.of(number);
    try {
      await put(url, part, { signal, onProgress });
      so.went++;
      return;
    } catch (error) {
      if (signal?.aborted) throw error;
      if (isGone(error) || doesNotFit(error)) throw new UploadGone(true);
      if (seemsBroken(error, tried)) {
        if (wentBefore === so.went) throw new UploadGone(true);
        wentBefore = so.went;
      }
      if (tried === TRIES) throw error;
      if (error instanceof ApiError && error.status === 403) addresses.forget(number);
      await wait(backoffMs(tried));
    }
  }
}
