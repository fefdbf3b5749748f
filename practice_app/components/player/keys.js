// @ts-check
// Keys of a page on which something is played.
import { useEffect } from "react";

/** @typedef {{ deed: "toggle" | "by" | "step" | "from" | "to" | "end" | "speed", by?: number }} Asked */
/** @type {Map<string, Asked>} */
const DEEDS = new Map([
  [" ", { deed: "toggle" }],
  ["k", { deed: "toggle" }],
  ["j", { deed: "by", by: -10 }],
  ["l", { deed: "by", by: 10 }],
  ["ArrowLeft", { deed: "by", by: -5 }],
  ["ArrowRight", { deed: "by", by: 5 }],
  [",", { deed: "step", by: -1 }],
  [".", { deed: "step", by: 1 }],
  ["[", { deed: "from" }],
  ["]", { deed: "to" }],
  ["Escape", { deed: "end" }],
  ["<", { deed: "speed", by: -1 }],
  [">", { deed: "speed", by: 1 }],
]);

/** What a key asks a player for. @param {string} key @returns {Asked | undefined} */
export const asked = (key) => DEEDS.get(key.length === 1 ? key.toLowerCase() : key);

/** What is written into, chosen from or moved by keys of its own has them. */
const OTHERS = "input, select, textarea, dialog, [popover], [contenteditable], [role=menu]";

/** Keys of the whole page, but where somebody writes or chooses. @param {(key: string) => boolean} heard whether it meant something */
export function useKeys(heard) {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      const at = /** @type {HTMLElement} */ (event.target);
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const slides = at.closest("[role=slider], [role=radiogroup]") && /^(Arrow|Page|Home|End)/.test(event.key);
      if (slides || at.closest(OTHERS)) return;
      if (event.key === " " && at.closest("button, a, summary")) return;
      if (heard(event.key)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
