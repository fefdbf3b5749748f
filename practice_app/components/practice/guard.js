// @ts-check
// Tells the rest of the app that a session runs: no update is applied and no page reloads itself meanwhile.
import { hold, letGo } from "../../reflex_seams/reloading.js";

const FLAG = "woodshed-running";
const OPEN = "woodshed-open";

/** This document has a session, whatever can be stored. */
let opened = false;

/** A session was begun that is neither saved nor thrown away: every page looks for it. @param {boolean} open */
export function sayOpen(open) {
  opened = open;
  try {
    if (open) localStorage.setItem(OPEN, "1");
    else localStorage.removeItem(OPEN);
  } catch {
    // then only this document knows
  }
}

/** Whether it is worth looking for a session that is not saved. */
export function mayBeOpen() {
  try {
    return opened || localStorage.getItem(OPEN) !== null;
  } catch {
    return opened;
  }
}

/** Call it again with every heartbeat: a flag that is not renewed grows stale. */
export function guard(now = Date.now()) {
  try {
    document.documentElement.dataset.practising = "";
    // Reflex does not reload a page that it believes it reloaded a moment ago; it shows a banner instead.
    hold(FLAG, now);
    localStorage.setItem(FLAG, String(now));
  } catch {
    // the session goes on without
  }
}

export function unguard() {
  try {
    delete document.documentElement.dataset.practising;
    letGo(FLAG);
    localStorage.removeItem(FLAG);
  } catch {
    // as above
  }
}
