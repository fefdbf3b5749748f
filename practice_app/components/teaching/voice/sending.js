// @ts-check
// What was said aloud is sent: begun, its parts put into S3, completed. Again goes on with what was begun.
import { msg, send } from "../../ui/send.js";

/** @typedef {import("./recording.js").Taken} Taken */
/** @typedef {{ id: string } | { wrong: string }} Sent */

const LOST = msg("It could not be sent just now. It is still here: try again.");

/** @param {import("../../ui/send.js").Outcome} outcome @returns {{ wrong: string }} */
const wrongOf = ({ message, fields }) => ({ wrong: message ?? Object.values(fields ?? {})[0] ?? LOST });

/** @param {string} url @param {Blob} body */
const put = (url, body) =>
  fetch(url, { method: "PUT", body }).then(
    ({ ok }) => ok,
    () => false,
  );

/** @param {string} recording of which it speaks @param {string} id its own @param {Taken} taken @returns {Promise<Sent>} */
export async function sendVoice(recording, id, { blob, seconds }) {
  const about = { id, mime_type: blob.type, bytes: blob.size };
  const begun = await send(`/api/v1/videos/${recording}/feedback/voice`, about);
  if (!begun.ok) return wrongOf(begun);
  if (begun.body.recording.status !== "uploading") return { id };
  const size = begun.body.part_size;
  const numbers = Array.from({ length: Math.ceil(blob.size / size) }, (_, i) => i + 1);
  const signed = await send(`/api/v1/recordings/${id}/parts`, { numbers });
  if (!signed.ok) return wrongOf(signed);
  for (const { number, url } of signed.body.parts)
    if (!(await put(url, blob.slice((number - 1) * size, number * size)))) return { wrong: LOST };
  const done = await send(`/api/v1/recordings/${id}/complete`, { bytes: blob.size, duration_s: seconds });
  return done.ok ? { id } : wrongOf(done);
}
