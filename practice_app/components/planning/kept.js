// @ts-check
// The plan that is shown, and what is due, as this device last saw them: kept the moment they are shown.
import { copyOf, keepCopy } from "../outbox/copies.js";

/** @typedef {import("../outbox/types").Plan} Plan */
/** @typedef {{piece_id: string, section_id: string | null, title: string, piece_title: string, section_title: string, due_on: string, last_practised_on: string | null, why: string, minutes: number, bpm: number | null}} Proposal */
/** @typedef {{minutes: number, plan: Plan, begun?: boolean}} Shown `minutes`: as they were asked for; `begun`: it was practised by */
/** @typedef {{due: Proposal[], neglected: Proposal[], reviews: boolean}} Lists */

const PLAN = "plan";
const LISTS = "plan-lists";
/** A plan that was shown so lately is not asked for again: it may have been changed by hand. */
const FRESH_MS = 20 * 60_000;
export const USUAL_MIN = 30;

/** @param {string} userId @param {Shown} shown */
export const keepPlan = (userId, shown) => keepCopy(PLAN, userId, () => shown);

/** @param {string} userId @param {Lists} lists */
export const keepLists = (userId, lists) => keepCopy(LISTS, userId, () => lists);

/** @param {string} userId @returns {Promise<{at: number, value: Shown} | null>} */
export const keptPlan = (userId) => copyOf(PLAN, userId);

/** @param {string} userId @returns {Promise<{at: number, value: Lists} | null>} */
export const keptLists = (userId) => copyOf(LISTS, userId);

/** Whether a kept plan is what one would want to see again. @param {{at: number, value: Shown} | null} kept */
export const stillGood = (kept, now = Date.now()) =>
  Boolean(
    kept && !kept.value.begun && now - kept.at < FRESH_MS && new Date(kept.at).getDate() === new Date(now).getDate(),
  );
