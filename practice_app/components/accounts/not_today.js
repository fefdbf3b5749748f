// @ts-check
// Whether somebody put a word of ours off, for the rest of their day. It stands on the device; nothing depends on it.

const KEY = "woodshed_not_today";

/** @param {Date} moment */
const day = (moment) => `${moment.getFullYear()}-${moment.getMonth() + 1}-${moment.getDate()}`;

/** @param {string} whose @param {Date} [moment] */
export function notToday(whose, moment = new Date()) {
  try {
    localStorage.setItem(KEY, `${day(moment)} ${whose}`);
  } catch {
    // where nothing is kept it is put off for this page
  }
}

/** @param {string} whose @param {Date} [moment] */
export function restsToday(whose, moment = new Date()) {
  try {
    return localStorage.getItem(KEY) === `${day(moment)} ${whose}`;
  } catch {
    return false;
  }
}
