// @ts-check
// The space bar, and the keys that a page-turning pedal sends: one tap of the foot starts, pauses and goes on.

/** What pedals send, by their mode. */
const PEDAL = new Set(["PageDown", "PageUp", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]);
const BAR = new Set([" ", "Enter"]);
const WRITES = "input, textarea, select, [contenteditable], [role=slider], [role=listbox], [role=grid], dialog[open]";
const ANSWERS = "button, a[href], summary, [role=button], [role=menuitem]";

/**
 * Whether a key means the big button. Not while somebody writes, moves a slider or answers a question; and a button that has
 * the focus keeps the space bar.
 * @param {Pick<KeyboardEvent, "key" | "repeat" | "defaultPrevented" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing">} event
 * @param {{closest: (selector: string) => unknown} | null} target what has the focus
 */
export function isPedal(event, target) {
  if (event.defaultPrevented || event.repeat || event.isComposing) return false;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (target?.closest(WRITES)) return false;
  return PEDAL.has(event.key) || (BAR.has(event.key) && !target?.closest(ANSWERS));
}

/**
 * Listen for it on this page.
 * @param {() => boolean} press whether it meant something
 * @returns {() => void} stop
 */
export function onPedal(press) {
  const heard = (/** @type {KeyboardEvent} */ event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (document.querySelector("dialog[open]") || !isPedal(event, target)) return;
    if (press()) event.preventDefault();
  };
  addEventListener("keydown", heard);
  const { dataset } = document.documentElement;
  dataset.hearsPedal = ""; // until here the page's head repeats a step
  return () => {
    removeEventListener("keydown", heard);
    delete dataset.hearsPedal;
  };
}
