// @ts-check
// What goes from this device with the person who leaves it: everything by which the next one would learn a name. What has
// not been sent stays, bound to its owner, and is neither shown nor sent for anybody else.
import { withDb, write } from "./db.js";
import { eraseSession } from "./queue.js";

/** Of what is kept under a name, all goes but this: room put by, who was here (by id), a yes or no. */
const STAYS = new Set(["me", "put-by", "keep-all"]);
const NAMES = /** @type {const} */ (["pieces", "sections", "tags"]);
export const SHARED = "woodshed-shared";
export const OWNER = "x-owner";

/**
 * Somebody signed out, here or elsewhere, or their sign-in has ended: of them only the id stays.
 * @returns {Promise<boolean>} somebody was still known here
 */
export async function leave() {
  const me = await withDb((db) => db.get("meta", "me"));
  const { id = null, left = false } = /** @type {any} */ (me ?? {});
  if (!id || left) return false;
  await write(["meta"], (tx) =>
    tx.objectStore("meta").put({ id, name: "", instruments: [], timezone: "", left: true }, "me"),
  );
  await forgetPerson(id);
  return true;
}

/**
 * Forget the names of a person who is not here any more.
 * @param {string} userId
 */
export async function forgetPerson(userId) {
  await bindShared(userId).catch(() => {});
  await write(["meta", ...NAMES], async (tx) => {
    for (const key of await tx.objectStore("meta").getAllKeys())
      if (!STAYS.has(String(key))) await tx.objectStore("meta").delete(key);
    for (const name of NAMES)
      for (const { id, user_id, unsent } of await tx.objectStore(name).getAll())
        if (user_id === userId && !unsent) await tx.objectStore(name).delete(id);
  });
  for (const row of await withDb((db) => db.getAll("sessions")))
    if (row.user_id === userId && (row.state === "sent" || row.discarded_at)) await eraseSession(row.id);
}

/**
 * Files that another app shared and nobody has made a session of yet were shared by whoever was here.
 * @param {string} userId
 */
async function bindShared(userId) {
  if (!(await globalThis.caches?.has(SHARED))) return;
  const cache = await caches.open(SHARED);
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    if (!kept || kept.headers.has(OWNER)) continue;
    const headers = new Headers(kept.headers);
    headers.set(OWNER, userId);
    await cache.put(request, new Response(await kept.blob(), { headers }));
  }
}
