import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { withDb, write } from "./db.js";
import { remember } from "./identity.js";
import { outboxRow, setSessionState } from "./queue.js";
import { details, finished } from "./testing/finished.js";
import { count, fresh, later, rows, send, server } from "./testing/outbox.js";

beforeEach(fresh);

test("an empty outbox asks the server nothing", async () => {
  expect(await send()).toBe("empty");
  expect(server.calls).toEqual([]);
});

test("a session and its recording arrive, and only then leave the device", async () => {
  await finished("session-1", { recordings: [1000] });
  const sent = [];
  expect(await send({ onSent: (id) => sent.push(id) })).toBe("empty");
  expect(server.sessions.get("session-1")).toMatchObject({
    instrument: "violin",
    source: "timer",
    timezone: "Asia/Seoul",
  });
  expect(server.take("session-1-take-0")).toHaveLength(1000);
  expect(server.recordings.get("session-1-take-0").status).toBe("queued");
  expect(await count("chunks")).toBe(0);
  expect(sent).toEqual(["session-1"]);
});

/** Nothing is written any more after so many transactions, as when the browser is killed; answers what gives it back. */
function killedAfter(writes) {
  const usual = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === "readwrite" && writes-- <= 0) throw new DOMException("killed", "AbortError");
    return usual.call(this, stores, mode, options);
  };
  return () => void (IDBDatabase.prototype.transaction = usual);
}

test.each(Array.from({ length: 12 }, (_, i) => i))(
  "killed after %i writes, all is sent by the next life and nothing waits for ever",
  async (writes) => {
    await finished("session-1", { recordings: [1000] });
    const revived = killedAfter(writes);
    await send().catch(() => {});
    revived();
    await send({ now: later });
    const [session] = await withDb((db) => db.getAll("sessions"));
    expect([
      session.state,
      await count("outbox"),
      await count("chunks"),
      server.take("session-1-take-0").length,
    ]).toEqual(["sent", 0, 0, 1000]);
  },
);

test("a recording that may not go now stays, and its session goes", async () => {
  await finished("session-1", { recordings: [1000] });
  expect(await send({ maySend: (row) => row.kind !== "recording" })).toBe("later");
  expect([server.sessions.size, server.recordings.size, await count("chunks")]).toEqual([1, 0, 1]);
  expect(await send()).toBe("empty");
});

test("a recording without a single byte is not announced to the server", async () => {
  await finished("session-1", { recordings: [0] });
  await send();
  expect(server.recordings.size).toBe(0);
  expect(await count("recordings")).toBe(0);
});

test("an answer that got lost does no harm: sending again changes nothing", async () => {
  await finished("session-1", { recordings: [10] });
  const complete = server.api.complete;
  server.api.complete = async (...args) => {
    server.api.complete = complete;
    await complete(...args);
    throw new TypeError("connection reset");
  };
  await send().catch(() => {});
  expect(await count("chunks")).toBe(1);
  await setSessionState("session-1", "waiting");
  expect(await send({ now: later })).toBe("empty");
  expect(server.recordings.size).toBe(1);
});

test("an expired sign-in keeps the queue as it is and asks to sign in again", async () => {
  await finished();
  server.failOn("PUT /sessions", 401);
  expect(await send()).toBe("signed-out");
  expect(await rows()).toMatchObject([{ state: "waiting", attempts: 0 }]);
  expect(await send()).toBe("empty");
});

test("with no network nothing changes but the time of the next try", async () => {
  await finished();
  server.failOn("PUT /sessions", "network");
  expect(await send()).toBe("unreachable");
  const [row] = await rows();
  expect(row).toMatchObject({ state: "waiting", attempts: 1 });
  expect(row.not_before).toBeGreaterThan(Date.now());
  expect(await send()).toBe("later");
  expect(await send({ now: later })).toBe("empty");
});

test("a busy server is left in peace for as long as it asks", async () => {
  await finished();
  server.failOn("PUT /sessions", 503, { headers: { "Retry-After": "120" } });
  expect(await send()).toBe("later");
  const [row] = await rows();
  expect(row.not_before - Date.now()).toBeGreaterThan(115_000);
});

test("what the server refuses needs attention, says why, and does not hold up the others", async () => {
  await finished("session-1", { recordings: [10] });
  await finished("session-2");
  server.failOn("PUT /sessions/session-1", 422, { body: { detail: "The target tempo is too high." } });
  expect(await send()).toBe("later");
  const stuck = await rows();
  expect(stuck.find((row) => row.kind === "session")).toMatchObject({
    session_id: "session-1",
    state: "attention",
    reason: "The target tempo is too high.",
  });
  expect(stuck.some((row) => row.kind === "recording")).toBe(true);
  expect(server.sessions.has("session-2")).toBe(true);
  await setSessionState("session-1", "waiting");
  expect(await send()).toBe("empty");
});

test("what somebody who is leaving has not sent yet waits until they come back", async () => {
  await finished("session-1");
  server.failOn("PUT /sessions/session-1", 403, { body: { code: "leaving", detail: "You are leaving." } });
  expect(await send()).toBe("later");
  expect(await rows()).toMatchObject([{ state: "waiting" }]);
  expect(await send({ now: later })).toBe("empty");
  expect(server.sessions.has("session-1")).toBe(true);
});

test("a session that was changed on the server since stands there; its recording still goes", async () => {
  await finished("session-1", { recordings: [10] });
  server.sessions.set("session-1", { note: "changed on the laptop", user: "ann" });
  server.failOn("PUT /sessions", 409);
  expect(await send()).toBe("empty");
  expect(server.sessions.get("session-1").note).toBe("changed on the laptop");
  expect(server.take("session-1-take-0")).toHaveLength(10);
});

test("a session that was changed here while it was being sent is sent once more", async () => {
  await finished();
  const put = server.api.putSession;
  server.api.putSession = async (...args) => {
    server.api.putSession = put;
    const answer = await put(...args);
    await write(["sessions", "outbox"], async (tx) => {
      const row = await tx.objectStore("sessions").get("session-1");
      await tx.objectStore("sessions").put({ ...row, rev: 2, details: { ...details, note: "later" } });
      await tx.objectStore("outbox").put(outboxRow("session", "session-1", "session-1", 2));
    });
    return answer;
  };
  expect(await send()).toBe("empty");
  expect(server.sessions.get("session-1").note).toBe("later");
});

test("another login neither sends nor loses my work", async () => {
  await finished("session-1", { user: "ann", recordings: [10] });
  server.user = "bob";
  expect(await send()).toBe("later");
  expect(server.sessions.size).toBe(0);
  expect(await count("outbox")).toBe(2);
  server.user = "ann";
  expect(await send()).toBe("empty");
  expect(server.sessions.get("session-1").user).toBe("ann");
});

test("what was made signed out goes to the one who signs in, unless somebody else was here before", async () => {
  await finished("session-1", { user: null });
  await finished("session-2", { user: null });
  await write(["sessions"], async (tx) => {
    const row = await tx.objectStore("sessions").get("session-2");
    await tx.objectStore("sessions").put({ ...row, last_user_id: "ann" });
  });
  await remember({ id: "bob", name: "Bob", instruments: [] });
  server.user = "bob";
  await send();
  expect([...server.sessions.keys()]).toEqual(["session-1"]);
  expect((await rows()).map((row) => row.session_id)).toEqual(["session-2"]);
});

test("what the musician holds back stays here until it is let go", async () => {
  await finished("session-1", { recordings: [10] });
  await setSessionState("session-1", "held");
  expect(await send()).toBe("later");
  expect(server.sessions.size).toBe(0);
  await setSessionState("session-1", "waiting");
  expect(await send()).toBe("empty");
});

test("cancelling in the middle of an upload leaves everything where it was", async () => {
  await finished("session-1", { recordings: [10] });
  const stop = new AbortController();
  const put = async () => {
    stop.abort();
    throw new DOMException("cancelled", "AbortError");
  };
  expect(await send({ put, signalFor: () => stop.signal })).toBe("later");
  expect(await rows()).toMatchObject([{ kind: "recording", state: "waiting", attempts: 0 }]);
  expect(await count("chunks")).toBe(1);
});

test("a session whose zone the server doesn't know is sent in one that it does", async () => {
  await finished("session-1");
  const [session] = await withDb((db) => db.getAll("sessions"));
  await write(["sessions"], (tx) => tx.objectStore("sessions").put({ ...session, timezone: "Etc/Unknown" }));
  server.failOn("PUT /sessions/session-1", 422, {
    body: { code: "invalid", field: "timezone", errors: [{ field: "timezone", detail: "?" }] },
  });
  expect(await send()).toBe("empty");
  const { timezone } = server.sessions.get("session-1");
  expect(timezone).not.toBe("Etc/Unknown");
  expect((await withDb((db) => db.get("sessions", "session-1"))).timezone).toBe(timezone);
});

test("a session that is refused for more than its zone waits for a person", async () => {
  await finished("session-1");
  const errors = [
    { field: "timezone", detail: "?" },
    { field: "note", detail: "too long" },
  ];
  server.failOn("PUT /sessions/session-1", 422, { body: { code: "invalid", detail: "too long", errors } });
  await send();
  expect(await rows()).toMatchObject([{ state: "attention", reason: "too long" }]);
});
