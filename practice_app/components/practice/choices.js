// @ts-check
// What can be chosen about a session, in words.
import { FOCUS, INSTRUMENTS } from "../../words.js";

/** @typedef {(message: string) => string} Translate */

/** @param {Record<string, string>} words @param {Translate} t @returns {[string, string][]} */
const named = (words, t) => Object.entries(words).map(([key, name]) => [key, t(name)]);

/** @param {Translate} t */
export const instruments = (t) => named(INSTRUMENTS, t);

/** @param {Translate} t */
export const focusAreas = (t) => named(FOCUS, t);

/** @param {Translate} t @returns {[import("../outbox/types").Details["mode"], string][]} */
export const modes = (t) => [
  ["normal", t("Normal")],
  ["slow", t("Slow")],
  ["performance", t("Performance")],
];
