import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "./api.js";
import { copyOf, dropCopy, forgetCopies, keepCopy, MOST_KEPT } from "./copies.js";
import { withDb } from "./db.js";
import { remember, whoAmI } from "./identity.js";
import { emptied } from "./testing/finished.js";

const ann = { id: "ann", name: "Ann", instruments: [] };
const bob = { id: "bob", name: "Bob", instruments: [] };
const kept = (page = "/pieces", who = "ann", value = "Largo") => keepCopy(page, who, () => value);
const seen = async (page, who) => (await copyOf(page, who))?.value;
const answers = (answer) => ({
  me: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
});

beforeEach(emptied);

test("what a person saw last comes back with its date, and is added to", async () => {
  await keepCopy("/pieces", "ann", () => ({ rows: 3 }), 1000);
  await keepCopy("/pieces", "ann", (before) => ({ ...before, more: 4 }), 2000);
  expect(await copyOf("/pieces", "ann")).toEqual({ user_id: "ann", at: 2000, value: { rows: 3, more: 4 } });
});

test("nobody else sees it, and theirs is never mixed with it", async () => {
  await kept();
  expect(await copyOf("/pieces", "bob")).toBeNull();
  expect(await copyOf("/pieces", undefined)).toBeNull();
  const before = vi.fn(() => "Gigue");
  await keepCopy("/pieces", "bob", before);
  expect(before).toHaveBeenCalledWith(null);
  expect(await copyOf("/pieces", "ann")).toBeNull();
});

test("a tab that lingers keeps nothing more of who has left", async () => {
  await remember(ann);
  await whoAmI(answers(new ApiError(401)));
  await kept();
  expect(await copyOf("/pieces", "ann")).toBeNull();
  await remember(bob);
  await kept();
  expect(await copyOf("/pieces", "ann")).toBeNull();
});

test("what belongs to nobody is not kept", async () => {
  await keepCopy("/pieces", "", () => "Largo");
  expect(await withDb((db) => db.count("meta"))).toBe(0);
});

test("somebody else who signs in finds nothing of it on the device, the same person finds it", async () => {
  await kept();
  await remember(ann);
  expect(await seen("/pieces", "ann")).toBe("Largo");
  await remember(bob);
  expect(await withDb((db) => db.getAllKeys("meta"))).toEqual(["me"]);
});

test("a device that was signed out from afar forgets it when it hears of it, and not while nobody answers", async () => {
  await remember(ann);
  await kept();
  await whoAmI(answers(new ApiError(0)));
  await whoAmI(answers(new ApiError(503)));
  expect(await seen("/pieces", "ann")).toBe("Largo");
  await whoAmI(answers(new ApiError(401)));
  expect(await copyOf("/pieces", "ann")).toBeNull();
});

test("forgetting leaves what else is stored here", async () => {
  await remember(ann);
  await kept();
  await forgetCopies();
  expect(await withDb((db) => db.getAllKeys("meta"))).toEqual(["me"]);
});

test("a page that is no more leaves no copy", async () => {
  await kept("/sessions/1");
  await kept("/sessions/2");
  await dropCopy("/sessions/1");
  expect(await copyOf("/sessions/1", "ann")).toBeNull();
  expect(await seen("/sessions/2", "ann")).toBe("Largo");
});

test("of many pages those seen last are kept", async () => {
  for (let n = 0; n < MOST_KEPT + 3; n++) await keepCopy(`/sessions/${n}`, "ann", () => n, n);
  expect(await copyOf("/sessions/2", "ann")).toBeNull();
  expect(await seen("/sessions/3", "ann")).toBe(3);
});
