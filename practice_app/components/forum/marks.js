// @ts-check
// What a mark of the bar does to a text and to what is chosen in it.

/** @typedef {"bold" | "italic" | "heading" | "quote" | "list" | "code" | "link"} Mark */

/** @type {Record<string, [string, string]>} */
const AROUND = { bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"], link: ["[", "](https://)"] };
/** @type {Record<string, string>} */
const BEFORE = { heading: "# ", quote: "> ", list: "- " };

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Mark} kind
 * @returns {{ text: string, start: number, end: number }}
 */
export function marked(text, start, end, kind) {
  const chosen = text.slice(start, end);
  if (kind in BEFORE) return lines(text, start, end, BEFORE[kind]);
  const fence = kind === "code" && chosen.includes("\n");
  const [open, close] = fence ? ["```\n", "\n```"] : AROUND[kind];
  const made = text.slice(0, start) + open + chosen + close + text.slice(end);
  return { text: made, start: start + open.length, end: end + open.length };
}

/** Put something into a text as a paragraph of its own; `end` is behind it. @param {string} text @param {number} at @param {string} piece */
export function put(text, at, piece) {
  const before = text.slice(0, at).replace(/\n+$/, "");
  const after = text.slice(at).replace(/^\n+/, "");
  const made = `${before ? `${before}\n\n` : ""}${piece}\n\n`;
  return { text: made + after, end: made.length };
}

/** @param {string} text @param {number} start @param {number} end @param {string} sign */
function lines(text, start, end, sign) {
  const first = text.lastIndexOf("\n", start - 1) + 1;
  const changed = text
    .slice(first, end)
    .split("\n")
    .map((line) => sign + line)
    .join("\n");
  const made = text.slice(0, first) + changed + text.slice(end);
  return { text: made, start: start + sign.length, end: first + changed.length };
}
