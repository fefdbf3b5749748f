// @ts-check
// What lies here as one file is sent by the parts of a recording: begun, its parts put into S3, completed. Again goes on
// with what S3 has.
import { msg, send } from "../ui/send.js";
import { Addresses } from "./addresses.js";
import { ApiError, putPart } from "./api.js";
import { backoffMs } from "./backoff.js";
import { missingParts, planParts } from "./parts.js";

const AT_ONCE = 2;
const TRIES = 4;
export const LOST = msg("It could not be sent just now. It is still here: try again.");

/** @typedef {{ id: string } | { wrong: string, passing: boolean }} Sent `passing`: the same may well go later */
/**
 * @typedef {{
 *   begin: () => Promise<import("../ui/send.js").Outcome>, id: string, seconds?: number, put?: typeof putPart,
 *   onProgress?: (part: number) => void, signal?: AbortSignal, wait?: (ms: number) => Promise<void>,
 * }} How `onProgress` is told how much of it has gone, from 0 to 1
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
  if (!answer.ok) throw new Refused(answer);
  return answer.body;
}

/** @param {Blob} blob @param {How} how @returns {Promise<Sent>} */
export async function sendBlob(blob, how) {
  try {
    const begun = await how.begin();
    if (!begun.ok) throw new Refused(begun);
    const { recording, part_size } = begun.body;
    if (["uploading", "sending"].includes(recording.status)) await sendParts(blob, part_size, how);
    return { id: how.id };
  } catch (error) {
    if (error instanceof Refused) return { wrong: error.message, passing: !error.code || isPassing(error.code) };
    return { wrong: LOST, passing: true };
  }
}

/** @param {string} code */
const isPassing = (code) => ["unavailable", "upload_gone", "upload_incomplete", "too_many"].includes(code);

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
  const queue = [...missing];
  const lane = async () => {
    for (let part = queue.shift(); part; part = queue.shift()) {
      const { number, start } = part;
      await sendPart(
        blob.slice(start, start + part.size),
        number,
        addresses,
        how,
        (n) => (sent.set(number, n), tell()),
      );
      sent.set(number, part.size);
      tell();
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, missing.length) }, lane));
  await asked(`${id}/complete`, { bytes: blob.size, ...(seconds ? { duration_s: seconds } : {}) });
}

/**
 * @param {Blob} part @param {number} number @param {Addresses} addresses @param {How} how
 * @param {(sent: number) => void} onProgress
 */
async function sendPart(part, number, addresses, { put = putPart, signal, wait = pause }, onProgress) {
  for (let tried = 1; ; tried++) {
    const url = await addresses.of(number);
    try {
      await put(url, part, { signal, onProgress });
      return;
    } catch (error) {
      if (signal?.aborted || tried === TRIES) throw error;
      if (error instanceof ApiError && error.status === 403) addresses.forget(number);
      await wait(backoffMs(tried));
    }
  }
}
