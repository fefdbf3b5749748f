// @ts-check
// Puts a recording's chunks on the disk in their order. A chunk stays in memory until it is committed.
import { storageFull, write } from "../outbox/db.js";

const RETRY_MS = 500;
const TRIES = 20;

/** @param {number} ms */
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * @param {string} recordingId
 * @param {{onFailure?: (reason: "full" | "broken") => void, save?: typeof saveChunk, retryMs?: number}} [options]
 */
export function createWriter(recordingId, { onFailure, save = saveChunk, retryMs = RETRY_MS } = {}) {
  let offset = 0;
  let broken = false;
  /** @type {Promise<void>} */
  let chain = Promise.resolve();

  /** @param {Blob} blob */
  async function commit(blob) {
    if (broken) return;
    const data = await blob.arrayBuffer();
    for (let tried = 1; ; tried++) {
      try {
        await save({ recording_id: recordingId, offset, data });
        offset += data.byteLength;
        return;
      } catch (error) {
        if (!storageFull(error) && tried < TRIES) await sleep(retryMs);
        else {
          broken = true;
          return onFailure?.(storageFull(error) ? "full" : "broken");
        }
      }
    }
  }

  return {
    /** @param {Blob} blob */
    push(blob) {
      if (blob.size) chain = chain.then(() => commit(blob));
    },
    /** Resolves when all that was pushed is on the disk. */
    idle: () => chain,
    get bytes() {
      return offset;
    },
  };
}

/** @param {import("../outbox/types").ChunkRow} chunk @returns {Promise<void>} */
async function saveChunk(chunk) {
  await write(["chunks"], (tx) => tx.objectStore("chunks").put(chunk));
}
