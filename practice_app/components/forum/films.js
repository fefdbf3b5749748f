// @ts-check
// Films that somebody chose for what they write: kept on this device until they were sent, and sent from there.
import { sendBlob } from "../outbox/blob.js";
import { withDb, write, writeIfRoom } from "../outbox/db.js";
import { msg, send } from "../ui/send.js";

/** Bytes and seconds, as services/forum/films.py takes them. */
export const LARGEST = 700_000_000;
export const LONGEST_S = 300;
const KEY = "post-film:";
const KEPT_MS = 30 * 24 * 3600 * 1000;
const PATIENCE_MS = 5000;
const NAMED = /\(film:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/g;
export const TOO_LONG = msg("This film is longer than five minutes. Half a minute shows most things.");
export const TOO_LARGE = msg("This film is larger than 700 MB. A shorter one, or one in lower quality, can go along.");
export const NO_FILM = msg("This is no film. Choose one that your phone or camera made.");

/** @typedef {{ blob: Blob, at: number, seconds: number }} Kept */

/** Which films a text shows, each once. @param {string} text @returns {string[]} */
export const filmsIn = (text) => [...new Set([...text.matchAll(NAMED)].map(([, id]) => id))];

/** A text without a film. @param {string} text @param {string} id */
export const without = (text, id) =>
  text.replace(new RegExp(`\\n?\\n?!\\[[^\\]\\n]*\\]\\(film:${id}\\)`, "g"), "").replace(/^\n+/, "");

/** Why a film can't go along; empty: it can. @param {{ type: string, size: number }} file @param {number} seconds 0: not known */
export function hindrance({ type, size }, seconds) {
  if (type && !type.startsWith("video/") && type !== "application/mp4") return NO_FILM;
  if (size > LARGEST) return TOO_LARGE;
  return seconds > LONGEST_S + 1 ? TOO_LONG : "";
}

/** How long a film is, by its head; 0 where this browser can't read it. @param {Blob} file @returns {Promise<number>} */
export function lengthOf(file) {
  const url = URL.createObjectURL(file);
  const probe = document.createElement("video");
  const asked = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, 0);
    probe.onloadedmetadata = () => resolve(Number.isFinite(probe.duration) ? probe.duration : 0);
    probe.onerror = () => resolve(0);
    probe.preload = "metadata";
    probe.src = url;
  });
  return /** @type {Promise<number>} */ (asked).finally(() => {
    probe.removeAttribute("src");
    URL.revokeObjectURL(url);
  });
}

/** Where the device has no room for it, it is sent from memory alone. @param {string} id @param {Kept} film */
export const keep = (id, film) =>
  writeIfRoom(["meta"], (tx) => tx.objectStore("meta").put(film, KEY + id)).catch(() => undefined);

/** @param {string} id @returns {Promise<Kept | null>} */
export const kept = (id) =>
  withDb((db) => db.get("meta", KEY + id)).then(
    (found) => /** @type {Kept | undefined} */ (found) ?? null,
    () => null,
  );

/** @param {string} id */
export const forget = (id) => write(["meta"], (tx) => tx.objectStore("meta").delete(KEY + id)).catch(() => undefined);

/** Let go of what has waited for a month: nobody came back to what it was for. @param {number} [now] */
export const tidy = (now = Date.now()) =>
  write(["meta"], async (tx) => {
    const store = tx.objectStore("meta");
    for (const key of await store.getAllKeys(IDBKeyRange.bound(KEY, `${KEY}\uffff`))) {
      const film = /** @type {Kept | undefined} */ (await store.get(key));
      if (film && now - film.at > KEPT_MS) await store.delete(key);
    }
  }).catch(() => undefined);

/**
 * Send one; again goes on with what has gone.
 * @param {string} id @param {Kept} film @param {(part: number) => void} onProgress @param {AbortSignal} signal
 */
export function sendFilm(id, { blob, seconds }, onProgress, signal) {
  const about = { id, mime_type: blob.type, bytes: blob.size };
  const begin = (/** @type {object} */ afresh) => send("/api/v1/forum/films", { ...about, ...afresh });
  return sendBlob(blob, { begin, id, seconds, onProgress, signal });
}
