// @ts-check
// The pieces a musician knows, kept here so that one can be chosen, or a new one named, with no network.
import { withDb, write } from "./db.js";
import { visible } from "./identity.js";
import { newId } from "./ids.js";
import { outboxRow } from "./queue.js";

/** @typedef {import("./types").PieceRow} PieceRow */

/** @param {string} title */
const folded = (title) => title.trim().replace(/\s+/g, " ").toLocaleLowerCase();

/** @param {string | null} userId @returns {Promise<PieceRow[]>} by title */
export async function knownPieces(userId) {
  const rows = await withDb((db) => db.getAll("pieces"));
  return rows.filter((row) => visible(row, userId)).sort((a, b) => a.title.localeCompare(b.title));
}

/**
 * Take over the server's list; what was named here and is not sent yet stays.
 * @param {import("./api.js").Api} api
 * @param {string} userId
 */
export async function refreshPieces(api, userId) {
  const { items } = await api.pieces();
  await write(["pieces"], async (tx) => {
    const store = tx.objectStore("pieces");
    for (const row of await store.getAll()) if (row.user_id === userId && !row.unsent) await store.delete(row.id);
    for (const { id, title, composer } of items)
      await store.put({ id, user_id: userId, title, composer: composer ?? "", unsent: false });
  });
}

/**
 * The piece a title means: one that is known, or a new one that will be sent before the session that needs it.
 * @param {string} title
 * @param {string | null} userId
 * @returns {Promise<string | null>} its id; null for no title
 */
export async function pieceFor(title, userId) {
  const wanted = folded(title);
  if (!wanted) return null;
  const known = (await knownPieces(userId)).find((row) => folded(row.title) === wanted);
  if (known) return known.id;
  const id = newId();
  await write(["pieces", "outbox"], async (tx) => {
    await tx.objectStore("pieces").put({ id, user_id: userId, title: title.trim(), composer: "", unsent: true });
    await tx.objectStore("outbox").put(outboxRow("piece", id, null));
  });
  return id;
}
