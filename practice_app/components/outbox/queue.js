// @ts-check
// The outbox: what is finished here and not yet safe on the server, and the rules by which its rows change.
import { withDb, write } from "./db.js";
import { feltBeside } from "./motion.js";
import { storedBytes } from "./parts.js";

/** @typedef {import("./types").OutboxRow} OutboxRow */
/** @typedef {import("./types").OutboxKind} OutboxKind */

/** A thing is sent only after what it stands on. */
const ORDER = { piece: 0, section: 1, tag: 1, session: 2, recording: 3, hand_in: 4 };
/** A film of so many bytes is one: more than a header, less than a second of pictures. */
export const PROVEN_BYTES = 20_000;
/** What sessions name. @type {ReadonlySet<OutboxKind>} */
const NAMED = new Set(["piece", "section", "tag"]);

/**
 * @param {OutboxKind} kind
 * @param {string} subjectId
 * @param {string | null} sessionId
 * @param {number} rev
 * @returns {OutboxRow}
 */
export function outboxRow(kind, subjectId, sessionId, rev = 1) {
  return {
    id: `${kind}:${subjectId}`,
    kind,
    subject_id: subjectId,
    session_id: sessionId,
    rev,
    state: "waiting",
    reason: "",
    attempts: 0,
    not_before: 0,
    queued_at: Date.now(),
  };
}

/**
 * What waits for nothing but its time; a recording waits for its session, a session for what it names, a section for
 * its piece; what is handed in, for all of its session.
 * @param {OutboxRow[]} rows
 * @returns {OutboxRow[]}
 */
export function free(rows) {
  const waiting = rows.filter((row) => row.state === "waiting");
  const pieces = waiting.some((row) => row.kind === "piece");
  const names = waiting.some((row) => NAMED.has(row.kind));
  const sessions = new Set(rows.filter((row) => row.kind === "session").map((row) => row.session_id));
  const unsent = new Set(rows.filter((row) => row.kind !== "hand_in").map((row) => row.session_id));
  return waiting.filter((row) => {
    if (row.kind === "section") return !pieces;
    if (row.kind === "session") return !names;
    if (row.kind === "hand_in") return !unsent.has(row.session_id);
    return row.kind !== "recording" || !sessions.has(row.session_id);
  });
}

/**
 * What can be tried now, first things first.
 * @param {OutboxRow[]} rows
 * @param {number} now
 * @returns {OutboxRow[]}
 */
export function due(rows, now) {
  return free(rows)
    .filter((row) => row.not_before <= now)
    .sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || a.queued_at - b.queued_at);
}

/**
 * How a row looks after a failed try.
 * @param {OutboxRow} row
 * @param {{passing: boolean, message: string, code?: string}} failure
 * @param {number} retryAt when to try again
 * @returns {OutboxRow}
 */
export function afterFailure(row, failure, retryAt) {
  const attempts = row.attempts + 1;
  const { passing, message, code = "" } = failure;
  if (passing && !code.startsWith("quota_")) return { ...row, attempts, not_before: retryAt };
  const told = { attempts, reason: message, code };
  return passing ? { ...row, ...told, not_before: retryAt } : { ...row, ...told, state: "attention" };
}

/** @param {OutboxRow} row @returns {Promise<void>} */
export const putRow = (row) =>
  write(["outbox"], async (tx) => {
    const stored = await tx.objectStore("outbox").get(row.id);
    if (stored && stored.rev === row.rev) await tx.objectStore("outbox").put(row);
  });

/**
 * The server has it. The row goes only if nothing was changed here in the meantime.
 * @param {OutboxRow} row
 * @param {number} now
 * @returns {Promise<boolean>} all of its session is on the server
 */
export const removeRow = (row, now) =>
  write(["outbox", "sessions", "events"], async (tx) => {
    const stored = await tx.objectStore("outbox").get(row.id);
    if (stored?.rev !== row.rev) return false;
    await tx.objectStore("outbox").delete(row.id);
    return settled(tx, row.session_id, now);
  });

/**
 * Change the state of everything of one session: hold it, or let it go again, with what it may name.
 * @param {string} sessionId
 * @param {"waiting" | "held"} state
 */
export function setSessionState(sessionId, state) {
  return write(["outbox"], async (tx) => {
    for (const row of await tx.objectStore("outbox").getAll())
      if (row.session_id === sessionId || (state === "waiting" && row.state === "attention" && NAMED.has(row.kind)))
        await tx.objectStore("outbox").put({ ...row, state, reason: "", code: "", not_before: 0 });
  });
}

/** Try a piece again that the server did not take. @param {string} id */
export const retryPiece = (id) =>
  write(["outbox"], async (tx) => {
    const row = await tx.objectStore("outbox").get(`piece:${id}`);
    if (row) await tx.objectStore("outbox").put({ ...row, state: "waiting", reason: "", not_before: 0 });
  });

/** The network is back: what waits for its turn may try at once. */
export const hurry = () =>
  write(["outbox"], async (tx) => {
    for (const row of await tx.objectStore("outbox").getAll())
      if (row.state === "waiting" && row.not_before) await tx.objectStore("outbox").put({ ...row, not_before: 0 });
  });

/** How many sessions were saved on this device; after a few it is sensible to offer to install the app. */
export const SAVED = "woodshed-saved";

function countSaved() {
  try {
    localStorage.setItem(SAVED, String(Number(localStorage.getItem(SAVED)) + 1));
  } catch {
    // then nobody is asked
  }
}

/**
 * What is there twice: the sound that was recorded beside a film, or a film that did not become one.
 * @param {import("./types").RecordingRow[]} recordings
 * @param {Map<string, number>} sizes
 */
function twice(recordings, sizes) {
  const spares = recordings.filter(
    (recording) =>
      recording.spare_of && sizes.get(recording.id) && recordings.some(({ id }) => id === recording.spare_of),
  );
  return spares.map(({ id, spare_of = "" }) => ((sizes.get(spare_of) ?? 0) >= PROVEN_BYTES ? id : spare_of));
}

/** What of a session is handed in. @param {import("./types").RecordingRow[]} recordings @param {Map<string, number>} sizes */
const longest = (recordings, sizes) =>
  recordings.filter(({ id }) => sizes.get(id)).sort((a, b) => b.duration_s - a.duration_s)[0]?.id ?? null;

/** A recording, and what was felt beside it. @param {import("./db.js").Writing} tx @param {string} id */
async function eraseRecorded(tx, id) {
  await tx.objectStore("recordings").delete(id);
  await tx.objectStore("chunks").delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
  await tx.objectStore("motion").delete(feltBeside(id));
}

/** @param {string} recordingId */
const eraseTake = (recordingId) =>
  write(["recordings", "chunks", "motion"], async (tx) => {
    await eraseRecorded(tx, recordingId);
  });

/**
 * Leave a recording out of its session: it goes from this device for good, the session goes on without it.
 * @param {string} recordingId
 * @param {string} sessionId
 * @param {number} [now]
 * @returns {Promise<boolean>} all that is left of its session is on the server
 */
export const leaveOut = (recordingId, sessionId, now = Date.now()) =>
  write(["recordings", "chunks", "motion", "outbox", "sessions", "events"], async (tx) => {
    await eraseRecorded(tx, recordingId);
    await tx.objectStore("outbox").delete(`recording:${recordingId}`);
    await handInWithout(tx, sessionId, recordingId);
    return settled(tx, sessionId, now);
  });

/**
 * Hand the session in without this recording, or without any.
 * @param {import("./db.js").Writing} tx @param {string} sessionId @param {string} [recordingId]
 */
async function handInWithout(tx, sessionId, recordingId) {
  const row = await tx.objectStore("outbox").get(`hand_in:${sessionId}`);
  if (row && (!recordingId || row.recording_id === recordingId))
    await tx.objectStore("outbox").put({ ...row, recording_id: null });
}

/** Have a session's recordings heard and not kept. @param {string} sessionId */
export const keepNot = (sessionId) =>
  write(["sessions", "outbox"], async (tx) => {
    const session = await tx.objectStore("sessions").get(sessionId);
    await handInWithout(tx, sessionId);
    if (session)
      await tx.objectStore("sessions").put({ ...session, details: { ...session.details, keep: false, share: false } });
  });

/**
 * Save a finished session: the session, and what has to be sent of it, in one transaction.
 * @param {import("./types").SessionRow} session
 */
export async function saveSession(session) {
  const all = await withDb((db) => db.getAllFromIndex("recordings", "by_session", session.id));
  const sizes = new Map(
    await Promise.all(all.map(async (r) => /** @type {const} */ ([r.id, await storedBytes(r.id)]))),
  );
  const needless = new Set(twice(all, sizes));
  // A store that is full may refuse even this: then it goes with its session.
  for (const id of needless) await eraseTake(id).catch(() => {});
  const recordings = all.filter(({ id }) => !needless.has(id));
  await write(["sessions", "recordings", "outbox"], async (tx) => {
    const outbox = tx.objectStore("outbox");
    await tx.objectStore("sessions").put({ ...session, state: "saved" });
    await outbox.put(outboxRow("session", session.id, session.id, session.rev));
    for (const recording of recordings) {
      if (!sizes.get(recording.id)) await tx.objectStore("recordings").delete(recording.id);
      else {
        await tx.objectStore("recordings").put({ ...recording, state: "recorded" });
        await outbox.put(outboxRow("recording", recording.id, session.id));
      }
    }
    const { hand_in, homework, keep } = session.details;
    const recording_id = keep ? longest(recordings, sizes) : null;
    if (hand_in && homework) await outbox.put({ ...outboxRow("hand_in", session.id, session.id), recording_id });
  });
  countSaved();
}

/**
 * Store a session that was changed while it waits; its recordings are left alone, they may be on their way.
 * @param {import("./types").SessionRow} session
 */
export function changeSession(session) {
  return write(["sessions", "outbox"], async (tx) => {
    const stored = await tx.objectStore("sessions").get(session.id);
    if (stored?.state !== "saved") throw new Error("this session no longer waits on the device");
    const row = outboxRow("session", session.id, session.id, session.rev);
    const was = await tx.objectStore("outbox").get(row.id);
    await tx.objectStore("sessions").put({ ...session, state: "saved" });
    await tx.objectStore("outbox").put(was?.state === "held" ? { ...row, state: "held" } : row);
  });
}

/**
 * The server has checked this recording against S3: its sound may leave the device, in one transaction with its row.
 * @param {OutboxRow} row
 * @param {number} now
 * @returns {Promise<boolean>} all of its session is on the server
 */
export function takeArrived(row, now) {
  return write(["recordings", "chunks", "motion", "outbox", "sessions", "events"], async (tx) => {
    await eraseRecorded(tx, row.subject_id);
    await tx.objectStore("outbox").delete(row.id);
    return settled(tx, row.session_id, now);
  });
}

/**
 * Close a session's chapter on this device once nothing of it waits; in the transaction that took the last row away, or a
 * browser killed between the two would leave a session that waits for ever.
 * @param {import("./db.js").Writing} tx
 * @param {string | null} sessionId
 * @param {number} now
 * @returns {Promise<boolean>} all of it is on the server
 */
async function settled(tx, sessionId, now) {
  const session = sessionId ? await tx.objectStore("sessions").get(sessionId) : undefined;
  const waiting = (await tx.objectStore("outbox").getAll()).some((row) => row.session_id === sessionId);
  if (!session || waiting) return false;
  await tx.objectStore("sessions").put({ ...session, state: "sent", sent_at: now });
  await tx.objectStore("events").delete(IDBKeyRange.bound([sessionId, 0], [sessionId, Infinity]));
  return true;
}

/**
 * Throw away everything of one session on this device.
 * @param {string} sessionId
 */
export async function eraseSession(sessionId) {
  const recordings = await withDb((db) => db.getAllKeysFromIndex("recordings", "by_session", sessionId));
  await write(["sessions", "events", "recordings", "chunks", "motion", "outbox"], async (tx) => {
    await tx.objectStore("sessions").delete(sessionId);
    await tx.objectStore("events").delete(IDBKeyRange.bound([sessionId, 0], [sessionId, Infinity]));
    await tx.objectStore("outbox").delete(`session:${sessionId}`);
    await tx.objectStore("outbox").delete(`hand_in:${sessionId}`);
    for (const id of recordings) {
      await eraseRecorded(tx, id);
      await tx.objectStore("outbox").delete(`recording:${id}`);
    }
  });
}
