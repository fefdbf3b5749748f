// @ts-check
// Whether somebody on this device has just made an account and wasn't asked yet what they play; by their id alone.

const KEY = "woodshed-newcomer";

/** @param {string} id */
export function cameNew(id) {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // a browser that keeps nothing asks nothing
  }
}

/** @param {string} id @returns {boolean} */
export function isNew(id) {
  try {
    return id !== "" && localStorage.getItem(KEY) === id;
  } catch {
    return false;
  }
}

/** They have answered, or would rather not. */
export function asked() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // then there was nothing either
  }
}
