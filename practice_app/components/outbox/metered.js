// @ts-check
// Recordings are large: who wishes so keeps them from a connection that is paid by its bytes.
const WISH = "woodshed-wifi-only";

/** @typedef {{type?: string, saveData?: boolean, addEventListener?: EventTarget["addEventListener"]}} Connection */

/** @returns {Connection | undefined} what the browser tells of the connection; Safari and Firefox tell nothing */
export const connection = () => /** @type {any} */ (globalThis.navigator)?.connection;

export function wifiOnly() {
  try {
    return localStorage.getItem(WISH) === "1";
  } catch {
    return false;
  }
}

/** @param {boolean} wish */
export function wishWifiOnly(wish) {
  try {
    localStorage.setItem(WISH, wish ? "1" : "");
  } catch {
    // then it is as before
  }
}

/** Whether recordings have to wait for another connection. @param {Connection} [over] @param {boolean} [wish] */
export const tooDear = (over = connection(), wish = wifiOnly()) =>
  Boolean(wish && over && (over.saveData || over.type === "cellular"));
