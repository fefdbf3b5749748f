// Sessions that lie on this device beside those of the journal. Pure: what is drawn, where, and how it adds up.

import { isZone } from "../outbox/zone.js";

/** @typedef {import("../outbox/stored.js").Stored} Stored */
/**
 * @typedef {{
 *   id: string, started_at: string, timezone: string, day: string, clock_s: number, elapsed_s?: number,
 *   played_s: number | null, band_s?: [number, number] | null, corrected_s?: number | null, title: string,
 *   instrument: string, focus: string[], listening: string, spans: import("../ui/stave_shapes.js").Span[], waits?: string,
 * }} Row a line of the journal; `elapsed_s` only where it lies on this device, `waits` how it stands there
 */

const DAY_MS = 86_400_000;
const STAYS_MS = 1.5 * DAY_MS;

/** @param {number} value */
const two = (value) => String(value).padStart(2, "0");

/**
 * The musician's own day of a moment, "2026-11-21". Here and now it needs none of the browser's formatters, which wake slowly.
 * @param {number | string} moment @param {string} [timeZone]
 */
export function dayOf(moment, timeZone) {
  const date = new Date(moment);
  if (isZone(timeZone)) return date.toLocaleDateString("sv", { timeZone });
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A session of this device in the shape of the journal's rows, with its state as `waits`. @param {Stored} stored @returns {Row} */
export function asEntry(stored) {
  const { timeline, started_at } = stored;
  /** @param {number} moment */
  const at = (moment) => (moment - started_at) / 1000;
  return {
    id: stored.id,
    started_at: new Date(started_at).toISOString(),
    timezone: stored.timezone,
    day: dayOf(started_at, stored.timezone),
    clock_s: timeline ? Math.max(1, (timeline.ended_at - started_at) / 1000) : 0,
    elapsed_s: stored.elapsed_s,
    played_s: null,
    title: stored.piece,
    instrument: stored.instrument,
    focus: stored.focus,
    listening: "",
    spans: (timeline?.intervals ?? []).map((i) => ({
      kind: "clock",
      start_s: at(i.started_at),
      end_s: at(i.ended_at),
    })),
    waits: stored.state,
  };
}

/**
 * The journal's rows with those of this device among them, newest first. What the server has keeps its row and says
 * only how far its recording is; `chosen` is a day, or nothing for all.
 * @param {Row[]} entries @param {Stored[]} list @param {string} chosen
 */
export function merged(entries, list, chosen) {
  const mine = new Map(list.filter(({ state }) => state !== "unclaimed").map((stored) => [stored.id, stored]));
  const theirs = entries.map((entry) => {
    const stored = mine.get(entry.id);
    mine.delete(entry.id);
    return stored ? { ...entry, waits: stored.state } : entry;
  });
  const own = [...mine.values()].map(asEntry).filter((entry) => !chosen || entry.day === chosen);
  return [...own, ...theirs].sort((a, b) => Date.parse(b.started_at) - Date.parse(a.started_at));
}

/** @param {Stored} stored */
const waits = ({ unknown, state }) => unknown && state !== "unclaimed";

/**
 * Which day it is for the musician: that of the newest session while it is young (services/progress/today.py has the same rule),
 * else as the server says, else by this device.
 * @param {Stored[]} list @param {string} today
 */
export function dayHere(list, today, now = Date.now()) {
  const young = (/** @type {Stored | null} */ found, /** @type {Stored} */ one) =>
    one.started_at > (found?.started_at ?? now - STAYS_MS) ? one : found;
  const newest = list.filter(waits).reduce(young, null);
  return newest ? dayOf(now, newest.timezone) : today || dayOf(now);
}

/** @typedef {"today" | "week" | "month"} SpanOfDays */

/**
 * Seconds by the clock on this device that the server's sum of a span cannot have yet. `firstDay` of a week: 1 Monday … 7 Sunday.
 * @param {Stored[]} list @param {SpanOfDays} span @param {string} today
 */
export function waitingSeconds(list, span, today, firstDay = 1) {
  /** @type {(day: string) => boolean} */
  const within = {
    today: (/** @type {string} */ day) => day === today,
    week: (/** @type {string} */ day) => weekOf(day, firstDay) === weekOf(today, firstDay),
    month: (/** @type {string} */ day) => day.slice(0, 7) === today.slice(0, 7),
  }[span];
  /** @param {Stored} one */
  const counts = (one) => waits(one) && within(dayOf(one.started_at, one.timezone));
  return list.filter(counts).reduce((sum, { elapsed_s }) => sum + elapsed_s, 0);
}

/** The day that a day's week begins with. @param {string} day @param {number} firstDay */
function weekOf(day, firstDay) {
  const at = Date.parse(day);
  return new Date(at - ((new Date(at).getUTCDay() - firstDay + 7) % 7) * DAY_MS).toISOString().slice(0, 10);
}
