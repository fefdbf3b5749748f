// A month laid out in weeks, and where each day's note stands. Pure: days are "2026-11-12", counted without time zones.

import { canonical, deviceTags, languageOf } from "../../tags.js";

const DAY_MS = 86_400_000;
const STEPS = 8; // from the bottom line to the top one in half gaps
const HOUR_S = 3600;

/** @param {string} day */
export const utc = (day) => new Date(`${day}T00:00:00Z`);
/** @param {Date} date */
export const iso = (date) => date.toISOString().slice(0, 10);
/** @param {string} day @param {number} count */
export const dayAfter = (day, count) => iso(new Date(utc(day).getTime() + count * DAY_MS));

/** "2026-11" and how many months on → "2026-12" @param {string} month @param {number} count */
export function monthAfter(month, count) {
  const [year, number] = month.split("-").map(Number);
  return iso(new Date(Date.UTC(year, number - 1 + count, 1))).slice(0, 7);
}

/**
 * The day a week begins with: 1 Monday … 7 Sunday. A language of ours without a region takes the device's.
 * @param {string} locale @returns {number}
 */
export function weekStart(locale, device = deviceTags()[0]) {
  const tag = canonical(device) ?? locale;
  /** @type {Intl.Locale & { getWeekInfo?: () => { firstDay: number }, weekInfo?: { firstDay: number } }} */
  const found = new Intl.Locale(languageOf(tag) === languageOf(locale) ? tag : locale);
  return (found.getWeekInfo?.() ?? found.weekInfo)?.firstDay ?? 1;
}

/** @param {string} month @returns {(string | null)[][]} weeks of seven days, null where a day belongs to another month */
export function weeks(month, firstDay = 1) {
  const first = utc(`${month}-01`);
  const before = (first.getUTCDay() - (firstDay % 7) + 7) % 7;
  const cells = Array(before).fill(null);
  for (let day = first; iso(day).startsWith(month); day = new Date(day.getTime() + DAY_MS)) cells.push(iso(day));
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/** @param {number | undefined} seconds */
export const minutesOf = (seconds) => (seconds && seconds > 0 ? Math.max(1, Math.round(seconds / 60)) : 0);

/**
 * What the top line stands for: an hour, or twice an ordinary day of somebody who plays more; one record day squeezes nothing.
 * @param {{ seconds: number }[]} days
 */
export function topOf(days) {
  const lengths = days.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return Math.max(HOUR_S, 2 * (lengths[Math.floor(lengths.length / 2)] ?? 0));
}

/** Half gaps above the bottom line: a longer day is a higher note. @param {number} seconds @param {number} top */
export const stepOf = (seconds, top) => Math.min(STEPS, Math.round((seconds / top) * STEPS));

/** @type {Record<string, number>} */
const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * Which day the arrow keys lead to, within the days that can be chosen.
 * @param {string} day @param {string} key @param {string} month @param {string} last
 */
export function moved(day, key, month, last) {
  const by = ARROWS[key];
  const to = key === "Home" ? `${month}-01` : key === "End" ? last : by ? dayAfter(day, by) : day;
  return to.startsWith(month) && to <= last ? to : day;
}

/**
 * The day of another month that lies where a day lies in its own; the last one where there are fewer.
 * @param {string} day @param {string} month @param {string} last
 */
export function sameDay(day, month, last) {
  const wanted = month + day.slice(7);
  return wanted <= last ? wanted : last;
}

/** The last day of a month that has come. @param {string} month @param {string} today */
export function lastDay(month, today) {
  const last = dayAfter(`${monthAfter(month, 1)}-01`, -1);
  return today.startsWith(month) ? today : last;
}

/**
 * Which day a key leads to, in whichever month: arrows by a day and a week, Page Up and Down by a month, Home and End to
 * the ends of the month. A day before the first year or still to come is not gone to. Another key: nothing.
 * @param {string} day @param {string} key @param {number} earliest @param {string} last @returns {string | undefined}
 */
export function walked(day, key, earliest, last) {
  const by = ARROWS[key];
  if (!by && !/^(Home|End|Page(Up|Down))$/.test(key)) return undefined;
  const month = monthAfter(day.slice(0, 7), key === "PageUp" ? -1 : key === "PageDown" ? 1 : 0);
  const end = lastDay(month, last);
  const to = by ? dayAfter(day, by) : key === "Home" ? `${month}-01` : key === "End" ? end : sameDay(day, month, end);
  return to > last || to < `${earliest}-01-01` ? day : to;
}

/** The month that an address names, this one where it names one to come; nothing where it names none. @param {string | null} named @param {string} today */
export function asked(named, today) {
  if (!named || !/^(19|[2-9]\d)\d\d-(0[1-9]|1[0-2])$/.test(named)) return "";
  return named > today.slice(0, 7) ? today.slice(0, 7) : named;
}
