// @ts-check
// A session that is on the server, as its form holds it; and what the form tells the server. Pure.
import { NO_WORK, works } from "../../outbox/names.js";
import { NO_DETAILS } from "../session_store.js";

/**
 * @typedef {import("../../outbox/types").Details} Details
 * @typedef {import("../../outbox/types").Work & {place?: number}} StoredWork `place`: of the piece among the stored ones
 * @typedef {{id: string, name: string, color: string}} TagShown
 * @typedef {{
 *   id: string, instrument: string, focus: string[], mode: Details["mode"], target_bpm: number | null, self_rating: number, note: string,
 *   works: {place: number, piece_title: string, section_title: string, minutes: number | null}[], tags: TagShown[],
 *   started_local: string, ended_local: string,
 * }} Stored
 * @typedef {{started_at: string, ended_at: string}} Span as the fields of a form hold them: the clock of the session's own place
 * @typedef {{details: Details, span: Span}} Draft
 */

/** @param {Stored} session @returns {Draft} */
export function draftOf(session) {
  const { instrument, focus, mode, target_bpm, note } = session;
  const [first = NO_WORK, ...also] = session.works.map((work) => ({ ...NO_WORK, ...work }));
  const self_rating = session.self_rating || null;
  const tag_ids = session.tags.map(({ id }) => id);
  return {
    details: { ...NO_DETAILS, ...first, also, instrument, focus, mode, target_bpm, self_rating, note, tag_ids },
    span: { started_at: session.started_local, ended_at: session.ended_local },
  };
}

/**
 * @param {Draft} draft
 * @param {{id: string, name: string}[]} tags that are known here
 */
export function told({ details, span }, tags) {
  const { instrument, focus, mode, target_bpm, self_rating, note, tag_ids } = details;
  const named = new Map(tags.map(({ id, name }) => [id, name]));
  return {
    ...span,
    instrument,
    focus,
    mode,
    target_bpm,
    self_rating,
    note,
    works: works(details)
      .filter(({ piece_title }) => piece_title.trim())
      .map(workTold),
    tags: (tag_ids ?? []).filter((id) => named.has(id)).map((id) => ({ id, name: named.get(id) })),
  };
}

/** @param {StoredWork} work */
const workTold = ({ place, piece_title, section_title, minutes }) => ({
  place: place ?? null,
  piece_title,
  section_title: section_title ?? "",
  minutes: minutes ?? null,
});

/** Fields of the form by what the server calls them; what is not among them belongs to no field. */
const PLACES = /** @type {Record<string, string>} */ ({
  works: "items",
  items: "items",
  tags: "tag_ids",
  tag_ids: "tag_ids",
  ...Object.fromEntries(
    ["instrument", "focus", "mode", "target_bpm", "self_rating", "note", "started_at", "ended_at"].map((name) => [
      name,
      name,
    ]),
  ),
});

/**
 * What is wrong, by field; what belongs to no field is said of the `form`.
 * @param {Record<string, string>} errors
 * @returns {Record<string, string>}
 */
export const placed = (errors) =>
  Object.fromEntries(Object.entries(errors).map(([name, said]) => [PLACES[name] ?? "form", said]));

const OF_PIECES = new Set(["piece_title", "section_title", "minutes", "also"]);

/**
 * What is still wrong after something was changed.
 * @param {Record<string, string>} errors
 * @param {object} change
 */
export function without(errors, change) {
  const touched = new Set(Object.keys(change).map((name) => (OF_PIECES.has(name) ? "items" : name)));
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !touched.has(name)));
}
