// @ts-check
// Homework that is open, kept on this device so that it can be chosen, practised and handed in with no network; and what
// teachers said of pieces that is not ticked off.
import { withDb, writeIfRoom } from "./db.js";
import { folded } from "./names.js";
import { knownPieces } from "./pieces.js";

/** @typedef {import("./types").Homework} Homework */
/** @typedef {import("./types").Details} Details */
/** @typedef {import("./types").SessionRow} SessionRow */

const KEY = "homework";
/** What is known is asked for again after so long, whenever there is a chance to. */
const FRESH_MS = 2 * 60_000;
const LONGEST = 200;

/** @typedef {{id: string, author: string, text: string, piece_ids: string[]}} Mind */
/** @typedef {{user_id: string, at: number, rows: Homework[], mind?: Mind[]}} Kept */

/** @param {string | null} userId @returns {Promise<Kept | null>} */
async function kept(userId) {
  const found = /** @type {Kept | undefined} */ (await withDb((db) => db.get("meta", KEY)));
  return userId && found?.user_id === userId ? found : null;
}

/** What the server tells of an assignment, as far as it is needed here. @param {any} told @returns {Homework} */
export const homeworkOf = (told) => ({
  id: told.id,
  title: told.title,
  teacher: told.teacher?.display_name ?? "",
  piece_id: told.piece_id ?? null,
  piece_title: told.piece?.title ?? "",
  bars: told.bars ?? null,
  target_bpm: told.target_bpm ?? null,
  minutes: told.minutes ?? null,
  repetitions: told.repetitions ?? null,
  due_on: told.due_on ?? null,
  note: told.note ?? "",
  examples: (told.references ?? []).filter((/** @type {any} */ one) => one.own).map(exampleOf),
  status: told.status,
  seconds: told.seconds,
  repetitions_done: told.repetitions_done,
});

/** @param {any} told */
const exampleOf = ({ recording_id, name, mime_type, start_s, end_s }) => ({
  recording: recording_id,
  name: name ?? "",
  film: (mime_type ?? "").startsWith("video/"),
  from_s: start_s ?? -1,
  to_s: end_s ?? -1,
});

/**
 * Take over what is open on the server, unless that was done a moment ago.
 * @param {{homework: () => Promise<{items: any[]}>, toMind: () => Promise<{items: any[]}>}} api @param {string} userId @param {{now?: number, anew?: boolean}} [how]
 */
export async function refreshHomework(api, userId, { now = Date.now(), anew = false } = {}) {
  const before = await kept(userId);
  if (!anew && before && now - before.at < FRESH_MS && now >= before.at) return;
  const [{ items }, said] = await Promise.all([api.homework(), api.toMind().catch(() => null)]);
  const mind = said ? said.items.map(mindOf) : before?.mind;
  const rows = items.filter((one) => one.status !== "done").map(homeworkOf);
  await writeIfRoom(["meta"], async (tx) => {
    const me = /** @type {{id: string, left?: boolean} | undefined} */ (await tx.objectStore("meta").get("me"));
    if (me && (me.left || me.id !== userId)) return; // it came for somebody who has left meanwhile
    await tx.objectStore("meta").put({ user_id: userId, at: now, rows, mind }, KEY);
  });
  listeners.forEach((listener) => listener());
}

/** As far as it is needed here. @param {any} told @returns {Mind} */
const mindOf = ({ id, author, text, piece_ids }) => ({ id, author, text: text.slice(0, LONGEST), piece_ids });

/** What was to mind of a piece, the newest first. @param {string | null} userId @param {string} title @returns {Promise<Mind[]>} */
export async function knownToMind(userId, title) {
  const mind = (await kept(userId))?.mind ?? [];
  if (!mind.length) return [];
  const its = (await knownPieces(userId)).filter((piece) => folded(piece.title) === folded(title)).map(({ id }) => id);
  return mind.filter(({ piece_ids }) => piece_ids.some((id) => its.includes(id)));
}

/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {() => void} listener called when the server's list has come @returns {() => void} what calls it off */
export function onHomework(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * What this person has to practise, with what waits here counted in: what is due first comes first.
 * @param {string | null} userId @returns {Promise<Homework[]>}
 */
export async function knownHomework(userId) {
  const rows = (await kept(userId))?.rows ?? [];
  if (!rows.length) return [];
  const sessions = await withDb((db) => db.getAll("sessions"));
  return withWaiting(
    rows,
    sessions.filter((row) => row.user_id === userId),
  ).sort((a, b) => (a.due_on ?? "9999").localeCompare(b.due_on ?? "9999"));
}

/** Those that are to be practised: what was handed in waits for the teacher. @param {Homework[]} rows */
export const toPractise = (rows) => rows.filter(({ status }) => status === "new" || status === "started");

/**
 * Homework with what was practised for it on this device and is not sent yet.
 * @param {Homework[]} rows @param {SessionRow[]} sessions @returns {Homework[]}
 */
export function withWaiting(rows, sessions) {
  return rows.map((row) => {
    const its = sessions.filter(
      ({ state, discarded_at, details }) => state === "saved" && !discarded_at && details.homework?.id === row.id,
    );
    if (!its.length) return row;
    return {
      ...row,
      status: its.some(({ details }) => details.hand_in) ? "handed_in" : "started",
      seconds: row.seconds + its.reduce((sum, { timeline }) => sum + (timeline?.elapsed_s ?? 0), 0),
      repetitions_done: row.repetitions_done + its.reduce((sum, { details }) => sum + timesOf(details), 0),
    };
  });
}

/**
 * What a session of it begins with: its piece, as the student calls it, and its tempo.
 * @param {Homework} homework @param {import("./types").PieceRow[]} pieces that this device knows
 * @returns {Partial<Details>}
 */
export function detailsOf(homework, pieces) {
  const own = pieces.find(({ id }) => id === homework.piece_id);
  const instrument = own?.instrument ? { instrument: own.instrument } : {};
  return {
    ...instrument,
    homework,
    plan: undefined,
    piece_title: own?.title ?? homework.piece_title,
    section_title: "",
    given: false,
    target_bpm: homework.target_bpm,
  };
}

/** How often it was gone through, as it was counted. @param {Details} details */
export const timesOf = ({ homework, drills = [] }) =>
  drills.filter((one) => one.homework && one.homework === homework?.id).reduce((sum, { at_s }) => sum + at_s.length, 0);

/**
 * How far it is with the session that runs: minutes, repetitions.
 * @param {Details} details @param {number} elapsed_s
 * @returns {{minutes: number, times: number}}
 */
export function doneOf(details, elapsed_s) {
  const { homework } = details;
  return {
    minutes: Math.floor(((homework?.seconds ?? 0) + elapsed_s) / 60),
    times: (homework?.repetitions_done ?? 0) + timesOf(details),
  };
}

/** The day as one says it on another day. @param {string | null} due_on @param {string} today @returns {"past" | "today" | "tomorrow" | "soon" | "later" | ""} */
export function dueWhen(due_on, today) {
  if (!due_on) return "";
  const left = Math.round((Date.parse(due_on) - Date.parse(today)) / 86_400_000);
  if (left < 0) return "past";
  return left === 0 ? "today" : left === 1 ? "tomorrow" : left < 7 ? "soon" : "later";
}
