// @ts-check
// The plan that is shown, and what is due, as this device last saw them: kept the moment they are shown.
import { copyOf, keepCopy } from "../outbox/copies.js";

/** @typedef {import("../outbox/types").Plan} Plan */
/** @typedef {{piece_id: string, section_id: string | null, title: string, piece_title: string, section_title: string, due_on: string, last_practised_on: string | null, why: string, minutes: number, bpm: number | null}} Proposal */
/**
 * @typedef {{minutes: number, plan: Plan, locale?: string, begun?: boolean, changed?: boolean, ahead?: boolean}} Shown
 *   `minutes`: as they were asked for; `locale`: in which language; `begun`: it was practised by; `changed`: by hand;
 *   `ahead`: nobody has asked for it yet
 */
/** @typedef {{due: Proposal[], neglected: Proposal[], reviews: boolean}} Lists */

const PLAN = "plan";
const LISTS = "plan-lists";
const ASKED = "plan-asked";
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

const dayOf = (/** @type {number} */ at) => new Date(at).toDateString();

/** Whether a kept plan is what one would want to see again. @param {{at: number, value: Shown} | null} kept @param {string} [language] */
export function stillGood(kept, language, now = Date.now()) {
  if (!kept || kept.value.begun || kept.value.ahead) return false;
  const { locale = language, changed = false } = kept.value;
  return now - kept.at < FRESH_MS && dayOf(kept.at) === dayOf(now) && (changed || locale === language);
}

/** Whether this is the first time today that the server is to be asked ahead; it counts as asked then. @param {string} userId @param {number} now */
async function firstToday(userId, now) {
  let first = false;
  const note = (/** @type {string | null} */ before) => {
    first = before !== dayOf(now);
    return dayOf(now);
  };
  await keepCopy(ASKED, userId, note, now);
  return first;
}

/**
 * Have a plan for today before anybody asks for one, for they may ask with no network. One that was begun, or changed by
 * hand, stays.
 * @param {{plan: (minutes: number) => Promise<Plan>}} api @param {string} userId
 */
export async function planAhead(api, userId, now = Date.now()) {
  const kept = await keptPlan(userId);
  if (kept && (kept.value.begun || kept.value.changed || dayOf(kept.at) === dayOf(now))) return;
  if (!(await firstToday(userId, now))) return;
  const minutes = kept?.value.minutes ?? USUAL_MIN;
  const shown = { minutes, plan: await api.plan(minutes), ahead: true };
  const before = JSON.stringify(kept?.value);
  // Meanwhile another may have been shown.
  await keepCopy(PLAN, userId, (found) => (found && JSON.stringify(found) !== before ? found : shown), now);
}
