// @ts-check
// A session as somebody writes it down: a day, a time, how many minutes. Made into the same row that the clock makes.
import { newId } from "../../outbox/ids.js";
import { zoneHere } from "../../outbox/zone.js";

/**
 * @typedef {import("../../outbox/types").SessionRow} SessionRow
 * @typedef {import("../../outbox/types").Timeline} Timeline
 * @typedef {{started_at: number, elapsed_s: number}} Span to the second
 * @typedef {{day: string, start: string, minutes: string, span?: Span, own?: "start" | "day"}} Times as the fields of a form
 * hold them; `span`: what they were made of, which counts to the second in each field that nobody has touched; `own`: what
 * somebody said of when it began; without it, it ends now
 * @typedef {{day?: "missing" | "early" | "future", start?: "missing", minutes?: "missing" | "long" | "future"}} Problems
 */

const MINUTE_MS = 60_000;
const LONGEST_MIN = 24 * 60;
const EARLIEST = Date.UTC(1900, 0, 2);

/** @param {number} n */
const two = (n) => String(n).padStart(2, "0");

/**
 * What the form begins with: half an hour that has just ended, or that began at the same time on another day.
 * @param {{now?: number, day?: string | null}} [at]
 * @returns {Times}
 */
export function firstTimes({ now = Date.now(), day = null } = {}) {
  const at = endingNow(30, now);
  return day && /^\d{4}-\d\d-\d\d$/.test(day) ? altered(at, { day }, now) : at;
}

/** @param {number} minutes @param {number} now @returns {Times} */
const endingNow = (minutes, now) => timesOf({ started_at: now - minutes * MINUTE_MS, elapsed_s: minutes * 60 });

/**
 * The times after one of them was changed. As long as nobody said when it began, a session of today has just ended:
 * more minutes move its beginning, and it never ends in the future.
 * @param {Times} times
 * @param {Partial<Times>} change
 * @param {number} [now]
 * @returns {Times}
 */
export function altered(times, change, now = Date.now()) {
  const { own, ...next } = { ...times, ...change };
  const minutes = Number(next.minutes);
  const today = timesOf({ started_at: now, elapsed_s: 0 }).day;
  const said =
    "start" in change || own === "start" ? "start" : "day" in change ? (change.day === today ? undefined : "day") : own;
  if (said) return { ...next, own: said };
  return minutes >= 1 && minutes <= LONGEST_MIN ? { ...endingNow(minutes, now), minutes: next.minutes } : next;
}

/**
 * The times of a session that is there.
 * @param {{started_at: number, elapsed_s: number}} timeline
 * @returns {Times}
 */
export function timesOf({ started_at, elapsed_s }) {
  const at = new Date(started_at);
  return {
    day: `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    start: `${two(at.getHours())}:${two(at.getMinutes())}`,
    minutes: String(Math.max(1, Math.round(elapsed_s / 60))),
  };
}

/** @param {Times} times @returns {number} milliseconds since 1970, by this device's time zone */
const begun = ({ day, start }) => new Date(`${day}T${start}`).getTime();

/**
 * What cannot be, field by field.
 * @param {Times} times
 * @param {number} [now]
 * @returns {Problems}
 */
export function problemsOf(times, now = Date.now()) {
  const minutes = Number(times.minutes);
  const at = begun({ ...times, start: times.start || "00:00" });
  /** @type {Problems} */
  const found = {};
  if (!times.day || Number.isNaN(at)) found.day = "missing";
  else if (at < EARLIEST) found.day = "early";
  else if (at > now) found.day = "future";
  if (!times.start) found.start = "missing";
  if (!(minutes >= 1)) found.minutes = "missing";
  else if (minutes > LONGEST_MIN) found.minutes = "long";
  else if (!found.day && at + minutes * MINUTE_MS > now + MINUTE_MS) found.minutes = "future";
  return found;
}

/** @param {Times} times @returns {Span} the fields as they say, or what they were made of */
function untouched(times) {
  const { span } = times;
  const said = { started_at: begun(times), elapsed_s: Math.round(Number(times.minutes)) * 60 };
  if (!span) return said;
  const was = timesOf(span);
  return {
    started_at: was.day === times.day && was.start === times.start ? span.started_at : said.started_at,
    elapsed_s: was.minutes === times.minutes ? span.elapsed_s : said.elapsed_s,
  };
}

/**
 * @param {Times} times without problems
 * @returns {Timeline}
 */
export function timelineFrom(times) {
  const { started_at, elapsed_s } = untouched(times);
  const ended_at = started_at + elapsed_s * 1000;
  return { state: "stopped", started_at, ended_at, elapsed_s, divergence_s: 0, intervals: [{ started_at, ended_at }] };
}

/**
 * A new session, written in by hand.
 * @param {Times} times
 * @param {import("../../outbox/types").Details} details
 * @param {{userId: string | null, lastUserId: string | null, sure: boolean, home?: string, now?: number}} who `home`: the zone of the profile
 * @returns {SessionRow}
 */
export function newEntry(times, details, { userId, lastUserId, sure, home, now = Date.now() }) {
  const timezone = zoneHere(home);
  return {
    id: newId(now),
    user_id: userId,
    last_user_id: lastUserId,
    sure,
    state: "review",
    created_at: now,
    timezone,
    details,
    timeline: timelineFrom(times),
    source: "manual",
    client_updated_at: now,
    rev: 1,
  };
}

/**
 * A session with what was changed in it. Times that nobody touched stay as the clock had them, to the second.
 * @param {SessionRow} stored
 * @param {Times} times
 * @param {import("../../outbox/types").Details} details
 * @param {number} [now]
 * @returns {SessionRow}
 */
export function changedEntry(stored, times, details, now = Date.now()) {
  const was = stored.timeline && timesOf(stored.timeline);
  const same = was && was.day === times.day && was.start === times.start && was.minutes === times.minutes;
  const span = stored.timeline ?? undefined;
  const clock = same
    ? {}
    : { timeline: timelineFrom({ span, ...times }), source: stored.source === "manual" ? "manual" : "edited" };
  const client_updated_at = Math.max(now, stored.client_updated_at + 1);
  return /** @type {SessionRow} */ ({ ...stored, ...clock, details, client_updated_at, rev: stored.rev + 1 });
}
