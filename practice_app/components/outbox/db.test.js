import "fake-indexeddb/auto";
import { deleteDB, openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { close, NAME, putBy, withDb, write } from "./db.js";

beforeEach(async () => {
  await close();
  await deleteDB(NAME);
});

test("what an older version stored is still there, beside the stores that are new", async () => {
  const old = await openDB(NAME, 1, {
    upgrade(db) {
      for (const [name, keyPath] of [
        ["sessions", "id"],
        ["events", ["session_id", "seq"]],
        ["chunks", ["recording_id", "offset"]],
        ["outbox", "id"],
        ["pieces", "id"],
      ])
        db.createObjectStore(name, { keyPath });
      db.createObjectStore("recordings", { keyPath: "id" }).createIndex("by_session", "session_id");
      db.createObjectStore("meta");
    },
  });
  await old.put("sessions", { id: "kept" });
  old.close();
  expect(await withDb((db) => db.getAllKeys("sessions"))).toEqual(["kept"]);
  expect(await withDb((db) => db.count("tags"))).toBe(0);
});

test("a database that lacks stores gets them, whoever made it", async () => {
  (await openDB(NAME, 1)).close();
  await write(["meta"], (tx) => tx.objectStore("meta").put("here", "note"));
  expect(await withDb((db) => db.getAllFromIndex("recordings", "by_session", "none"))).toEqual([]);
});

test("a page goes on storing after a tab of a newer version was here", async () => {
  await write(["meta"], (tx) => tx.objectStore("meta").put("before", "note"));
  const newer = await openDB(NAME, 99, { upgrade: (db) => void db.createObjectStore("what-comes-next") });
  await write(["meta"], (tx) => tx.objectStore("meta").put("after", "note"));
  expect(await withDb((db) => db.get("meta", "note"))).toBe("after");
  newer.close();
});

test("what was put by is given up when there is no room for a row, but not for sound", async () => {
  await putBy();
  await putBy();
  const kept = () => withDb((db) => db.getKey("meta", "put-by"));
  expect(await kept()).toBe("put-by");
  const full = async () => {
    if (await kept()) throw new DOMException("no room", "QuotaExceededError");
    return "stored";
  };
  await expect(write(["chunks"], full)).rejects.toThrow("no room");
  expect(await kept()).toBe("put-by");
  expect(await write(["events"], full)).toBe("stored");
  expect(await kept()).toBeUndefined();
  const always = async () => Promise.reject(new DOMException("no room", "QuotaExceededError"));
  await expect(write(["events"], always)).rejects.toThrow("no room");
});
