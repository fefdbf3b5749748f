// A year laid out in months and weeks. Pure: a day is its number in the year (0: the first of January), or "2026-03-12".

import { dayAfter, utc } from "./month.js";

/** @typedef {{ name: number, before: number, days: number[] }} MonthOfDays `name` from 0, `before`: empty places in its first week */

const DAY_MS = 86_400_000;
/** @param {number} year */
const begins = (year) => Date.UTC(year, 0, 1);

/** @param {number} year @param {number} day */
export const dayOf = (year, day) => dayAfter(new Date(begins(year)).toISOString().slice(0, 10), day);
/** @param {string} day */
export const numberOf = (day) => Math.round((utc(day).getTime() - begins(Number(day.slice(0, 4)))) / DAY_MS);

/** @param {number} year @param {number} firstDay 1 Monday … 7 Sunday @returns {MonthOfDays[]} */
export function months(year, firstDay) {
  return Array.from({ length: 12 }, (_, name) => {
    const [first, next] = [Date.UTC(year, name, 1), Date.UTC(year, name + 1, 1)];
    const before = (new Date(first).getUTCDay() - (firstDay % 7) + 7) % 7;
    const start = Math.round((first - begins(year)) / DAY_MS);
    const days = Array.from({ length: Math.round((next - first) / DAY_MS) }, (_, i) => start + i);
    return { name, before, days };
  });
}

/** The weeks of a month; the first and the last may be short. @param {MonthOfDays} month @returns {number[][]} */
export function weeksOf({ before, days }) {
  const out = [days.slice(0, 7 - before)];
  for (let i = 7 - before; i < days.length; i += 7) out.push(days.slice(i, i + 7));
  return out;
}

/** Which of the weeks of its year a day lies in, from 0: the first has the first of January. @param {string} day @param {number} firstDay */
export const weekOf = (day, firstDay) =>
  Math.floor((numberOf(day) + months(Number(day.slice(0, 4)), firstDay)[0].before) / 7);

/** @type {Record<string, number>} */
const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * Which day a key leads to, within those that have come: arrows by a day and a week, Page Up and Down by a month, Home
 * and End to the ends of the month. Another key: nothing.
 * @param {number} day @param {string} key @param {number} year @param {number} last @returns {number | undefined}
 */
export function led(day, key, year, last) {
  const by = ARROWS[key];
  if (by) return day + by >= 0 && day + by <= last ? day + by : day;
  const date = utc(dayOf(year, day));
  const [month, of] = [date.getUTCMonth(), date.getUTCDate()];
  /** @param {number} month @param {number} of */
  const at = (month, of) => Math.round((Date.UTC(year, month, of) - begins(year)) / DAY_MS);
  const to =
    key === "Home"
      ? at(month, 1)
      : key === "End"
        ? at(month + 1, 0)
        : key === "PageUp"
          ? Math.min(at(month - 1, of), at(month, 0))
          : key === "PageDown"
            ? Math.min(at(month + 1, of), at(month + 2, 0))
            : undefined;
  if (to === undefined) return undefined;
  return to < 0 ? day : Math.min(to, last);
}
