// @ts-check
// Where sessions lie on this device: making, finding, finishing and throwing them away.
import { withDb, write } from "../outbox/db.js";
import { lastUser, present, visible } from "../outbox/identity.js";
import { PREFIX } from "../outbox/copies.js";
import { newId } from "../outbox/ids.js";
import { NO_WORK } from "../outbox/names.js";
import { summed } from "../outbox/plan.js";
import { eraseSession } from "../outbox/queue.js";
import { keepsAll, wish, wished } from "../outbox/wishes.js";
import { awake, bounded, cutAt, logEvent, straightened, timelineOf } from "../outbox/timer.js";
import { zoneHere } from "../outbox/zone.js";
import { CHOSEN, plannedDetails } from "./following.js";

/** @typedef {import("../outbox/types").SessionRow} SessionRow */
/** @typedef {import("../outbox/types").LogEvent} LogEvent */
/** @typedef {import("../outbox/types").Details} Details */

export const UNDO_MS = 60_000;
const KEEP_SENT_MS = 86_400_000;

/** @type {Details} */
export const NO_DETAILS = {
  ...NO_WORK,
  instrument: "",
  also: [],
  tag_ids: [],
  focus: [],
  note: "",
  mode: "normal",
  target_bpm: null,
  self_rating: null,
  keep: false,
};

/** What a new session begins with: the instrument of last time. A recording is kept only if that was said of every one. */
export async function firstDetails() {
  const me = await present();
  const last = await wished("last-details");
  const planned = await plannedDetails();
  return {
    ...NO_DETAILS,
    instrument: last?.instrument ?? me?.instruments[0] ?? "",
    keep: await keepsAll(),
    ...planned,
  };
}

/**
 * Make a session and the first line of its log, in one transaction.
 * @param {Details} details
 * @param {boolean | null} signedIn false when the server said nobody is; null when it could not be asked
 * @returns {Promise<{session: SessionRow, log: LogEvent[]}>}
 */
export async function beginSession(details, signedIn) {
  const me = await present();
  const last = (await lastUser())?.id ?? null;
  const now = Date.now();
  /** @type {SessionRow} */
  const session = {
    id: newId(now),
    user_id: signedIn === false ? null : (me?.id ?? null),
    last_user_id: last,
    sure: signedIn !== null,
    state: "open",
    created_at: now,
    timezone: zoneHere(me?.timezone),
    details,
    timeline: null,
    client_updated_at: now,
    rev: 1,
  };
  const start = logEvent(session.id, 0, "start", { wall: now });
  await write(["sessions", "events", "meta"], async (tx) => {
    await tx.objectStore("sessions").put(session);
    await tx.objectStore("events").add(start);
    await tx.objectStore("meta").delete(PREFIX + CHOSEN); // this session has it now
  });
  return { session, log: [start] };
}

/** @param {LogEvent} event @returns {Promise<void>} */
export async function appendEvent(event) {
  await write(["events"], (tx) => tx.objectStore("events").add(event));
}

/** @param {string} sessionId @returns {Promise<LogEvent[]>} */
export const readLog = (sessionId) =>
  withDb((db) => db.getAll("events", IDBKeyRange.bound([sessionId, 0], [sessionId, Infinity])));

/** The newest session of this user that is neither saved nor thrown away. @returns {Promise<SessionRow | null>} */
export async function unfinished() {
  const me = await present();
  const rows = await withDb((db) => db.getAll("sessions"));
  const open = rows.filter(
    (row) => (row.state === "open" || row.state === "review") && !row.discarded_at && visible(row, me?.id),
  );
  return open.sort((a, b) => b.created_at - a.created_at)[0] ?? null;
}

/**
 * Change a session's row.
 * @param {string} id
 * @param {Partial<SessionRow> | ((row: SessionRow) => Partial<SessionRow>)} change
 * @returns {Promise<SessionRow>}
 */
export function updateSession(id, change) {
  return write(["sessions"], async (tx) => {
    const row = await tx.objectStore("sessions").get(id);
    if (!row) throw new Error("this session is no longer on the device");
    const told = typeof change === "function" ? change(row) : change;
    const next = { ...row, ...told, client_updated_at: Date.now(), rev: row.rev + 1 };
    await tx.objectStore("sessions").put(next);
    return next;
  });
}

/** @param {Details} details */
export const rememberDetails = ({ instrument }) => wish("last-details", { instrument });

/**
 * The session is over: what its log says becomes part of its row, as far as the journal takes it.
 * @param {string} id
 * @param {LogEvent[]} log
 * @param {number} [at] where it is cut, when that is earlier
 */
export function endSession(id, log, at) {
  const told = timelineOf(straightened(log));
  const timeline = bounded(at !== undefined && at < told.ended_at ? cutAt(told, at) : told);
  const cut = timeline.elapsed_s < told.elapsed_s;
  return updateSession(id, ({ details }) => ({
    state: "review",
    timeline,
    details: summed(details, timeline.elapsed_s),
    ...(cut ? { source: "edited" } : {}),
  }));
}

/** The session without what it counted while the device slept. @param {string} id @param {LogEvent[]} log */
export const withoutSleep = (id, log) =>
  updateSession(id, { timeline: bounded(timelineOf(awake(straightened(log)))), source: "edited" });

/** Forget what was thrown away and can no longer come back, and what was sent a day ago. */
export async function tidy(now = Date.now()) {
  const rows = await withDb((db) => db.getAll("sessions"));
  for (const row of rows) {
    const thrownAway = row.discarded_at && now - row.discarded_at > UNDO_MS;
    const longSent = row.state === "sent" && now - (row.sent_at ?? 0) > KEEP_SENT_MS;
    if (thrownAway || longSent) await eraseSession(row.id);
  }
  const known = new Set(rows.map(({ id }) => id));
  // A file that was being taken over when the page was closed; it is still where it came from.
  for (const recording of await withDb((db) => db.getAll("recordings")))
    if (!known.has(recording.session_id) && now - recording.created_at > KEEP_SENT_MS)
      await eraseSession(recording.session_id);
}
