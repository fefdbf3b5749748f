// @ts-check
// Whose work is on this device. Rows belong to the user who made them; another login neither sees nor sends them.
import { ApiError } from "./api.js";
import { forgetCopies } from "./copies.js";
import { withDb, write } from "./db.js";
import { forgetPerson, leave } from "./leaving.js";
import { named } from "./names.js";

/** @typedef {import("./types").Me} Me */
/** @typedef {{me: Me | null, signedIn: boolean | null, left?: boolean}} Identity `signedIn` is null when nobody could be asked; `left`: somebody was here until now */

/**
 * @param {any} answer what `GET /me` says
 * @returns {Me}
 */
function meOf(answer) {
  const user = answer.user ?? answer;
  return {
    id: user.id,
    name: user.display_name ?? "",
    instruments: user.instruments ?? [],
    timezone: user.timezone ?? "",
  };
}

/** Who was last signed in on this device; once they have left, only by id. @returns {Promise<Me | null>} */
export async function lastUser() {
  return /** @type {Me | null} */ ((await withDb((db) => db.get("meta", "me"))) ?? null);
}

/** Who is here, as far as this device knows: nobody after a sign-out. @returns {Promise<Me | null>} */
export async function present() {
  const me = await lastUser();
  return me?.left ? null : me;
}

/**
 * Ask the server who is signed in and remember it; with no network, the one remembered.
 * @param {import("./api.js").Api} api
 * @param {AbortSignal} [signal]
 * @returns {Promise<Identity>}
 */
export async function whoAmI(api, signal) {
  try {
    const me = meOf(await api.me(signal));
    await remember(me);
    return { me, signedIn: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.signedOut) {
      const left = await leave().catch(() => false); // signed out here or from another device: nobody sees what was seen
      return { me: await lastUser(), signedIn: false, left };
    }
    return { me: await lastUser(), signedIn: null };
  }
}

/**
 * Remember the user, and give them what was made on this device while nobody was signed in, unless somebody else
 * was the last one here: then it waits on the device page to be claimed by hand.
 * @param {Me} me
 */
export async function remember(me) {
  const before = await lastUser();
  const another = Boolean(before && before.id !== me.id);
  if (before && another) await forgetPerson(before.id);
  await forgetCopies(me.id).catch(() => {});
  await write(["meta"], (tx) => tx.objectStore("meta").put(me, "me"));
  await adopt(me.id, (row) => (row.last_user_id ?? me.id) === me.id, !another);
}

/**
 * Take a session that was made while nobody was signed in.
 * @param {string} sessionId
 * @param {string} userId
 */
export const claim = (sessionId, userId) => adopt(userId, (row) => row.id === sessionId, false);

/**
 * Give a user the sessions that nobody owns and that are theirs by some rule, with the pieces, sections and tags named in them.
 * @param {string} userId
 * @param {(row: import("./types").SessionRow) => boolean} theirs
 * @param {boolean} loose the names that no session needs are theirs too
 */
function adopt(userId, theirs, loose) {
  return write(["sessions", "pieces", "sections", "tags"], async (tx) => {
    const taken = new Set();
    const others = new Set();
    for (const row of await tx.objectStore("sessions").getAll()) {
      if (row.user_id !== null) continue;
      const mine = theirs(row);
      if (mine) await tx.objectStore("sessions").put({ ...row, user_id: userId });
      named(row.details).forEach((id) => (mine ? taken : others).add(id));
    }
    for (const name of /** @type {const} */ (["pieces", "sections", "tags"]))
      for (const row of await tx.objectStore(name).getAll())
        if (row.user_id === null && (taken.has(row.id) || (loose && !others.has(row.id))))
          await tx.objectStore(name).put({ ...row, user_id: userId });
  });
}

/**
 * @param {{user_id: string | null}} row
 * @param {string | null | undefined} userId
 * @returns {boolean} this user may see it on this device
 */
export const visible = (row, userId) => row.user_id === null || row.user_id === (userId ?? null);

/**
 * Names are told to their owner alone; those that nobody owns to whoever is not signed in either.
 * @param {{user_id: string | null}} row
 * @param {string | null | undefined} userId
 */
export const told = (row, userId) => row.user_id === (userId ?? null);
