// @ts-check
// Moments of a take, and comments in their order. Pure: seconds.

/** @typedef {{ id: string, display_name: string, picture_url: string | null }} User */
/** @typedef {{ voice_url: string | null, voice_status: string | null }} Spoken what was said aloud, if anything was */
/** @typedef {{ id: string, author: User, text: string, created_at: string } & Spoken} Reply */
/**
 * @typedef {{
 *   id: string, author: User, at_s: number | null, until_s: number | null, text: string, drawing: Drawing | null,
 *   rating: number | null, draft: boolean, done: boolean, replies: Reply[], created_at: string, recording_id: string | null,
 * } & Spoken} Comment
 * @typedef {import("../drawing/strokes.js").Drawing} Drawing
 * @typedef {{ at_s: number, until_s: number | null }} Moment
 * @typedef {{ id: string, text: string, rating: number, moment: Moment | null, drawing: Drawing | null }} Draft
 *   `moment` is null as long as it is wherever the player stands; `rating` of 0: none
 */

/** A second with its hundredths: 1:05.30. @param {number} second @param {import("../../../i18n.js").Text} text */
export function exact(second, text) {
  const whole = Math.round(Math.max(0, second) * 100);
  const part = text.number((whole % 100) / 100, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).slice(1);
  return text.clock(Math.floor(whole / 100)) + part;
}

/** How it is said when: a moment, or from where to where. @param {Moment} moment @param {import("../../../i18n.js").Text} text */
export const named = ({ at_s, until_s }, text) =>
  until_s === null || until_s <= at_s ? exact(at_s, text) : `${exact(at_s, text)}–${exact(until_s, text)}`;

/** Where on a line that runs from here to there a second lies, in percent. @param {number} second @param {number} from @param {number} to */
export const place = (second, from, to) =>
  to > from ? Math.min(100, Math.max(0, ((second - from) / (to - from)) * 100)) : 0;

/**
 * A range whose beginning is put here; an end that lies before goes.
 * @param {Moment | null} moment @param {number} second @returns {Moment}
 */
export const begun = (moment, second) => ({
  at_s: second,
  until_s: moment?.until_s != null && moment.until_s > second ? moment.until_s : null,
});

/** A range whose end is put here; one that lies before the beginning turns it round. @param {Moment | null} moment @param {number} second @returns {Moment} */
export function ended(moment, second) {
  if (!moment) return { at_s: second, until_s: null };
  if (second < moment.at_s) return { at_s: second, until_s: moment.at_s };
  return { at_s: moment.at_s, until_s: second > moment.at_s ? second : null };
}

/** The comments as they are now; of those that are as they were the same objects, so that nothing of them is drawn anew. @param {Comment[]} before @param {Comment[]} now */
export function renewed(before, now) {
  const known = new Map(before.map((one) => [one.id, { one, told: JSON.stringify(one) }]));
  return now.map((one) => (known.get(one.id)?.told === JSON.stringify(one) ? (known.get(one.id)?.one ?? one) : one));
}

/** With one that was said or changed, in the order of their moments. @param {Comment[]} all @param {Comment} one */
export const withOne = (all, one) =>
  [...all.filter(({ id }) => id !== one.id), one].sort(
    (a, b) => (a.at_s ?? -1) - (b.at_s ?? -1) || a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id),
  );

/** The one before or after this second; of what is open its neighbour. @param {Comment[]} all @param {string} open @param {number} at @param {1 | -1} by */
export function neighbour(all, open, at, by) {
  const timed = all.filter(({ at_s }) => at_s !== null);
  const here = timed.findIndex(({ id }) => id === open);
  if (here >= 0) return timed[here + by];
  return by > 0
    ? timed.find(({ at_s }) => Number(at_s) > at + 0.01)
    : timed.filter(({ at_s }) => Number(at_s) < at - 0.01).at(-1);
}

const OUTSIDE = 100; // of the line: as far as there is room

/** Each of these places in order, with how far it reaches to both sides: to the middle between it and the next. @param {number[]} places */
export const spread = (places) =>
  places.map((at, n) => ({
    at,
    low: ((places[n - 1] ?? at - 2 * OUTSIDE) + at) / 2,
    high: ((places[n + 1] ?? at + 2 * OUTSIDE) + at) / 2,
  }));
