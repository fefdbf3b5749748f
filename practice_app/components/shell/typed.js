// @ts-check
// What somebody has typed and not sent is not thrown away for a newer build: the page is not loaded again by itself then.
import { hold, letGo } from "../../reflex_seams/reloading.js";

const TYPED = "typed";
/** Chosen again at once, or nothing of one's own. */
const EASY = new Set(["checkbox", "color", "radio", "range", "search"]);

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** Whether this holds words that are somebody's own. @param {EventTarget | null} target @returns {target is Field} */
const holdsWords = (target) =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !EASY.has(target.type));

/** @param {Field} field */
const stillThere = (field) => field.isConnected && field.value !== "";

/** Watch what is typed; answers how to stop. @param {Document} page */
export function watchTyping(page = document) {
  /** @type {Set<Field>} */
  const fields = new Set();
  const look = () => {
    if (!fields.size) return;
    for (const field of fields) if (!stillThere(field)) fields.delete(field);
    if (!fields.size) letGo(TYPED);
  };
  /** @param {Event} event */
  const typed = ({ target }) => {
    if (holdsWords(target)) fields.add(target);
    if (fields.size) hold(TYPED);
    look();
  };
  /** @param {Event} event */
  const sent = ({ target }) => {
    for (const field of fields) if (field.form === target) fields.delete(field);
    if (!fields.size) letGo(TYPED);
  };
  page.addEventListener("input", typed, true);
  page.addEventListener("submit", sent, true);
  page.addEventListener("pointerdown", look, true);
  page.addEventListener("focusin", look, true);
  return () => {
    page.removeEventListener("input", typed, true);
    page.removeEventListener("submit", sent, true);
    page.removeEventListener("pointerdown", look, true);
    page.removeEventListener("focusin", look, true);
  };
}
