// @ts-check
// What is asked of the server about what was said, and said to it.
import { send } from "../../ui/send.js";

/** @typedef {import("./moments.js").Comment} Comment */
/** @typedef {import("./moments.js").Draft} Draft */
/** @typedef {import("./moments.js").Moment} Moment */
const V1 = "/api/v1";

/** What went wrong, if it did, in the reader's language. @param {import("../../ui/send.js").Outcome} outcome @param {import("../../../i18n.js").Text} text */
export const problem = ({ ok, message, fields }, text) =>
  ok ? "" : text.t(message ?? Object.values(fields ?? {})[0] ?? "That didn't work. Try again in a moment.");

/** What was said about a take; nothing where that can't be known just now. @param {string} take @returns {Promise<Comment[] | null>} */
export async function saidOf(take) {
  try {
    const answer = await fetch(`${V1}/videos/${take}/feedback`, { headers: { accept: "application/json" } });
    return answer.ok ? (await answer.json()).items : null;
  } catch {
    return null;
  }
}

/** @param {string} take @param {Draft} draft @param {Moment} moment @param {boolean} later whether it is only written down @param {string} [voice_id] */
export const say = (take, { id, text, rating, drawing }, moment, later, voice_id) =>
  send(`${V1}/videos/${take}/feedback`, {
    id,
    ...moment,
    text: text.trim(),
    ...(drawing ? { drawing } : {}),
    ...(rating ? { rating } : {}),
    voice_id,
    draft: later,
  });

/** @param {string} id @param {Partial<Comment>} told */
export const change = (id, told) => send(`${V1}/feedback/${id}`, told, "PATCH");
/** @param {string} take */
export const publish = (take) => send(`${V1}/videos/${take}/feedback/publish`, {});
/** @param {string} id @param {boolean} done */
export const tick = (id, done) => send(`${V1}/feedback/${id}/done`, { done }, "PUT");

/** Take it back, also while the page goes away. @param {string} id */
export const takeBack = (id) =>
  fetch(`${V1}/feedback/${id}`, { method: "DELETE", credentials: "same-origin", keepalive: true }).catch(() => null);
