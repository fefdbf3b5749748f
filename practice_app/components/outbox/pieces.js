// @ts-check
// The pieces, sections and tags a musician knows, kept here so that one can be chosen, or a new one named, with no
// network.
import { withDb, write } from "./db.js";
import { told } from "./identity.js";
import { newId } from "./ids.js";
import { folded } from "./names.js";
import { outboxRow } from "./queue.js";
import { LENGTHS, lineOf } from "./text.js";

/**
 * @typedef {import("./types").PieceRow} PieceRow
 * @typedef {import("./types").SectionRow} SectionRow
 * @typedef {import("./types").TagRow} TagRow
 * @typedef {import("./types").Work} Work
 * @typedef {import("./types").Details} Details
 */

const TAG_COLOR = "#2f6b4f";

/** @param {string | null} userId @returns {Promise<PieceRow[]>} by title */
export async function knownPieces(userId) {
  const rows = await withDb((db) => db.getAll("pieces"));
  return rows.filter((row) => told(row, userId)).sort((a, b) => a.title.localeCompare(b.title));
}

/** @param {string | null} pieceId @param {string | null} userId @returns {Promise<SectionRow[]>} of one piece */
export async function knownSections(pieceId, userId) {
  const rows = await withDb((db) => db.getAll("sections"));
  return rows.filter((row) => row.piece_id === pieceId && told(row, userId));
}

/** @param {string | null} userId @returns {Promise<TagRow[]>} what teachers offer first, as the server has them; then by name */
export async function knownTags(userId) {
  const rows = await withDb((db) => db.getAll("tags"));
  const place = (/** @type {TagRow} */ row) => row.place ?? Number.MAX_SAFE_INTEGER;
  return rows.filter((row) => told(row, userId)).sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
}

/**
 * What a session of this piece begins with, and of a section of it: the names by which a session knows them.
 * @param {string | null} pieceId @param {string | null} sectionId @param {string | null} userId
 * @returns {Promise<Partial<Details> | null>} null: this device does not know the piece
 */
export async function detailsFor(pieceId, sectionId, userId) {
  const piece = (await knownPieces(userId)).find(({ id }) => id === pieceId);
  if (!piece) return null;
  const section = (await knownSections(piece.id, userId)).find(({ id }) => id === sectionId);
  const instrument = piece.instrument ? { instrument: piece.instrument } : {};
  return { piece_title: piece.title, section_title: section?.title ?? "", target_bpm: null, ...instrument };
}

/** The pieces practised last, the last one first; then those that were written down last. @param {string | null} userId @param {number} most @returns {Promise<PieceRow[]>} */
export async function recentPieces(userId, most) {
  const newestFirst = (await knownPieces(userId)).sort((a, b) => (a.id < b.id ? 1 : -1)); // ids tell when they were made
  return newestFirst.sort((a, b) => moment(b.practised_at) - moment(a.practised_at)).slice(0, most);
}

const moment = (/** @type {string | null | undefined} */ at) => Date.parse(at ?? "") || 0;

/** @param {string | null | undefined} one @param {string | null | undefined} other */
const later = (one, other) => (moment(one) > moment(other) ? one : other) ?? null;

/** These pieces were practised until then. @param {Details} details with their ids @param {number} at milliseconds since 1970 */
export async function markPractised(details, at) {
  const ids = [details, ...(details.also ?? [])].map(({ piece_id }) => piece_id);
  await write(["pieces"], async (tx) => {
    for (const id of ids) {
      const row = id && (await tx.objectStore("pieces").get(id));
      if (row)
        await tx
          .objectStore("pieces")
          .put({ ...row, practised_at: later(row.practised_at, new Date(at).toISOString()) });
    }
  });
}

/**
 * The tempo that what is practised has: as it was said of the session, else of the section, else of the piece.
 * @param {Pick<Details, "piece_title" | "section_title" | "target_bpm">} details
 * @param {string | null} userId
 * @returns {Promise<number | null>} beats a minute; null: nobody said
 */
export async function tempoOf({ piece_title, section_title, target_bpm }, userId) {
  if (target_bpm || !piece_title.trim()) return target_bpm;
  const piece = (await knownPieces(userId)).find((row) => folded(row.title) === folded(piece_title));
  if (!piece) return null;
  const section = (await knownSections(piece.id, userId)).find(
    (row) => folded(row.title) === folded(section_title ?? ""),
  );
  return section?.current_bpm ?? section?.target_bpm ?? piece.target_bpm ?? null;
}

/** All pieces of whoever is signed in. @param {import("./api.js").Api} api */
async function allPieces(api) {
  const found = [];
  for (let cursor = ""; ; ) {
    const { items, next_cursor } = await api.pieces(cursor);
    found.push(...items);
    if (!next_cursor) return found;
    cursor = next_cursor;
  }
}

/**
 * Take over the server's lists; what was named here and is not sent yet stays.
 * @param {import("./api.js").Api} api
 * @param {string} user_id
 */
export async function refreshKnown(api, user_id) {
  const [pieces, sections, tags] = await Promise.all([allPieces(api), api.sections(), api.tags()]);
  await write(["pieces", "sections", "tags"], async (tx) => {
    const practised = new Map((await tx.objectStore("pieces").getAll()).map((row) => [row.id, row.practised_at]));
    for (const name of /** @type {const} */ (["pieces", "sections", "tags"])) {
      const store = tx.objectStore(name);
      for (const row of await store.getAll()) if (row.user_id === user_id && !row.unsent) await store.delete(row.id);
    }
    const mine = { user_id, unsent: false };
    for (const { id, title, composer, target_bpm, instrument, last_practised_at } of pieces) {
      const practised_at = later(practised.get(id), last_practised_at);
      const row = { id, title, composer: composer ?? "", target_bpm, instrument, practised_at };
      await tx.objectStore("pieces").put({ ...row, ...mine });
    }
    for (const { id, piece_id, title, current_bpm, target_bpm } of sections.items)
      await tx.objectStore("sections").put({ id, piece_id, title, current_bpm, target_bpm, ...mine });
    for (const [place, { id, name, color, offered_by }] of tags.items.entries())
      await tx.objectStore("tags").put({ id, name, color, place, by: offered_by?.display_name ?? "", ...mine });
  });
  for (const listener of listeners) listener();
}

/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {() => void} listener called when the server's lists have come @returns {() => void} what calls it off */
export function onKnown(listener) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Name something new here: it is sent before the session that needs it.
 * @param {"piece" | "section" | "tag"} kind
 * @param {any} row
 * @returns {Promise<string>} its id
 */
async function nameNew(kind, row) {
  const id = newId();
  await write([`${kind}s`, "outbox"], async (tx) => {
    await tx.objectStore(`${kind}s`).put({ ...row, id, unsent: true });
    await tx.objectStore("outbox").put(outboxRow(kind, id, null));
  });
  return id;
}

/**
 * Write a piece down here, whether or not one of that title is known.
 * @param {{title: string, composer: string, target_bpm: number | null}} piece
 * @param {string} user_id
 */
export const addPiece = ({ title, composer, target_bpm }, user_id) =>
  nameNew("piece", {
    user_id,
    title: lineOf(title, LENGTHS.title),
    composer: lineOf(composer, LENGTHS.title),
    target_bpm,
  });

/**
 * Pieces of this user that the server does not have yet, with how far they are.
 * @param {string | null} userId
 * @returns {Promise<(PieceRow & {state: string, reason: string})[]>} those written down last come first
 */
export async function unsentPieces(userId) {
  const [pieces, outbox] = await withDb((db) => Promise.all([db.getAll("pieces"), db.getAll("outbox")]));
  const rows = new Map(outbox.filter(({ kind }) => kind === "piece").map((row) => [row.subject_id, row]));
  const mine = pieces.filter((piece) => piece.user_id === userId && userId && rows.has(piece.id));
  const queued = (/** @type {PieceRow} */ piece) => rows.get(piece.id)?.queued_at ?? 0;
  return mine
    .sort((a, b) => queued(b) - queued(a))
    .map((piece) => ({
      ...piece,
      state: rows.get(piece.id)?.state ?? "waiting",
      reason: rows.get(piece.id)?.reason ?? "",
    }));
}

/**
 * Take back a piece that the server does not want.
 * @param {string} id
 */
export const erasePiece = (id) =>
  write(["pieces", "outbox"], async (tx) => {
    await tx.objectStore("pieces").delete(id);
    await tx.objectStore("outbox").delete(`piece:${id}`);
  });

/**
 * The piece a title means: one that is known, or a new one.
 * @param {string} title
 * @param {string | null} user_id
 * @returns {Promise<string | null>} its id; null for no title
 */
export async function pieceFor(title, user_id) {
  const wanted = folded(title);
  if (!wanted) return null;
  const known = (await knownPieces(user_id)).find((row) => folded(row.title) === wanted);
  return known?.id ?? nameNew("piece", { user_id, title: lineOf(title, LENGTHS.title), composer: "" });
}

/**
 * The section of a piece that a title means.
 * @param {string} title
 * @param {string | null} piece_id
 * @param {string | null} user_id
 * @returns {Promise<string | null>} its id; null for no title, and without a piece
 */
export async function sectionFor(title, piece_id, user_id) {
  const wanted = folded(title);
  if (!wanted || !piece_id) return null;
  const known = (await knownSections(piece_id, user_id)).find((row) => folded(row.title) === wanted);
  return known?.id ?? nameNew("section", { user_id, piece_id, title: lineOf(title, LENGTHS.title) });
}

/**
 * The tag a word means.
 * @param {string} name
 * @param {string | null} user_id
 * @returns {Promise<string | null>} its id; null for no word
 */
export async function tagFor(name, user_id) {
  const wanted = folded(name);
  if (!wanted) return null;
  const known = (await knownTags(user_id)).find((row) => folded(row.name) === wanted);
  return known?.id ?? nameNew("tag", { user_id, name: lineOf(name, LENGTHS.tag), color: TAG_COLOR });
}

/**
 * Give every piece and section that a session names its id.
 * @param {Details} details
 * @param {string | null} userId
 * @returns {Promise<Details>}
 */
export async function withIds(details, userId) {
  const also = [];
  for (const work of details.also ?? []) if (folded(work.piece_title)) also.push(await workWithIds(work, userId));
  const drills = [];
  for (const drill of details.drills ?? []) if (drill.at_s.length) drills.push(await workWithIds(drill, userId));
  return { ...(await workWithIds(details, userId)), also, ...(drills.length ? { drills } : {}) };
}

/**
 * @template {Work} T
 * @param {T} work
 * @param {string | null} userId
 * @returns {Promise<T>}
 */
async function workWithIds(work, userId) {
  const piece_title = lineOf(work.piece_title, LENGTHS.title);
  const section_title = lineOf(work.section_title, LENGTHS.title);
  if (work.given) return { ...work, piece_title, section_title };
  const piece_id = await pieceFor(piece_title, userId);
  return {
    ...work,
    piece_title,
    section_title,
    piece_id,
    section_id: await sectionFor(section_title, piece_id, userId),
  };
}
