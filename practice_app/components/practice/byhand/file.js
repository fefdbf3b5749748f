// @ts-check
// A recording made elsewhere: shared by another app (the service worker has kept it) or chosen here. It becomes the recording
// of a session written in by hand.
import { write } from "../../outbox/db.js";
import { present } from "../../outbox/identity.js";
import { newId } from "../../outbox/ids.js";
import { OWNER, SHARED } from "../../outbox/leaving.js";
import { cleanLine } from "../../outbox/text.js";
import { timesOf } from "./entry.js";

/**
 * @typedef {{blob: Blob, name: string, type: string, modified: number, duration_s: number, key: string | null}} Attached
 * `key`: where it lies among the shared files; `duration_s` is 0 when the browser cannot tell
 */

const CHUNK = 1024 * 1024;
const PATIENCE_MS = 4_000;
/** @type {Record<string, string>} */
const TYPES = {
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  m4b: "audio/mp4",
  aac: "audio/aac",
  wav: "audio/wav",
  flac: "audio/flac",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/ogg",
  amr: "audio/amr",
  "3gp": "audio/3gpp",
  caf: "audio/x-caf",
  aif: "audio/aiff",
  aiff: "audio/aiff",
  weba: "audio/webm",
  webm: "audio/webm",
  mka: "audio/x-matroska",
  mp4: "video/mp4",
  m4v: "video/x-m4v",
  mov: "video/quicktime",
  mkv: "video/x-matroska",
  avi: "video/x-msvideo",
  mpg: "video/mpeg",
  mpeg: "video/mpeg",
};
/** Endings that systems may have no type for: without them the file could not be chosen. */
const OTHERS = ["ac3", "eac3", "ape", "dts", "mp2", "mpc", "mts", "tak", "thd", "tta", "w64", "wma", "wmv", "wv"];

/** What a person may choose from. */
export const ACCEPT = [
  "audio/*",
  "video/*",
  "application/ogg",
  ...[...Object.keys(TYPES), ...OTHERS].map((ending) => `.${ending}`),
].join(",");

/**
 * The type to tell the server: the file's own, else what its name says, else none. The server looks at what is in it.
 * @param {string} type
 * @param {string} name
 */
export const typeOf = (type, name) =>
  /^(audio|video)\//.test(type) ? type : (TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "");

/**
 * How long it sounds, in seconds; 0 when the browser cannot tell.
 * @param {Blob} blob
 * @returns {Promise<number>}
 */
function durationOf(blob) {
  return new Promise((resolve) => {
    const player = document.createElement("audio");
    const address = URL.createObjectURL(blob);
    const done = () => {
      URL.revokeObjectURL(address);
      resolve(Number.isFinite(player.duration) ? player.duration : 0);
    };
    player.onloadedmetadata = player.onerror = done;
    setTimeout(done, PATIENCE_MS);
    player.preload = "metadata";
    player.src = address;
  });
}

/** @param {File} file chosen on this page @returns {Promise<Attached>} */
export async function chosenFile(file) {
  const { lastModified } = file;
  const name = cleanLine(file.name);
  return {
    blob: file,
    name,
    type: typeOf(file.type, name),
    modified: lastModified,
    duration_s: await durationOf(file),
    key: null,
  };
}

/** @param {Cache | null} cache */
async function waiting(cache) {
  const found = [];
  for (const request of (await cache?.keys()) ?? [])
    found.push({ request, answer: /** @type {Response} */ (await cache?.match(request)) });
  return found;
}

/** The file that another app shared first, if one waits. @returns {Promise<Attached | null>} */
export async function sharedFile() {
  const cache = await globalThis.caches?.open(SHARED).catch(() => null);
  const me = (await present())?.id;
  const { request, answer } =
    (await waiting(cache ?? null)).find(({ answer }) => [null, me].includes(answer.headers.get(OWNER))) ?? {};
  if (!request || !answer) return null;
  const blob = await answer.blob();
  const name = cleanLine(decodeURIComponent(answer.headers.get("x-name") ?? ""));
  const type = typeOf(answer.headers.get("content-type") ?? "", name);
  return {
    blob,
    name,
    type,
    modified: Number(answer.headers.get("x-modified")),
    duration_s: await durationOf(blob),
    key: request.url,
  };
}

/** @param {Attached} file it is a session now, or nobody wants it */
export async function letGo({ key }) {
  if (key) await (await caches.open(SHARED)).delete(key);
}

/**
 * When it was played, as far as the file tells, to the second: it was written when it ended.
 * @param {Pick<Attached, "modified" | "duration_s">} file
 * @param {number} [now]
 * @returns {import("./entry.js").Times}
 */
export function timesOfFile({ modified, duration_s }, now = Date.now()) {
  const elapsed_s = duration_s || 1800;
  const end = modified > 0 && modified < now ? modified : now;
  const span = { started_at: end - Math.round(elapsed_s * 1000), elapsed_s };
  return { ...timesOf(span), span };
}

/**
 * Put it on this device as the recording of a session, piece by piece.
 * @param {Attached} file
 * @param {import("../../outbox/types").SessionRow} session
 */
export async function keepFile({ blob, type, name, duration_s }, session) {
  const id = newId();
  /** @type {import("../../outbox/types").RecordingRow} */
  const row = {
    id,
    session_id: session.id,
    kind: type.startsWith("video/") ? "video" : "audio",
    mime_type: type,
    offset_s: 0,
    duration_s,
    created_at: Date.now(),
    settings: { file: name },
    state: "recorded",
    etags: {},
    restarts: 0,
  };
  await write(["recordings"], (tx) => tx.objectStore("recordings").put(row));
  for (let offset = 0; offset < blob.size; offset += CHUNK) {
    const data = await blob.slice(offset, offset + CHUNK).arrayBuffer();
    await write(["chunks"], (tx) => tx.objectStore("chunks").put({ recording_id: id, offset, data }));
  }
}
