// @ts-check
// Where an entry comes from and where it goes: this device first, the outbox after.
import { withDb } from "../../outbox/db.js";
import { lastUser, present, visible } from "../../outbox/identity.js";
import { absent } from "../../outbox/stored.js";
import { withIds } from "../../outbox/pieces.js";
import { changeSession, eraseSession, saveSession } from "../../outbox/queue.js";
import { firstDetails, NO_DETAILS } from "../session_store.js";
import { changedEntry, firstTimes, newEntry, timesOf } from "./entry.js";
import { keepFile, letGo, sharedFile, timesOfFile } from "./file.js";

/**
 * @typedef {import("../../outbox/types").SessionRow} SessionRow
 * @typedef {import("../../outbox/types").Details} Details
 * @typedef {import("./entry.js").Times} Times
 * @typedef {import("./file.js").Attached} Attached
 * @typedef {{stored: SessionRow | null, times: Times, details: Details, file: Attached | null}} Draft
 */

const DRAFT = "woodshed-entry";

/** Everybody's own: what is half written waits for whoever wrote it. @param {string} owner */
const placeOf = (owner) => (owner ? `${DRAFT}:${owner}` : DRAFT);
/** Whose the page's draft is: known from the moment it is opened, since a page that is left waits for nothing. */
let owner = "";
const here = async () => (owner = (await present())?.id ?? "");

/** What was being written when the page was closed. @param {string} owner @returns {Partial<Draft> | null} */
function leftBehind(owner) {
  try {
    const left = JSON.parse(localStorage.getItem(placeOf(owner)) ?? localStorage.getItem(DRAFT) ?? "null");
    return left?.owner === owner ? left : null;
  } catch {
    return null;
  }
}

/** @param {Draft} draft */
export async function remember({ stored, times, details, file }) {
  if (stored || file) return;
  const mine = await here();
  try {
    localStorage.setItem(placeOf(mine), JSON.stringify({ owner: mine, times, details }));
  } catch {
    // It is still on the page.
  }
}

export function forget() {
  try {
    localStorage.removeItem(placeOf(owner));
    if (JSON.parse(localStorage.getItem(DRAFT) ?? "null")?.owner === owner) localStorage.removeItem(DRAFT);
  } catch {
    // as above
  }
}

/**
 * What the form shows first: a session of this device, what was left behind, or something new.
 * @param {URLSearchParams} asked
 * @returns {Promise<Draft | "gone" | "locked">} `gone`: it is not on this device any more; `locked`: its owner has signed out
 */
export async function opened(asked) {
  const id = asked.get("session");
  const me = (await here()) || null;
  if (id) {
    const stored = await withDb((db) => db.get("sessions", id));
    const away = await absent();
    if (stored && away !== null && stored.user_id === away) return "locked";
    if (!stored?.timeline || stored.state !== "saved" || stored.discarded_at || !visible(stored, me)) return "gone";
    return {
      stored,
      times: { ...timesOf(stored.timeline), own: "start" },
      details: { ...NO_DETAILS, ...stored.details },
      file: null,
    };
  }
  const details = await firstDetails();
  const file = await sharedFile();
  if (file) return { stored: null, times: { ...timesOfFile(file), own: "start" }, details, file };
  const left = asked.has("day") ? null : leftBehind(me ?? "");
  const times = left?.times ?? firstTimes({ day: asked.get("day") });
  return { stored: null, times, details: { ...details, ...left?.details }, file: null };
}

/**
 * Keep it on this device; the outbox does the rest.
 * @param {Draft} draft
 * @param {boolean | null} signedIn false when the server said nobody is; null when it could not be asked
 * @returns {Promise<string>} the session's id
 */
export async function keep({ stored, times, details, file }, signedIn) {
  const me = await present();
  const last = (await lastUser())?.id ?? null;
  const userId = stored ? stored.user_id : signedIn === false ? null : (me?.id ?? null);
  const complete = await withIds(details, userId);
  if (stored) {
    await changeSession(changedEntry(stored, times, complete));
    return stored.id;
  }
  const entry = newEntry(times, complete, { userId, lastUserId: last, sure: signedIn !== null, home: me?.timezone });
  try {
    if (file) await keepFile(file, entry);
    await saveSession(entry);
  } catch (error) {
    await eraseSession(entry.id).catch(() => {});
    throw error;
  }
  if (file) await letGo(file);
  else forget();
  return entry.id;
}
