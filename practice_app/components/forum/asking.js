// @ts-check
// What an editor asks the server for: a picture's place, one's own sessions, a moment.
import { explain, msg, send } from "../ui/send.js";

/** @typedef {import("./choosing.js").Take} Take */
/** @typedef {import("./choosing.js").Span} Span */
/** @typedef {import("./choosing.js").Curve} Curve */
/** @typedef {{ id: string, local_day: string, clock_s: number, instrument: string, items: { piece_title: string | null }[], recordings: Take[] }} Practised */
/** @typedef {{ spans: Span[], curves: Curve[] }} Heard */
/** @typedef {{ seconds: number, played_s: number | null, spans: Span[], levels: { step_s: number, values: (number | null)[] } | null, sound: string, mine: boolean }} Shown */
/** @typedef {{ id: string, status: "sending" | "coming" | "ready" | "failed", failure: string | null, width: number | null, height: number | null, duration_s: number | null, mine: boolean }} FilmShown */

const V1 = "/api/v1";
export const AWAY = msg("Woodshed can't be reached. What you typed is still here: try again.");

/** @template T @param {string} path @returns {Promise<T | null>} null: not there, or not to be had */
async function got(path) {
  try {
    const answer = await fetch(V1 + path, { headers: { accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** @param {string} cursor @returns {Promise<{ items: Practised[], next_cursor: string | null } | null>} */
export const sessions = (cursor) => got(`/sessions?limit=10${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
/** @param {string} id @returns {Promise<Heard | null>} */
export const heardIn = (id) => got(`/sessions/${id}/analysis`);

/** @param {string} id @returns {Promise<Shown | null>} */
export const moment = (id) => got(`/forum/moments/${id}`);
/** @param {string} id */
export const soundOf = (id) => `${V1}/forum/moments/${id}/sound`;
/** @param {string} session_id @param {number} start_s @param {number} end_s */
export const show = (session_id, start_s, end_s) => send(`${V1}/forum/moments`, { session_id, start_s, end_s });

/** @param {string} id @returns {Promise<boolean>} */
export const takeBack = (id) => deleted(`/forum/moments/${id}`);

/** @param {string} path @returns {Promise<boolean>} it is not there any more */
const deleted = (path) =>
  fetch(V1 + path, { method: "DELETE" }).then(
    ({ ok, status }) => ok || status === 404,
    () => false,
  );

/** @param {string} id @returns {Promise<FilmShown | null>} */
export const film = (id) => got(`/forum/films/${id}`);
/** @param {string} id */
export const filmOf = (id) => `${V1}/forum/films/${id}/film`;
/** @param {string} id */
export const posterOf = (id) => `${V1}/forum/films/${id}/poster`;
/** @param {string} id */
export const takeFilmBack = (id) => deleted(`/forum/films/${id}`);

/** Send a picture. @param {File} file @returns {Promise<{ url?: string, wrong?: string }>} */
export async function sendPicture(file) {
  try {
    const answer = await fetch(`${V1}/forum/uploads`, {
      method: "POST",
      headers: { "content-type": file.type || "application/octet-stream", accept: "application/json" },
      body: file,
    });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) return { url: told.url };
    const { message, fields } = explain(answer.status, told);
    return { wrong: message ?? Object.values(fields)[0] };
  } catch {
    return { wrong: AWAY };
  }
}
