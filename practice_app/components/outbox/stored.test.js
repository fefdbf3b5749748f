import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { write } from "./db.js";
import { stateOf, storedSessions } from "./stored.js";
import { details, emptied, T0 } from "./testing/finished.js";
import { logEvent } from "./timer.js";

const session = (more = {}) => ({ state: "saved", user_id: "ann", last_user_id: "ann", ...more });
const row = (state) => ({ state });

test("a session's state is told by its row and what waits of it", () => {
  expect(stateOf(session({ state: "open" }), [], "ann")).toBe("unfinished");
  expect(stateOf(session({ state: "review" }), [], "ann")).toBe("unfinished");
  expect(stateOf(session(), [row("waiting"), row("attention")], "ann")).toBe("attention");
  expect(stateOf(session(), [row("held")], "ann")).toBe("held");
  expect(stateOf(session(), [row("waiting")], "ann")).toBe("waiting");
  expect(stateOf(session({ state: "sent" }), [], "ann")).toBe("sent");
});

test("what was practised signed out, after somebody else, has to be claimed", () => {
  const nobodys = session({ user_id: null });
  expect(stateOf(nobodys, [row("waiting")], "bob")).toBe("unclaimed");
  expect(stateOf(nobodys, [row("waiting")], "ann")).toBe("waiting");
  expect(stateOf(nobodys, [row("waiting")], null)).toBe("waiting");
});

test("a session that is not finished is as long as its log says so far", async () => {
  await emptied();
  const open = {
    id: "open",
    user_id: "ann",
    last_user_id: "ann",
    state: "open",
    created_at: T0,
    timezone: "UTC",
    details,
    timeline: null,
    client_updated_at: T0,
    rev: 1,
  };
  const at = (second) => ({ wall: T0 + second * 1000, mono: second * 1000, boot_id: "gone" });
  await write(["sessions", "events"], async (tx) => {
    await tx.objectStore("sessions").put(open);
    await tx.objectStore("events").add(logEvent("open", 0, "start", at(0)));
    await tx.objectStore("events").add(logEvent("open", 1, "heartbeat", at(34)));
  });
  const [told] = await storedSessions("ann");
  expect(told).toMatchObject({
    state: "unfinished",
    started_at: T0,
    elapsed_s: 34,
    timeline: { intervals: [{ started_at: T0, ended_at: T0 + 34_000 }] },
  });
});
