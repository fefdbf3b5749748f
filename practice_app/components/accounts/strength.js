// @ts-check
// How hard a password is to guess, in a few plain levels, by a small rule of our own and without a dictionary: only signs
// that don't follow from those before them count, one that comes again counts half, a syllable of Hangul or a Han sign as
// two Latin letters. What the server refuses for its own sake never gets past "called" and "row".
import { fresh, inARow, isCalled } from "./obvious.js";

/** @typedef {"none" | "short" | "called" | "row" | "fair" | "good" | "strong"} Level */

const GOOD = 9;
const STRONG = 14;
const WIDE = /[\u3400-\u9fff\uac00-\ud7a3]/;

/** @param {string} password @param {string[]} names @param {number} least @returns {Level} */
export function strength(password, names, least) {
  const length = [...password.normalize("NFKC")].length;
  if (!length) return "none";
  if (length < least) return "short";
  if (isCalled(password, names)) return "called";
  if (inARow(password)) return "row";
  const score = points(password);
  if (score < GOOD) return "fair";
  return score < STRONG ? "good" : "strong";
}

/** @param {string} password */
function points(password) {
  const signs = fresh(password);
  const weigh = (/** @type {string[]} */ some) => some.reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);
  return (weigh(signs) + weigh([...new Set(signs)])) / 2;
}
