import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { remember } from "../../outbox/identity.js";
import { leave } from "../../outbox/leaving.js";
import { saveSession } from "../../outbox/queue.js";
import { details, emptied } from "../../outbox/testing/finished.js";
import { newEntry } from "./entry.js";
import { opened } from "./store.js";

beforeEach(emptied);

const times = { day: "2026-03-09", start: "11:40", minutes: "20" };

async function written(userId) {
  const entry = newEntry(times, { ...details, note: "scales" }, { userId, lastUserId: userId, sure: true });
  await saveSession(entry);
  return () => opened(new URLSearchParams({ session: entry.id }));
}

test("somebody without an account changes what they wrote in by hand", async () => {
  const open = await written(null);
  expect(await open()).toMatchObject({ details: { note: "scales" }, times: { ...times, own: "start" } });
});

test("what somebody wrote who has signed out waits for them", async () => {
  await remember({ id: "ann", name: "Ann", instruments: [] });
  const open = await written("ann");
  expect(await open()).toMatchObject({ details: { note: "scales" } });
  await leave();
  expect(await open()).toBe("locked");
});
