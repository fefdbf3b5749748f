// The journal as it was last seen, for when it cannot be asked for. It lies on this device and goes with the sign-out.
import { copyOf, keepCopy } from "../outbox/copies.js";
import { present } from "../outbox/identity.js";

const PAGE = "journal";

/** @typedef {{ day?: string, sums?: Record<string, number>, [seen: string]: any }} Seen */

/**
 * Add to what a person saw: `{entries, today}` of the list, `{sums: {today: seconds}, day}` of the totals.
 * @param {string} whose
 * @param {Seen} seen
 */
export function remember(whose, seen) {
  return keepCopy(PAGE, whose, (before) => {
    const was = /** @type {Seen} */ (before ?? {});
    const sums = { ...(was.day === (seen.day ?? was.day) ? was.sums : {}), ...seen.sums };
    return { ...was, ...seen, sums };
  });
}

/** @returns {Promise<(Seen & { at: number }) | null>} what was seen, and when */
export async function remembered() {
  const kept = await copyOf(PAGE, (await present())?.id);
  return kept && { ...kept.value, at: kept.at };
}
