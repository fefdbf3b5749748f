// @ts-check
// The words of a field with commas between them. Pure.

const BREAK = /[,，、]/;

/** The word that is being written: the last one. @param {string} text */
export const last = (text) => (text.split(BREAK).at(-1) ?? "").trim();

/** With another word in its place, and room for the next. @param {string} text @param {string} word */
export function completed(text, word) {
  const words = text.split(BREAK).slice(0, -1);
  return [...words.map((one) => one.trim()).filter(Boolean), word, ""].join(", ");
}
