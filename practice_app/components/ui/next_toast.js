// A word that a page leaves for the next one, so that what was done there is confirmed where one arrives. With no server.
const KEY = "woodshed_word";
const FRESH_MS = 30_000;

/** @param {string} message a message id @param {number} [now] */
export function toastOnNextPage(message, now = Date.now()) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ message, at: now }));
  } catch {
    // Then it is not said.
  }
}

/** The word, once; one that nobody came for in time is stale. @param {number} [now] @returns {string} */
export function takeToast(now = Date.now()) {
  try {
    const left = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    sessionStorage.removeItem(KEY);
    return left && now - left.at < FRESH_MS ? String(left.message) : "";
  } catch {
    return "";
  }
}
