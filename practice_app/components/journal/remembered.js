// The journal as it was last seen, for when it cannot be asked for. It lies on this device and goes with the sign-out.
import { copyOf, keepCopy } from "../outbox/copies.js";
import { present } from "../outbox/identity.js";

const PAGE = "journal";

/** @typedef {[number, number] | never[]} Band */
/** @typedef {{ day?: string, sums?: Record<string, number>, bands?: Record<string, Band>, [seen: string]: any }} Seen */

/**
 * Add to what a person saw: `{entries, today}` of the list, `{sums: {today: seconds}, bands, day}` of the totals.
 * @param {string} whose
 * @param {Seen} seen
 */
export function remember(whose, seen) {
  return keepCopy(PAGE, whose, (before) => {
    const was = /** @type {Seen} */ (before ?? {});
    const same = was.day === (seen.day ?? was.day);
    const sums = { ...(same ? was.sums : {}), ...seen.sums };
    const bands = { ...(same ? was.bands : {}), ...seen.bands };
    return { ...was, ...seen, sums, bands };
  });
}

/** @returns {Promise<(Seen & { at: number }) | null>} what was seen, and when */
export async function remembered() {
  const kept = await copyOf(PAGE, (await present())?.id);
  return kept && { ...kept.value, at: kept.at };
}
