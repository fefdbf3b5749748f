// @ts-check
// One pass over the outbox: send what is due, sort out each answer, say how it went.
import { ApiError } from "./api.js";
import { backoffMs } from "./backoff.js";
import { withDb, write } from "./db.js";
import { lastUser, whoAmI } from "./identity.js";
import { folded, named, renamed } from "./names.js";
import { storedBytes } from "./parts.js";
import { sessionBody } from "./payload.js";
import { afterFailure, due, putRow, removeRow, takeArrived } from "./queue.js";
import { sendRecording } from "./sender.js";
import { LENGTHS, lineOf } from "./text.js";
import { zoneHere } from "./zone.js";

/**
 * @typedef {import("./types").OutboxRow} OutboxRow
 * @typedef {{
 *   api: import("./api.js").Api,
 *   put?: typeof import("./api.js").putPart,
 *   now?: () => number,
 *   random?: () => number,
 *   signalFor?: (sessionId: string | null) => AbortSignal,
 *   maySend?: (row: OutboxRow) => boolean,
 *   onProgress?: (sessionId: string, sent: number, total: number) => void,
 *   onChange?: () => void,
 *   onSent?: (sessionId: string) => void,
 *   onRefused?: (homework: string) => void,
 * }} DrainOptions
 * @typedef {"empty" | "signed-out" | "unreachable" | "later"} Outcome
 */

/** Kept here before the rule of text.js was, it may hold anything. @param {string} written @param {number} [most] */
const titleOf = (written, most = LENGTHS.title) => lineOf(written, most) || "?";

/**
 * Two titles alike are one piece, unless their composers are known and differ.
 * @param {{title: string, composer?: string}} one
 * @param {{title: string, composer?: string}} other
 */
function samePiece(one, other) {
  const [mine, theirs] = [folded(one.composer ?? ""), folded(other.composer ?? "")];
  return folded(one.title) === folded(other.title) && (!mine || !theirs || mine === theirs);
}

/** @param {OutboxRow} row @param {DrainOptions} options */
async function sendPiece(row, { api, signalFor }) {
  const piece = await withDb((db) => db.get("pieces", row.subject_id));
  if (piece) {
    const { id, target_bpm } = piece;
    const title = titleOf(piece.title);
    const composer = lineOf(piece.composer, LENGTHS.title);
    const signal = signalFor?.(null);
    // Another device may have named it meanwhile.
    const { items } = await api.piecesLike(title, signal);
    const there = items.find((/** @type {{title: string, composer: string}} */ one) =>
      samePiece(one, { title, composer }),
    );
    const made =
      there ?? (await api.createPiece({ id, title, composer, ...(target_bpm ? { target_bpm } : {}) }, signal));
    await adopt("pieces", piece, made?.id ?? id);
  }
}

/** @param {OutboxRow} row @param {DrainOptions} options */
async function sendSection(row, { api, signalFor }) {
  const section = await withDb((db) => db.get("sections", row.subject_id));
  if (section) {
    const { id, piece_id } = section;
    const title = titleOf(section.title);
    const signal = signalFor?.(null);
    const { items } = await api.sections(signal);
    const there = items.find(
      (/** @type {any} */ one) => one.piece_id === piece_id && folded(one.title) === folded(title),
    );
    const made = there ?? (await api.createSection(piece_id, { id, title }, signal));
    await adopt("sections", section, made?.id ?? id);
  }
}

/** @param {OutboxRow} row @param {DrainOptions} options */
async function sendTag(row, { api, signalFor }) {
  const tag = await withDb((db) => db.get("tags", row.subject_id));
  if (tag) {
    const { id, color } = tag;
    const name = titleOf(tag.name, LENGTHS.tag);
    const signal = signalFor?.(null);
    const made = await api.createTag({ id, name, color }, signal).catch(async (error) => {
      if (!(error instanceof ApiError && error.code === "name_taken")) throw error;
      if (error.problem?.stored?.id) return error.problem.stored;
      const { items } = await api.tags(signal);
      /** @param {{name: string, offered_by?: object | null}} one a teacher's of that name is another */
      const same = (one) => !one.offered_by && folded(one.name) === folded(name);
      return items.find(same) ?? Promise.reject(error);
    });
    await adopt("tags", tag, made?.id ?? id);
  }
}

/**
 * The server may know it by an id of its own: sessions that wait to be sent, and sections, follow it.
 * @param {"pieces" | "sections" | "tags"} kind
 * @param {any} row
 * @param {string} serverId
 */
function adopt(kind, row, serverId) {
  return write([kind, "sections", "sessions"], async (tx) => {
    await tx.objectStore(kind).delete(row.id);
    await tx.objectStore(kind).put({ ...row, id: serverId, unsent: false });
    if (serverId === row.id) return;
    for (const session of await tx.objectStore("sessions").getAll())
      if (named(session.details).has(row.id))
        await tx.objectStore("sessions").put({ ...session, details: renamed(session.details, row.id, serverId) });
    for (const section of await tx.objectStore("sections").getAll())
      if (section.piece_id === row.id) await tx.objectStore("sections").put({ ...section, piece_id: serverId });
  });
}

/**
 * The same session in a zone that the server knows too, when it refused only that of the device.
 * @param {import("./types").SessionRow} session
 * @param {unknown} error
 */
async function elsewhere(session, error) {
  const unknown =
    error instanceof ApiError &&
    error.status === 422 &&
    error.problem?.errors?.every(({ field }) => field === "timezone");
  const timezone = zoneHere((await lastUser())?.timezone, { device: "" });
  if (!unknown || timezone === session.timezone) throw error;
  const moved = { ...session, timezone };
  await write(["sessions"], (tx) => tx.objectStore("sessions").put(moved));
  return moved;
}

/** @param {OutboxRow} row @param {DrainOptions} options */
async function sendSession(row, { api, signalFor }) {
  const session = await withDb((db) => db.get("sessions", row.subject_id));
  if (session) {
    const put = (/** @type {import("./types").SessionRow} */ row) =>
      api.putSession(row.id, sessionBody(row), signalFor?.(row.id));
    try {
      await put(session).catch(async (error) => put(await elsewhere(session, error)));
    } catch (error) {
      // The server has this session already, changed there since: its version stands. A deleted one asks a person.
      if (!(error instanceof ApiError && error.status === 409 && error.code !== "deleted")) throw error;
    }
  }
}

/** Bytes of a session's recordings that arrived since this page was opened, so that progress counts all of them. */
const arrived = new Map();

/** @param {OutboxRow} row @param {DrainOptions} options */
async function sendTake(row, { api, put, signalFor, onProgress }) {
  const session_id = row.session_id ?? "";
  const [recordings, session] = await withDb((db) =>
    Promise.all([db.getAllFromIndex("recordings", "by_session", session_id), db.get("sessions", session_id)]),
  );
  const recording = recordings.find(({ id }) => id === row.subject_id);
  if (recording) {
    const signal = signalFor?.(session_id) ?? new AbortController().signal;
    // What is handed in is shown by that, so that the teacher is told once.
    const { keep = false, share = false, hand_in = false } = session?.details ?? {};
    const before = arrived.get(session_id) ?? 0;
    const sizes = await Promise.all(recordings.map(({ id }) => storedBytes(id)));
    const total = sizes.reduce((sum, size) => sum + size, before);
    const tell = (/** @type {number} */ sent) => onProgress?.(session_id, before + sent, total);
    await sendRecording(recording, { api, put, signal, keep, shared: keep && share && !hand_in, onProgress: tell });
    arrived.set(session_id, before + sizes[recordings.indexOf(recording)]);
  }
}

/** @param {unknown} error @returns {boolean} the server will not take it, now or later */
const refused = (error) =>
  error instanceof ApiError && !error.signedOut && (!error.passing || error.code.startsWith("quota_"));

/**
 * Homework that was closed, taken back, or is of a teacher from whom one has parted is handed in no more: then there is
 * nothing to send, its page says how it stands, and the person is told (`onRefused`). A recording that can't be shown is
 * handed in as its session.
 * @param {OutboxRow} row @param {DrainOptions} options
 */
async function sendHandIn(row, { api, signalFor, onRefused }) {
  const session = await withDb((db) => db.get("sessions", row.subject_id));
  const homework = session?.details.homework;
  if (!homework) return;
  const whole = { session_id: row.subject_id };
  const bodies = row.recording_id ? [{ recording_id: row.recording_id }, whole] : [whole];
  for (const body of bodies)
    try {
      return void (await api.handIn(homework.id, body, signalFor?.(row.session_id)));
    } catch (error) {
      if (!refused(error)) throw error;
    }
  onRefused?.(homework.title);
}

const SEND = {
  piece: sendPiece,
  section: sendSection,
  tag: sendTag,
  session: sendSession,
  recording: sendTake,
  hand_in: sendHandIn,
};

/**
 * Send it, then take it out of the outbox.
 * @param {OutboxRow} row @param {DrainOptions} options
 * @returns {Promise<boolean>} all of its session is on the server
 */
async function send(row, options) {
  await SEND[row.kind](row, options);
  const now = (options.now ?? Date.now)();
  return row.kind === "recording" ? takeArrived(row, now) : removeRow(row, now);
}

/**
 * What of the outbox is this user's to send.
 * @param {string | null} userId null for what nobody has claimed yet
 * @returns {Promise<OutboxRow[]>}
 */
export function ownRows(userId) {
  return withDb(async (db) => {
    const [rows, ...things] = await Promise.all([
      db.getAll("outbox"),
      db.getAll("sessions"),
      db.getAll("pieces"),
      db.getAll("sections"),
      db.getAll("tags"),
    ]);
    const owner = new Map(things.flat().map((thing) => [thing.id, thing.user_id]));
    return rows.filter((row) => owner.get(row.session_id ?? row.subject_id) === userId);
  });
}

/**
 * @param {OutboxRow} row
 * @param {unknown} error
 * @param {DrainOptions} options
 * @returns {Promise<Outcome | null>} null: the others may still be tried
 */
async function failed(row, error, { now = Date.now, random }) {
  if (error instanceof DOMException && error.name === "AbortError") return null;
  const failure = error instanceof ApiError ? error : new ApiError(400, { detail: String(error) });
  if (failure.signedOut) return "signed-out";
  const wait = backoffMs(row.attempts + 1, { random, retryAfterMs: failure.waitMs });
  await putRow(afterFailure(row, failure, now() + wait));
  return failure.status === 0 && !failure.code ? "unreachable" : null;
}

/**
 * Send everything that is due for whoever is signed in.
 * @param {DrainOptions} options
 * @returns {Promise<Outcome>}
 */
export async function drain(options) {
  const { api, now = Date.now, maySend = () => true, onChange, onSent } = options;
  const tried = new Set();
  for (;;) {
    const all = await withDb((db) => db.count("outbox"));
    if (!all) return "empty";
    // Asked before each thing: another tab may have signed in as somebody else.
    const { me, signedIn } = await whoAmI(api);
    if (signedIn === null) return "unreachable";
    if (!signedIn || !me) return "signed-out";
    const row = due(await ownRows(me.id), now()).find((one) => !tried.has(`${one.id} ${one.rev}`) && maySend(one));
    if (!row) return "later";
    tried.add(`${row.id} ${row.rev}`);
    try {
      if ((await send(row, options)) && row.session_id) onSent?.(row.session_id);
    } catch (error) {
      const outcome = await failed(row, error, options);
      if (outcome) return outcome;
    } finally {
      onChange?.();
    }
  }
}
