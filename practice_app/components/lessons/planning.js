// Where lessons stand in the planner: walls' clocks as text ("2026-11-29T17:00"), days as text, minutes as numbers. Pure.
// A wall's clock is never made into a moment here, but to be told by another's: so nothing moves when clocks change.

/** @typedef {{ begins: string, minutes: number }} Time what clocks say at its beginning, and how long it lasts */

export const STEP = 15;
export const DAY = 24 * 60;
const SHORTEST = 15;
const LONGEST = 12 * 60;

/** @param {string} wall */
export const dayOf = (wall) => wall.slice(0, 10);

/** Minutes since midnight. @param {string} wall */
export const minutesOf = (wall) => Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));

const MORNING = 8 * 60;
const ABOVE = 2 * 60;

/** Which minute of the day a week begins with: the first lesson is among the upper ones, also where all are in the evening. @param {{ begins: string }[]} rows */
export function opensAt(rows) {
  const first = Math.min(...rows.map(({ begins }) => minutesOf(begins)));
  return Number.isFinite(first) ? Math.min(first, Math.max(MORNING, first - ABOVE)) : MORNING;
}

/** @param {string} day @param {number} by */
export function dayAfter(day, by) {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/** @param {string} first @param {number} n */
export const daysFrom = (first, n) => Array.from({ length: n }, (_, by) => dayAfter(first, by));

/** @param {string} day @param {number} minutes since midnight; before it and after the next one it is that day's edge */
export function wallAt(day, minutes) {
  const kept = Math.min(Math.max(minutes, 0), DAY - STEP);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${day}T${two(Math.floor(kept / 60))}:${two(kept % 60)}`;
}

/** @param {number} minutes */
export const snapped = (minutes) => Math.round(minutes / STEP) * STEP;

/** Another day, another hour. @param {Time} time @param {number} days @param {number} minutes @returns {Time} */
export const moved = (time, days, minutes) => ({
  begins: wallAt(dayAfter(dayOf(time.begins), days), minutesOf(time.begins) + minutes),
  minutes: time.minutes,
});

/** Longer or shorter, within its day. @param {Time} time @param {number} by @returns {Time} */
export function resized(time, by) {
  const room = Math.max(DAY - minutesOf(time.begins), SHORTEST);
  return { begins: time.begins, minutes: Math.min(Math.max(time.minutes + by, SHORTEST), LONGEST, room) };
}

/** A new one, drawn from one minute of a day to another. @param {string} day @param {number} a @param {number} b @returns {Time} */
export function drawn(day, a, b) {
  const from = Math.min(Math.max(Math.floor(Math.min(a, b) / STEP) * STEP, 0), DAY - STEP);
  return resized({ begins: wallAt(day, from), minutes: snapped(Math.max(a, b) - from) }, 0);
}

/** What a key does with a time; null for any other key. @param {Time} time @param {{ key: string, shiftKey: boolean }} event @param {boolean} inMonth */
export function byKey(time, { key, shiftKey }, inMonth) {
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const down = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (shiftKey) return down ? resized(time, down * STEP) : null;
  if (across) return moved(time, across, 0);
  if (!down) return null;
  return inMonth ? moved(time, down * 7, 0) : moved(time, 0, down * STEP);
}

/** @param {Time} a @param {Time} b */
export const same = (a, b) => a.begins === b.begins && a.minutes === b.minutes;

/**
 * Side by side what is at the same time: for each lesson of a day its lane, and of how many.
 * @param {(Time & { key: string })[]} rows @returns {Map<string, { lane: number, lanes: number }>}
 */
export function lanesOf(rows) {
  const found = new Map();
  let until = -1;
  /** @type {string[]} */ let together = [];
  /** @type {number[]} */ let ends = [];
  const close = () => {
    for (const key of together) found.set(key, { lane: found.get(key), lanes: ends.length });
    [together, ends] = [[], []];
  };
  for (const row of [...rows].sort((a, b) => (a.begins < b.begins ? -1 : 1))) {
    const from = minutesOf(row.begins);
    if (from >= until) close();
    const free = ends.findIndex((end) => end <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = from + row.minutes;
    until = Math.max(until, from + row.minutes);
    found.set(row.key, lane);
    together.push(row.key);
  }
  close();
  return found;
}

/** How far a zone is ahead of UTC then, in ms. @param {number} at @param {string} zone */
function ahead(at, zone) {
  const told = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  }).formatToParts(at);
  const part = (/** @type {string} */ type) => Number(told.find((one) => one.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - at;
}

/** When clocks of a zone say that; NaN for a zone that this browser doesn't know. @param {string} wall @param {string} zone */
export function momentOf(wall, zone) {
  try {
    const there = Date.parse(`${wall}Z`);
    const guess = there - ahead(there, zone);
    return there - ahead(guess, zone);
  } catch {
    return Number.NaN;
  }
}

/** A zone by its city. @param {string} zone */
export const cityOf = (zone) => (zone.split("/").pop() ?? zone).replaceAll("_", " ");
