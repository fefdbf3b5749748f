// @ts-check
// Whatever names moments on a session's page shows them on its music: an element with `data-moments` (a JSON list of start_s
// and end_s), when it is opened, and one with `data-second`, when it is tapped, which also jumps there.

/** @typedef {{start_s: number, end_s: number}} Moment */

/** @param {Element} element @returns {Moment[]} */
const momentsOf = (element) =>
  JSON.parse(/** @type {HTMLElement | null} */ (element.closest("[data-moments]"))?.dataset.moments ?? "[]");

/** Show the moments of this element as a tap on it would. @param {Element | null} element */
export const showMoments = (element) => element?.dispatchEvent(new CustomEvent("moments", { bubbles: true }));

/** The moment that the page's address names (`?at=35-55`, in seconds), within the session. @param {string} search @param {number} clockS */
export function momentIn(search, clockS) {
  const told = /^(\d{1,6}(?:\.\d{1,3})?)-(\d{1,6}(?:\.\d{1,3})?)$/.exec(new URLSearchParams(search).get("at") ?? "");
  const [start_s, end_s] = (told ?? []).slice(1).map(Number);
  return told && start_s < end_s && start_s < clockS ? { start_s, end_s: Math.min(end_s, clockS) } : null;
}

/**
 * Tell `show` what is asked for below `root`, until the answer is called; `look`: it is to be seen, too (`data-look`).
 * @param {Element} root @param {(moments: Moment[], second?: number, look?: boolean) => void} show
 */
export function listenForMoments(root, show) {
  const jump = (/** @type {Event} */ { target }) => {
    const from = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-second]"));
    if (from) show(momentsOf(from), Number(from.dataset.second), "look" in from.dataset);
  };
  const open = (/** @type {Event} */ { target }) => {
    const from = /** @type {HTMLDetailsElement} */ (target);
    if (from.matches("details[data-moments]")) show(from.open ? momentsOf(from) : []);
  };
  const listening = new AbortController();
  const { signal } = listening;
  root.addEventListener("click", jump, { signal });
  root.addEventListener("moments", jump, { signal });
  root.addEventListener("toggle", open, { signal, capture: true }); // it does not rise by itself
  return () => listening.abort();
}
