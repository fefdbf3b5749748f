// @ts-check
// Counting what was drilled: a tap is one repetition of a section, with the moment it ended.
import { folded, NO_WORK } from "../../outbox/names.js";

/** @typedef {import("../../outbox/types").Drill} Drill */
/** @typedef {import("../../outbox/types").Details} Details */

const MOST = 5_000;

/** @param {Drill} drill @param {string} piece @param {string} section */
const is = (drill, piece, section) =>
  folded(drill.piece_title) === folded(piece) && folded(drill.section_title) === folded(section);

/** Those of the session's piece. @param {Details} details @returns {Drill[]} */
export const drillsOf = ({ drills, piece_title }) =>
  (drills ?? []).filter((one) => folded(one.piece_title) === folded(piece_title));

/**
 * @param {Details} details
 * @param {string} section
 * @param {number} at_s on the session's practice clock
 * @param {Partial<Drill>} [more] what else is known of it
 * @returns {Drill[]}
 */
export function counted(details, section, at_s, more = {}) {
  const { piece_title, drills = [] } = details;
  if (!drills.some((one) => is(one, piece_title, section)))
    return [...drills, { ...NO_WORK, piece_title, section_title: section.trim(), minutes: 0, ...more, at_s: [at_s] }];
  return drills.map((one) =>
    is(one, piece_title, section) && one.at_s.length < MOST ? { ...one, at_s: [...one.at_s, at_s] } : one,
  );
}

/** The last repetition of a section was none. @param {Details} details @param {string} section @returns {Drill[]} */
export const uncounted = ({ piece_title, drills = [] }, section) =>
  drills
    .map((one) => (is(one, piece_title, section) ? { ...one, at_s: one.at_s.slice(0, -1) } : one))
    .filter((one) => one.at_s.length);

/**
 * How often a section was played in each part of a session, and how that compares with the busiest part of all.
 * @param {Drill[]} drills
 * @param {number} seconds of the session
 * @param {number} parts
 * @returns {{title: string, count: number, cells: {count: number, heat: 0 | 1 | 2 | 3 | 4}[]}[]} the most drilled first
 */
export function heatMap(drills, seconds, parts) {
  const rows = drills.map(({ section_title, at_s }) => {
    const cells = new Array(parts).fill(0);
    for (const at of at_s)
      cells[Math.min(parts - 1, Math.max(0, Math.floor((at / Math.max(1, seconds)) * parts)))] += 1;
    return { title: section_title, count: at_s.length, cells };
  });
  const most = Math.max(1, ...rows.flatMap((row) => row.cells));
  const heat = (/** @type {number} */ count) => /** @type {0 | 1 | 2 | 3 | 4} */ (Math.ceil((4 * count) / most));
  const drawn = rows.map((row) => ({ ...row, cells: row.cells.map((count) => ({ count, heat: heat(count) })) }));
  return drawn.sort((a, b) => b.count - a.count);
}
