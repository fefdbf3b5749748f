// @ts-check
// What one person said on this device for the sessions to come, under a name each.
import { withDb, write } from "./db.js";
import { present } from "./identity.js";

const me = async () => (await present())?.id ?? null;

/** @param {string} name @returns {Promise<any>} undefined when this person said nothing */
export async function wished(name) {
  const stored = /** @type {any} */ (await withDb((db) => db.get("meta", name)));
  return stored?.user_id === (await me()) ? stored : undefined;
}

/** @param {string} name @param {Record<string, unknown>} said */
export async function wish(name, said) {
  const user_id = await me();
  await write(["meta"], (tx) => tx.objectStore("meta").put({ ...said, user_id }, name));
}

const KEEP_ALL = "keep-all";

/** Whether each new recording of this person on this device begins as one to keep. @returns {Promise<boolean>} */
export const keepsAll = async () => (await wished(KEEP_ALL))?.keep === true;

/** @param {boolean} keep */
export const keepAll = (keep) => wish(KEEP_ALL, { keep });
