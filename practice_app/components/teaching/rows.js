// @ts-check
// Going through a list by key: j down, k up, from where the focus is.
const STEPS = { j: 1, k: -1 };

/** Whether a key pressed here is meant for what is being written, or for the browser. @param {KeyboardEvent} event */
export function isForTheList(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !(event.key in STEPS)) return false;
  const at = /** @type {Element | null} */ (event.target);
  return !at?.closest?.("input, textarea, select, [contenteditable], dialog");
}

/** Which row is next; the ends stay. @param {number} from -1: none has the focus @param {string} key @param {number} count */
export function nextRow(from, key, count) {
  if (from < 0) return key === "j" ? 0 : count - 1;
  return Math.min(Math.max(from + STEPS[/** @type {"j" | "k"} */ (key)], 0), count - 1);
}
