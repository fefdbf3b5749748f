// @ts-check
// What lies on this device, as a person wants to read it.
import { withDb } from "./db.js";
import { visible } from "./identity.js";
import { planParts, readPart, storedBytes } from "./parts.js";

/**
 * @typedef {"open" | "unfinished" | "waiting" | "held" | "attention" | "unclaimed" | "sent"} StoredState
 * @typedef {{
 *   id: string,
 *   started_at: number,
 *   elapsed_s: number,
 *   piece: string,
 *   bytes: number,
 *   takes: {id: string, mime_type: string, bytes: number}[],
 *   state: StoredState,
 *   reason: string,
 *   retryAt: number,
 * }} Stored
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

/**
 * @param {string} sessionId
 * @returns {Promise<Stored["takes"]>}
 */
async function takesOf(sessionId) {
  const rows = await withDb((db) => db.getAllFromIndex("recordings", "by_session", sessionId));
  return Promise.all(rows.map(async ({ id, mime_type }) => ({ id, mime_type, bytes: await storedBytes(id) })));
}

/**
 * Everything of this user on this device, newest first.
 * @param {string | null} userId
 * @returns {Promise<Stored[]>}
 */
export async function storedSessions(userId) {
  const [sessions, outbox] = await withDb((db) => Promise.all([db.getAll("sessions"), db.getAll("outbox")]));
  const mine = sessions.filter((row) => visible(row, userId) && !row.discarded_at && row.state !== "sent");
  const list = mine.map(async (session) => {
    const rows = outbox.filter((row) => row.session_id === session.id);
    const takes = await takesOf(session.id);
    return {
      id: session.id,
      started_at: session.timeline?.started_at ?? session.created_at,
      elapsed_s: session.timeline?.elapsed_s ?? 0,
      piece: session.details.piece_title,
      bytes: takes.reduce((sum, take) => sum + take.bytes, 0),
      takes,
      state: stateOf(session, rows, userId),
      reason: rows.find((row) => row.state === "attention")?.reason ?? "",
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
 * A take as a file, put together piece by piece: the browser may keep the pieces on the disk.
 * @param {string} recordingId
 * @param {string} mimeType
 */
export async function takeAsFile(recordingId, mimeType) {
  const pieces = [];
  for (const { start, size } of planParts(await storedBytes(recordingId)))
    pieces.push(new Blob([await readPart(recordingId, start, size)]));
  return new Blob(pieces, { type: mimeType });
}
