// @ts-check
// Whatever names moments on a session's page shows them on its music: an element with `data-moments` (a JSON list of start_s
// and end_s), when it is opened, and one with `data-second`, when it is tapped, which also jumps there.

/** @typedef {{start_s: number, end_s: number}} Moment */

/** @param {Element} element @returns {Moment[]} */
const momentsOf = (element) =>
  JSON.parse(/** @type {HTMLElement | null} */ (element.closest("[data-moments]"))?.dataset.moments ?? "[]");

/** Show the moments of this element as a tap on it would. @param {Element | null} element */
export const showMoments = (element) => element?.dispatchEvent(new CustomEvent("moments", { bubbles: true }));

/**
 * Tell `show` what is asked for below `root`, until the answer is called.
 * @param {Element} root @param {(moments: Moment[], second?: number) => void} show
 */
export function listenForMoments(root, show) {
  const jump = (/** @type {Event} */ { target }) => {
    const from = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-second]"));
    if (from) show(momentsOf(from), Number(from.dataset.second));
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
