// @ts-check
// What was said aloud is sent. Again goes on with what was begun.
import { sendBlob } from "../../outbox/blob.js";
import { send } from "../../ui/send.js";

/** @typedef {import("./recording.js").Taken} Taken */

/**
 * @param {string} recording of which it speaks @param {string} id its own @param {Taken} taken
 * @param {Partial<import("../../outbox/blob.js").How>} [how]
 */
export function sendVoice(recording, id, { blob, seconds }, how = {}) {
  const about = { id, mime_type: blob.type, bytes: blob.size };
  const begin = (/** @type {object} */ afresh) =>
    send(`/api/v1/videos/${recording}/feedback/voice`, { ...about, ...afresh });
  return sendBlob(blob, { begin, id, seconds, ...how });
}
