// @ts-check
// Tells the rest of the app that a session runs: no update is applied and no page reloads itself meanwhile.
const FLAG = "woodshed-running";
const REFLEX_RELOADED = "reflex_last_reloaded_on_error";
const DAY_MS = 86_400_000;

/** Call it again with every heartbeat: a flag that is not renewed grows stale. */
export function guard(now = Date.now()) {
  try {
    localStorage.setItem(FLAG, String(now));
    // Reflex does not reload a page that it believes it reloaded a moment ago; it shows a banner instead.
    sessionStorage.setItem(REFLEX_RELOADED, String(now + DAY_MS));
    document.documentElement.dataset.practising = "";
  } catch {
    // without storage there is no session either
  }
}

export function unguard() {
  try {
    localStorage.removeItem(FLAG);
    sessionStorage.removeItem(REFLEX_RELOADED);
    delete document.documentElement.dataset.practising;
  } catch {
    // as above
  }
}
