// @ts-check
// What lies on this device, as a person wants to read it.
import { withDb } from "./db.js";
import { lastUser, visible } from "./identity.js";
import { works } from "./names.js";
import { planParts, readPart, storedBytes } from "./parts.js";
import { bounded, straightened, timelineOf } from "./timer.js";

/**
 * @typedef {"open" | "unfinished" | "waiting" | "held" | "attention" | "unclaimed" | "sent"} StoredState
 * @typedef {{
 *   id: string,
 *   started_at: number,
 *   timezone: string,
 *   elapsed_s: number,
 *   timeline: import("./types").Timeline | null,
 *   piece: string,
 *   instrument: string,
 *   focus: string[],
 *   unknown: boolean,
 *   bytes: number,
 *   recordings: {id: string, mime_type: string, bytes: number, name: string}[],
 *   state: StoredState,
 *   reason: string,
 *   code: string,
 *   stuck: string | null,
 *   retryAt: number,
 *   locked: boolean,
 * }} Stored `stuck`: the recording that the reason is of; `unknown`: the server does not have the session itself yet, or not as it is here;
 * `locked`: it is of somebody who has signed out here, so that nothing of it is shown but that it is there
 */

/**
 * @param {import("./types").SessionRow} session
 * @param {import("./types").OutboxRow[]} rows of this session
 * @param {string | null} userId
 * @returns {StoredState}
 */
export function stateOf(session, rows, userId) {
  if (session.state === "open" || session.state === "review") return "unfinished";
  if (session.state === "sent") return "sent";
  if (session.user_id === null && userId && (session.last_user_id ?? userId) !== userId) return "unclaimed";
  if (rows.some((row) => row.state === "attention")) return "attention";
  return rows.some((row) => row.state === "held") ? "held" : "waiting";
}

/** The pieces of a session in a line. @param {import("./types").Details} details */
const titles = (details) =>
  [...new Set(works(details).map(({ piece_title }) => piece_title.trim()))].filter(Boolean).join(" · ");

/** @param {import("./types").Details} details */
const namesOf = (details) => ({ piece: titles(details), instrument: details.instrument, focus: details.focus });
/** @type {{piece: string, instrument: string, focus: string[]}} */
const NO_NAMES = { piece: "", instrument: "", focus: [] };

/**
 * @param {string} sessionId
 * @returns {Promise<Stored["recordings"]>}
 */
async function recordingsOf(sessionId) {
  const rows = await withDb((db) => db.getAllFromIndex("recordings", "by_session", sessionId));
  return Promise.all(
    rows.map(async ({ id, mime_type, settings }) => ({
      id,
      mime_type,
      bytes: await storedBytes(id),
      name: String(settings?.file ?? ""),
    })),
  );
}

/**
 * When it was practised; of a session that is not finished, what its log says so far.
 * @param {import("./types").SessionRow} session
 * @returns {Promise<import("./types").Timeline | null>}
 */
async function timelineSoFar({ id, timeline }) {
  if (timeline) return timeline;
  const log = await withDb((db) => db.getAll("events", IDBKeyRange.bound([id, 0], [id, Infinity])));
  return log.length ? bounded(timelineOf(straightened(log))) : null;
}

/** Who has signed out on this device and may have left work here. @returns {Promise<string | null>} */
export async function absent() {
  const me = await lastUser();
  return me?.left ? me.id : null;
}

/**
 * Everything of this user on this device, newest first; of one who has signed out, that it is there.
 * @param {string | null} userId
 * @returns {Promise<Stored[]>}
 */
export async function storedSessions(userId) {
  const [sessions, outbox] = await withDb((db) => Promise.all([db.getAll("sessions"), db.getAll("outbox")]));
  const away = await absent();
  const locked = (/** @type {import("./types").SessionRow} */ row) => away !== null && row.user_id === away;
  const mine = sessions.filter(
    (row) => (visible(row, userId) || locked(row)) && !row.discarded_at && row.state !== "sent",
  );
  const list = mine.map(async (session) => {
    const rows = outbox.filter((row) => row.session_id === session.id);
    const told =
      rows.find((row) => row.state === "attention") ?? rows.find((row) => row.state === "waiting" && row.reason);
    const [recordings, timeline] = await Promise.all([recordingsOf(session.id), timelineSoFar(session)]);
    return {
      id: session.id,
      started_at: timeline?.started_at ?? session.created_at,
      timezone: session.timezone,
      elapsed_s: timeline?.elapsed_s ?? 0,
      timeline,
      ...(locked(session) ? NO_NAMES : namesOf(session.details)),
      locked: locked(session),
      unknown: rows.some((row) => row.kind === "session"),
      bytes: recordings.reduce((sum, recording) => sum + recording.bytes, 0),
      recordings: recordings.map((recording) => (locked(session) ? { ...recording, name: "" } : recording)),
      state: stateOf(session, rows, userId),
      reason: told?.reason ?? "",
      code: told?.code ?? "",
      stuck: told?.kind === "recording" ? told.subject_id : null,
      retryAt: Math.max(0, ...rows.map((row) => row.not_before)),
    };
  });
  return (await Promise.all(list)).sort((a, b) => b.started_at - a.started_at);
}

/**
 * One session's state; null when nothing of it is left here to send.
 * @param {string} sessionId
 * @param {string | null} userId
 */
export async function storedSession(sessionId, userId) {
  return (await storedSessions(userId)).find(({ id }) => id === sessionId) ?? null;
}

/**
 * A recording as a file, put together piece by piece: the browser may keep the pieces on the disk.
 * @param {string} recordingId
 * @param {string} mimeType
 */
export async function takeAsFile(recordingId, mimeType) {
  const pieces = [];
  for (const { start, size } of planParts(await storedBytes(recordingId)))
    pieces.push(new Blob([await readPart(recordingId, start, size)]));
  return new Blob(pieces, { type: mimeType });
}
