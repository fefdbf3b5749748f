// @ts-check
// What can be chosen about a session, in words.
import { FAMILIES, FOCUS, INSTRUMENTS } from "../../words.js";

/** @typedef {(message: string) => string} Translate */

/** @param {Record<string, string>} words @param {Translate} t @returns {[string, string][]} */
const named = (words, t) => Object.entries(words).map(([key, name]) => [key, t(name)]);

/** @param {string} key */
export const isKnown = (key) => Object.hasOwn(INSTRUMENTS, key);

/**
 * Each family with its instruments, in words.
 * @param {Translate} t @returns {[string, [string, string][]][]}
 */
export const families = (t) =>
  Object.values(FAMILIES).map(([name, keys]) => [t(name), keys.map((key) => [key, t(INSTRUMENTS[key])])]);

/** @param {Translate} t */
export const focusAreas = (t) => named(FOCUS, t);

/** @param {Translate} t @returns {[import("../outbox/types").Details["mode"], string][]} */
export const modes = (t) => [
  ["normal", t("Normal")],
  ["slow", t("Slow")],
  ["performance", t("Performance")],
];
