// @ts-check
// What is written into the form of a session and not saved yet.

/** @typedef {import("./editing.js").Draft} Draft */

const KEY = "woodshed_editing";

/** Keep what is being written where a reload or a new sign-in finds it. @param {string} id @param {string | null} owner @param {Draft} draft */
export function keepDraft(id, owner, draft) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ id, owner, draft }));
  } catch {
    // It is still on the page.
  }
}

/** @param {string} id @param {string | null} owner @returns {Draft | null} what was not saved of this session */
export function keptDraft(id, owner) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return kept?.id === id && kept.owner === owner ? kept.draft : null;
  } catch {
    return null;
  }
}

export function dropDraft() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // as above
  }
}
