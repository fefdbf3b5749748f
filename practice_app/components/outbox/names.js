// @ts-check
// What a session names: pieces, their sections, tags.

/** @typedef {import("./types").Details} Details */
/** @typedef {import("./types").Work} Work */

/** @type {Work} */
export const NO_WORK = { piece_id: null, piece_title: "", section_id: null, section_title: "", minutes: null };

export { folded } from "./text.js";

/**
 * Everything that was worked on, the first piece first.
 * @param {Details} details
 * @returns {Work[]}
 */
export const works = (details) => [details, ...(details.also ?? [])];

/**
 * The ids of everything that a session names.
 * @param {Details} details
 * @returns {Set<string>}
 */
export function named(details) {
  const worked = [...works(details), ...(details.drills ?? [])];
  const ids = [...worked.flatMap(({ piece_id, section_id }) => [piece_id, section_id]), ...(details.tag_ids ?? [])];
  return new Set(/** @type {string[]} */ (ids.filter(Boolean)));
}

/**
 * The same details with another id for one thing: the server knew it by that one.
 * @param {Details} details
 * @param {string} from
 * @param {string} to
 * @returns {Details}
 */
export function renamed(details, from, to) {
  const other = (/** @type {any} */ id) => (id === from ? to : id);
  const work = (/** @type {any} */ one) => ({
    ...one,
    piece_id: other(one.piece_id),
    section_id: other(one.section_id),
  });
  const drills = details.drills ? { drills: details.drills.map(work) } : {};
  return {
    ...work(details),
    also: (details.also ?? []).map(work),
    ...drills,
    tag_ids: (details.tag_ids ?? []).map(other),
  };
}

/** How long somebody said that a piece was worked on, to the second where that is known. @param {Work} work @returns {number | null} */
const lengthOf = ({ minutes, seconds }) => {
  if (minutes === null || minutes === undefined) return null;
  return seconds !== undefined && Math.round(seconds / 60) === minutes ? seconds : minutes * 60;
};

/**
 * How long each piece was worked on: as the musician said; what is left of the session goes to the others in equal parts.
 * @param {Work[]} pieces
 * @param {number} seconds of the whole session
 * @returns {number[]} whole seconds
 */
export function shares(pieces, seconds) {
  const said = pieces.map(lengthOf);
  const silent = said.filter((length) => length === null).length;
  const rest = silent
    ? Math.max(0, seconds - said.reduce((/** @type {number} */ sum, one) => sum + (one ?? 0), 0)) / silent
    : 0;
  return said.map((length) => Math.round(length ?? rest));
}
