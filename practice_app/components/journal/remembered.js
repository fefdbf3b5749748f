// The journal as it was last seen, for when it cannot be asked for. It lies on this device and goes with the sign-out.
import { copyOf, keepCopy } from "../outbox/copies.js";
import { present } from "../outbox/identity.js";

const PAGE = "journal";

// Add to what a person saw: `{entries, today}` of the list, `{sums: {today: seconds}, day}` of the totals.
export function remember(whose, seen) {
  return keepCopy(PAGE, whose, (before) => {
    const was = before ?? {};
    const sums = { ...(was.day === (seen.day ?? was.day) ? was.sums : {}), ...seen.sums };
    return { ...was, ...seen, sums };
  });
}

export async function remembered() {
  const kept = await copyOf(PAGE, (await present())?.id);
  return kept && { ...kept.value, at: kept.at };
}
