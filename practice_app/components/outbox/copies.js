// @ts-check
// What a person last saw of each page, for when it cannot be asked for. It belongs to that person alone, and goes when
// they sign out, when the server no longer knows them here, or when somebody else signs in.
import { withDb, writeIfRoom } from "./db.js";

/** @typedef {{user_id: string, at: number, value: any}} Copy `at`: when it was seen, milliseconds since 1970 */

export const PREFIX = "copy:";
const ALL = () => IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`);
/** Of pages that there may be thousands of, so many are kept: those seen last. */
export const MOST_KEPT = 24;

/**
 * Keep what is seen of a page now; a change is merged into what was kept of the same person.
 * @param {string} page its address, or a name
 * @param {string} userId whose it is
 * @param {(before: any) => any} seen of what was kept before, or null
 * @param {number} [now]
 */
export async function keepCopy(page, userId, seen, now = Date.now()) {
  if (!userId) return;
  await writeIfRoom(["meta"], async (tx) => {
    const store = tx.objectStore("meta");
    const here = /** @type {{id: string, left?: boolean} | undefined} */ (await store.get("me"));
    if (here && (here.left || here.id !== userId)) return; // a page of somebody who has left lingers in another tab
    const key = PREFIX + page;
    const before = /** @type {Copy | undefined} */ (await store.get(key));
    const value = seen(before?.user_id === userId ? before.value : null);
    await store.put({ user_id: userId, at: now, value }, key);
    await dropOldest(store);
  });
}

/** @param {any} store */
async function dropOldest(store) {
  const keys = await store.getAllKeys(ALL());
  if (keys.length <= MOST_KEPT) return;
  const dated = await Promise.all(
    keys.map(async (/** @type {string} */ key) => ({ key, at: /** @type {Copy} */ (await store.get(key)).at })),
  );
  dated.sort((a, b) => b.at - a.at);
  for (const { key } of dated.slice(MOST_KEPT)) await store.delete(key);
}

/**
 * What this person last saw of a page.
 * @param {string} page
 * @param {string | undefined} userId
 * @returns {Promise<Copy | null>}
 */
export async function copyOf(page, userId) {
  if (!userId) return null;
  const kept = /** @type {Copy | undefined} */ (await withDb((db) => db.get("meta", PREFIX + page)));
  return kept?.user_id === userId ? kept : null;
}

/** Forget one page: it is no more. @param {string} page */
export const dropCopy = (page) => writeIfRoom(["meta"], (tx) => tx.objectStore("meta").delete(PREFIX + page));

/**
 * Forget what was seen: all of it, or all but one person's own.
 * @param {string | null} [but]
 */
export async function forgetCopies(but = null) {
  await writeIfRoom(["meta"], async (tx) => {
    const store = tx.objectStore("meta");
    if (!but) await store.delete("journal"); // as earlier versions kept it
    for (const key of await store.getAllKeys(ALL())) {
      const { user_id } = /** @type {Copy} */ (await store.get(key));
      if (user_id !== but) await store.delete(key);
    }
  });
}
