// @ts-check
// What a person may write, cleaned before it is kept here, by the rule of the server (practice_app/text.py): a session that
// waits is never stuck for a character that nobody knows is there. Both are held to tests/text_cases.json.
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const SPACES = /[\t\n \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
// Controls, halves of a character, blanks without width, marks of direction, fillers, what is no character.
const NEVER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u17b4\u17b5\u3164\uffa0\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]/gu;
// Nothing to see alone, but part of how a letter or an emoji looks.
const JOINERS = /\u034f|\u115f|\u1160|[\u180b-\u180f]|\u200c|\u200d|\u2800|[\ufe00-\ufe0f]|[\u{e0000}-\u{e0fff}]/gu;
const MANY_MARKS = /(\p{M}{30})\p{M}+/gu;

/** @param {string} value */
const shows = (value) => value.replace(JOINERS, "").replace(SPACES, "") !== "";

/** A text of several lines: composed, trimmed, nothing hidden. @param {string | null | undefined} value */
export function cleanText(value) {
  const known = String(value ?? "")
    .replace(LINE_ENDS, "\n")
    .replace(NEVER, "");
  const seen = known.replace(MANY_MARKS, "$1").normalize("NFC");
  return shows(seen) ? seen.trim() : "";
}

/** A name or a title: the same in one line. @param {string | null | undefined} value */
export const cleanLine = (value) => cleanText(value).replace(SPACES, " ");

/**
 * The same, of so many characters at most, as the server counts them.
 * @param {string | null | undefined} value
 * @param {number} most
 */
export const lineOf = (value, most) => cleanLine([...cleanLine(value)].slice(0, most).join(""));

/** @param {string | null | undefined} value @param {number} most */
export const textOf = (value, most) => cleanText([...cleanText(value)].slice(0, most).join(""));

/** What two names are compared by: how they look, apart from case, width and what can't be seen. @param {string} value */
export function folded(value) {
  const seen = cleanLine(value).normalize("NFKC").replace(JOINERS, "");
  return cleanLine(seen).toLowerCase().normalize("NFC");
}

/** The longest of each, in characters. */
export const LENGTHS = { title: 200, tag: 40, instrument: 60, focus: 60, note: 10_000 };
