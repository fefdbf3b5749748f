// @ts-check
// What stays on this device for whoever is signed in, and goes when they sign out: a comment that is being written, and
// phrases of one's own.
import { withDb, writeIfRoom } from "../../outbox/db.js";

const PREFIX = "review:";
export const PHRASES = "phrases";
const MOST_PHRASES = 30;

/** @param {string} key @param {string} me @returns {Promise<any>} */
export async function keptOf(key, me) {
  if (!me) return null;
  const found = /** @type {{ user_id: string, value: any } | undefined} */ (
    await withDb((db) => db.get("meta", PREFIX + key)).catch(() => undefined)
  );
  return found?.user_id === me ? found.value : null;
}

/** Keep it, or (of `null`) nothing any more. @param {string} key @param {string} me @param {any} value */
export async function keep(key, me, value) {
  if (!me) return;
  await writeIfRoom(["meta"], async (tx) => {
    const store = tx.objectStore("meta");
    if (value === null) await store.delete(PREFIX + key);
    else await store.put({ user_id: me, value }, PREFIX + key);
  }).catch(() => {});
}

/** With one more in front, each once. @param {string[]} phrases @param {string} phrase */
export const withPhrase = (phrases, phrase) =>
  [phrase, ...phrases.filter((one) => one !== phrase)].slice(0, MOST_PHRASES);

/** What is written with a phrase at its end. @param {string} text @param {string} phrase */
export const saidWith = (text, phrase) => (text.trim() ? `${text.trimEnd()} ${phrase}` : phrase);
