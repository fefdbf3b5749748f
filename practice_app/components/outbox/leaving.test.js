// Whoever leaves a device takes their names along; what has not been sent stays theirs.
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { sharedFile } from "../practice/byhand/file.js";
import { opened, remember as rememberDraft } from "../practice/byhand/store.js";
import { beginSession, firstDetails, rememberDetails, unfinished } from "../practice/session_store.js";
import { keepCopy } from "./copies.js";
import { withDb, write } from "./db.js";
import { drain } from "./drain.js";
import { lastUser, present, remember, whoAmI } from "./identity.js";
import { leave } from "./leaving.js";
import { knownPieces, knownSections, knownTags, pieceFor, refreshKnown, tagFor, withIds } from "./pieces.js";
import { saveSession } from "./queue.js";
import { storedSessions } from "./stored.js";
import { Sync } from "./sync.js";
import { FakeServer } from "./testing/fakes.js";
import { details, emptied, finished } from "./testing/finished.js";

const SECRETS = /Gavotte|Trio|warm-up|theremin|Ann Keller|Bartok/;
const ann = { id: "ann", name: "Ann Keller", instruments: ["theremin"], timezone: "Asia/Seoul" };
const bob = { id: "bob", name: "Bob", instruments: [], timezone: "UTC" };
const STORES = ["sessions", "events", "recordings", "outbox", "pieces", "sections", "tags", "meta"];
const api = {
  pieces: async () => ({ items: [{ id: "p", title: "Gavotte", composer: "Bartok" }] }),
  sections: async () => ({ items: [{ id: "s", piece_id: "p", title: "Trio" }] }),
  tags: async () => ({ items: [{ id: "t", name: "warm-up", color: "#112233" }] }),
};

function fakeStorage() {
  const kept = new Map();
  return {
    getItem: (k) => kept.get(k) ?? null,
    setItem: (k, v) => kept.set(k, v),
    removeItem: (k) => kept.delete(k),
    kept,
  };
}

async function everything() {
  const rows = await withDb((db) => Promise.all(STORES.map((store) => db.getAll(store))));
  return JSON.stringify(rows);
}

async function names(userId) {
  const [pieces, sections, tags] = await Promise.all([
    knownPieces(userId),
    knownSections("p", userId),
    knownTags(userId),
  ]);
  return [...pieces.map(({ title }) => title), ...sections.map(({ title }) => title), ...tags.map(({ name }) => name)];
}

/** Ann is here, with all that a device knows of her, and nothing that waits. */
async function annWasHere() {
  await remember(ann);
  await refreshKnown(api, "ann");
  await rememberDetails({ instrument: "theremin" });
  await keepCopy("journal", "ann", () => ({ entries: ["Gavotte"] }));
  await finished("session-sent");
  const { details: more } = await withDb((db) => db.get("sessions", "session-sent"));
  const sent = {
    ...(await withDb((db) => db.get("sessions", "session-sent"))),
    state: "sent",
    details: { ...more, piece_title: "Gavotte" },
  };
  await write(["sessions", "outbox"], async (tx) => {
    await tx.objectStore("sessions").put(sent);
    await tx.objectStore("outbox").clear();
  });
}

let server;
beforeEach(async () => {
  server = new FakeServer();
  vi.stubGlobal("localStorage", fakeStorage());
  await emptied();
});

const WAYS = {
  "signs out here": () => new Sync({ api: server.api }).signedOut(),
  "is signed out from elsewhere, or their sign-in ends": async () => {
    server.user = "";
    expect((await whoAmI(server.api)).signedIn).toBe(false);
  },
  "finds somebody else signed in": () => remember(bob),
};

describe.each(Object.entries(WAYS))("when somebody %s", (_way, leaves) => {
  test("no name of theirs stays on the device", async () => {
    await annWasHere();
    expect(await everything()).toMatch(SECRETS);
    await leaves();
    expect(await everything()).not.toMatch(SECRETS);
    const here = (await present())?.id ?? null;
    expect(await names(here)).toEqual([]);
    expect((await firstDetails()).instrument).toBe("");
    expect(await storedSessions(here)).toEqual([]);
  });

  test("what was not sent stays, hidden from others, and goes out when they are back", async () => {
    await remember(ann);
    const complete = await withIds(
      {
        ...details,
        piece_title: "Gavotte",
        section_title: "Trio",
        instrument: "theremin",
        tag_ids: [await tagFor("warm-up", "ann")],
      },
      "ann",
    );
    await finished("session-1", { recordings: [1000] });
    await saveSession({ ...(await withDb((db) => db.get("sessions", "session-1"))), details: complete });
    await beginSession({ ...details, note: "Bartok" }, true);
    await leaves();
    const here = (await present())?.id ?? null;
    expect(await names(here)).toEqual([]);
    expect(await unfinished()).toBeNull();
    expect(JSON.stringify(await storedSessions(here))).not.toMatch(SECRETS);
    server.user = "bob";
    await drain({ api: server.api, put: server.put });
    expect(server.sessions.size).toBe(0);

    server.user = "ann";
    expect(await drain({ api: server.api, put: server.put })).toBe("empty");
    expect([...server.sessions.values()].map(({ instrument, user }) => [instrument, user])).toEqual([
      ["theremin", "ann"],
    ]);
    expect(server.take("session-1-take-0")).toHaveLength(1000);
    expect((await unfinished())?.details.note).toBe("Bartok");
  });
});

test("of one who has signed out a device says only that something waits", async () => {
  await remember(ann);
  await finished("session-1");
  await beginSession(details, true);
  await leave();
  expect(
    (await storedSessions(null)).map(({ state, locked, instrument }) => [state, locked, instrument]).sort(),
  ).toEqual([
    ["unfinished", true, ""],
    ["waiting", true, ""],
  ]);
  const sync = new Sync({ api: server.api });
  await sync.refresh();
  expect(sync.getSnapshot()).toMatchObject({ userId: null, sessions: 2 });
  expect(await opened(new URLSearchParams("session=session-1"))).toBe("locked");
  await remember(bob);
  expect(await storedSessions("bob")).toEqual([]);
});

test("a session after a sign-out with no network is not the last one's", async () => {
  await remember(ann);
  await leave();
  const { session } = await beginSession(details, null);
  expect([session.user_id, session.last_user_id]).toEqual([null, "ann"]);
});

test("who leaves is known by id alone, once", async () => {
  await remember(ann);
  expect([await leave(), await leave()]).toEqual([true, false]);
  expect(await lastUser()).toEqual({ id: "ann", name: "", instruments: [], timezone: "", left: true });
  expect(await present()).toBeNull();
  server.user = "ann";
  await whoAmI(server.api);
  expect((await present())?.id).toBe("ann");
});

test("what is half written by hand waits for whoever wrote it", async () => {
  const times = { day: "2026-03-01", start: "10:00", minutes: "20" };
  const written = (note) => rememberDraft({ stored: null, file: null, times, details: { ...details, note } });
  const shown = async () => (await opened(new URLSearchParams())).details.note;
  await remember(ann);
  await written("Bartok");
  await leave();
  expect(await shown()).toBe("");
  await written("a visitor's");
  await remember(bob);
  expect(await shown()).toBe("");
  await written("bob's");
  await remember(ann);
  expect(await shown()).toBe("Bartok");
});

test("names made by nobody are shown to nobody who signs in, unless they were theirs", async () => {
  await pieceFor("Gavotte", null);
  await remember(ann);
  expect(await names("ann")).toEqual(["Gavotte"]);
  await leave();
  await pieceFor("Trio", null);
  expect(await names(null)).toEqual(["Trio"]);
  await remember(bob);
  expect(await names("bob")).toEqual([]);
});

test("a wish that names nothing is still known when its owner is back", async () => {
  await remember(ann);
  await write(["meta"], (tx) => tx.objectStore("meta").put({ keep: true, user_id: "ann" }, "keep-all"));
  await leave();
  expect((await firstDetails()).keep).toBe(false);
  await remember(ann);
  expect((await firstDetails()).keep).toBe(true);
});

test("a file that another app shared belongs to whoever was here", async () => {
  const kept = new Map([
    [
      "/__shared/1",
      new Response("sound", { headers: { "content-type": "audio/wav", "x-name": "Lesson.wav", "x-modified": "1" } }),
    ],
  ]);
  const cache = {
    keys: async () => [...kept.keys()].map((url) => ({ url })),
    match: async ({ url }) => kept.get(url)?.clone(),
    put: async ({ url }, answer) => void kept.set(url, answer),
  };
  vi.stubGlobal("caches", { open: async () => cache, has: async () => true });
  vi.stubGlobal("document", {
    createElement: () => ({
      set src(_) {
        setTimeout(() => this.onerror());
      },
    }),
  });
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => {} }));
  await remember(ann);
  expect((await sharedFile())?.name).toBe("Lesson.wav");
  await leave();
  expect(await sharedFile()).toBeNull();
  await remember(bob);
  expect(await sharedFile()).toBeNull();
  await remember(ann);
  expect((await sharedFile())?.name).toBe("Lesson.wav");
  vi.unstubAllGlobals();
});
