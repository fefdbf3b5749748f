// The journal as it was last seen, for when it cannot be asked for. It lies on this device and goes with the sign-out.
import { withDb, write } from "$/public/external/practice_app/components/outbox/db.js";
import { lastUser } from "$/public/external/practice_app/components/outbox/identity.js";

const KEY = "journal";

// Add to what was seen: `{entries, today}` of the list, `{sums: {today: seconds}, day}` of the totals.
export async function remember(seen) {
  const me = await lastUser();
  if (!me) return;
  await write(["meta"], async (tx) => {
    const store = tx.objectStore("meta");
    const before = await store.get(KEY);
    const was = before?.user_id === me.id ? before : {};
    const sums = { ...(was.day === (seen.day ?? was.day) ? was.sums : {}), ...seen.sums };
    await store.put({ ...was, ...seen, sums, user_id: me.id, at: Date.now() }, KEY);
  });
}

export async function remembered() {
  const me = await lastUser();
  const seen = await withDb((db) => db.get("meta", KEY));
  return seen && seen.user_id === me?.id ? seen : null;
}

export const forgetJournal = () => write(["meta"], (tx) => tx.objectStore("meta").delete(KEY));
