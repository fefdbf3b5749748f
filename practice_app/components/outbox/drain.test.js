import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { ApiError } from "./api.js";
import { withDb, write } from "./db.js";
import { drain } from "./drain.js";
import { FakeServer } from "./testing/fakes.js";
import { details, emptied, finished } from "./testing/finished.js";
import { remember } from "./identity.js";
import { PART_SIZE } from "./parts.js";
import { addPiece, erasePiece, unsentPieces } from "./pieces.js";
import { keepNot, leaveOut, outboxRow, retryPiece, setSessionState } from "./queue.js";
import { storedSession } from "./stored.js";

let server;

const rows = () => withDb((db) => db.getAll("outbox"));
const count = (store) => withDb((db) => db.count(store));
const send = (more = {}) => drain({ api: server.api, put: server.put, random: () => 1, ...more });
const later = () => Date.now() + 600_000;

beforeEach(async () => {
  server = new FakeServer();
  await emptied();
});

test("an empty outbox asks the server nothing", async () => {
  expect(await send()).toBe("empty");
  expect(server.calls).toEqual([]);
});

test("a session and its take arrive, and only then leave the device", async () => {
  await finished("session-1", { takes: [1000] });
  const sent = [];
  expect(await send({ onSent: (id) => sent.push(id) })).toBe("empty");
  expect(server.sessions.get("session-1")).toMatchObject({ instrument: "violin", source: "timer", timezone: "Asia/Seoul" });
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

test.each(Array.from({ length: 12 }, (_, i) => i))("killed after %i writes, all is sent by the next life and nothing waits for ever", async (writes) => {
  await finished("session-1", { takes: [1000] });
  const revived = killedAfter(writes);
  await send().catch(() => {});
  revived();
  await send({ now: later });
  const [session] = await withDb((db) => db.getAll("sessions"));
  expect([session.state, await count("outbox"), await count("chunks"), server.take("session-1-take-0").length]).toEqual(["sent", 0, 0, 1000]);
});

test("what was sent is told by its fingerprint", async () => {
  await finished("session-1", { takes: [PART_SIZE + 9] });
  await send();
  const whole = Buffer.alloc(PART_SIZE + 9, 7);
  expect(server.recordings.get("session-1-take-0").sha256).toBe(createHash("sha256").update(whole).digest("hex"));
}, 20_000);

test("a recording that may not go now stays, and its session goes", async () => {
  await finished("session-1", { takes: [1000] });
  expect(await send({ maySend: (row) => row.kind !== "recording" })).toBe("later");
  expect([server.sessions.size, server.recordings.size, await count("chunks")]).toEqual([1, 0, 1]);
  expect(await send()).toBe("empty");
});

test("a take without a single byte is not announced to the server", async () => {
  await finished("session-1", { takes: [0] });
  await send();
  expect(server.recordings.size).toBe(0);
  expect(await count("recordings")).toBe(0);
});

test("a long take goes in parts, never more than two at once", async () => {
  await finished("session-1", { takes: [3 * PART_SIZE + 5] });
  const seen = [];
  await send({ onProgress: (_id, done, total) => seen.push(done / total) });
  expect(server.puts).toBe(4);
  expect(server.mostAtOnce).toBe(2);
  expect(seen.at(-1)).toBe(1);
  expect(server.take("session-1-take-0")).toHaveLength(3 * PART_SIZE + 5);
}, 20_000);

test("the parts are as large as the server wants them, and all are signed with one question", async () => {
  server.partSize = 1_000;
  await finished("session-1", { takes: [4_500] });
  await send();
  expect([...server.s3.get("session-1-take-0").values()].map((part) => part.length)).toEqual([1000, 1000, 1000, 1000, 500]);
  expect(server.calls.filter((call) => call === "POST /recordings/session-1-take-0/parts")).toHaveLength(1);
});

test("an upload goes on with the size it was begun with, and a new one takes the server's new size", async () => {
  server.partSize = 1_000;
  await finished("session-1", { takes: [2_500] });
  server.failOn("S3 s3/session-1-take-0/2", 599);
  expect(await send()).toBe("unreachable");
  server.partSize = 2_000;
  expect(await send({ now: later, put: () => Promise.reject(new ApiError(0)) })).toBe("unreachable");
  expect([...server.s3.get("session-1-take-0").values()].map((part) => part.length)).toEqual([1000, 500]);
  server.s3.delete("session-1-take-0");
  expect(await send({ now: () => later() + 600_000 })).toBe("empty");
  expect(server.started).toHaveLength(2);
  expect([...server.s3.get("session-1-take-0").values()].map((part) => part.length)).toEqual([2000, 500]);
});

test("an upload cut in the middle goes on with what S3 has", async () => {
  await finished("session-1", { takes: [2 * PART_SIZE + 5] });
  server.failOn("S3 s3/session-1-take-0/3", 599);
  expect(await send()).toBe("unreachable");
  expect(await count("chunks")).toBe(1);
  const before = server.puts;
  expect(await send({ now: later })).toBe("empty");
  expect(server.puts - before).toBe(1);
  expect(await count("chunks")).toBe(0);
}, 20_000);

test("an upload that S3 forgot is begun again", async () => {
  await finished("session-1", { takes: [PART_SIZE + 5] });
  server.failOn("S3 s3/session-1-take-0/2", 404);
  expect(await send()).toBe("empty");
  expect(server.calls.filter((call) => call.endsWith("/recordings"))).toHaveLength(2);
  expect(server.take("session-1-take-0")).toHaveLength(PART_SIZE + 5);
});

test.each([501, 400, 409, 412])("a part that S3 can't put in place of another (%i) begins a fresh upload, once told so", async (status) => {
  await finished("session-1", { takes: [PART_SIZE + 5] });
  server.failOn("S3 s3/session-1-take-0/2", status);
  expect(await send()).toBe("empty");
  expect(server.started.map(({ fresh }) => fresh)).toEqual([undefined, true]);
  expect(server.take("session-1-take-0")).toHaveLength(PART_SIZE + 5);
  expect(await count("chunks")).toBe(0);
}, 20_000);

test("a fresh upload is asked for again when the browser was killed before it began", async () => {
  await finished("session-1", { takes: [10] });
  server.failOn("S3", 501);
  const started = server.api.startRecording;
  let asked = 0;
  server.api.startRecording = (...args) => (++asked === 2 ? Promise.reject(new DOMException("killed", "AbortError")) : started(...args));
  await send();
  server.api.startRecording = started;
  expect(await send({ now: later })).toBe("empty");
  expect(server.started.map(({ fresh }) => fresh)).toEqual([undefined, true]);
});

test("when the server knows another size, it is told anew", async () => {
  await finished("session-1", { takes: [10] });
  server.failOn("POST /recordings/session-1-take-0/parts", 422);
  expect(await send()).toBe("empty");
  expect(server.started).toHaveLength(2);
  expect(server.started[1]).toMatchObject({ bytes: 10 });
});

test("an address that is refused twice has the server asked anew, not for ever the same", async () => {
  await finished("session-1", { takes: [10] });
  server.failOn("S3", 403, { times: 2 });
  await send();
  expect(await send({ now: later })).toBe("empty");
  expect(server.started).toHaveLength(2);
});

const full = (code) => ({ body: { code, detail: "The 50 GB are used up." }, headers: { "Retry-After": "3600" } });

test.each(["quota_kept", "quota_day", "quota_uploads"])("with no room on the server (%s) the take waits here, says why and goes by itself", async (code) => {
  await finished("session-1", { takes: [10] });
  server.failOn("POST /sessions/session-1/recordings", 429, full(code));
  expect(await send()).toBe("later");
  expect(await rows()).toMatchObject([{ kind: "recording", state: "waiting", code, reason: "The 50 GB are used up." }]);
  expect(await count("chunks")).toBe(1);
  expect(await storedSession("session-1", "ann")).toMatchObject({ state: "waiting", code, reason: "The 50 GB are used up.", stuck: "session-1-take-0" });
  expect(await send({ now: () => Date.now() + 2 * 3_600_000 })).toBe("empty");
  expect(server.take("session-1-take-0")).toHaveLength(10);
});

test("a session that may not be added today waits; it is not taken for one that the server has", async () => {
  await finished();
  server.failOn("PUT /sessions", 429, full("quota_new"));
  expect(await send()).toBe("later");
  expect(await rows()).toMatchObject([{ kind: "session", state: "waiting", code: "quota_new" }]);
  expect(await storedSession("session-1", "ann")).toMatchObject({ stuck: null });
});

test("what there is no room to keep can be heard without", async () => {
  await finished("session-1", { takes: [10] });
  await write(["sessions"], async (tx) => {
    const row = await tx.objectStore("sessions").get("session-1");
    await tx.objectStore("sessions").put({ ...row, details: { ...details, keep: true, share: true } });
  });
  server.failOn("POST /sessions/session-1/recordings", 429, full("quota_kept"));
  await send();
  await keepNot("session-1");
  await setSessionState("session-1", "waiting");
  expect(await send()).toBe("empty");
  expect(server.started).toMatchObject([{ keep: false, shared: false }]);
});

test("a take that is not taken can be left out: its session is as good as sent, and the other take goes", async () => {
  await finished("session-1", { takes: [10, 20] });
  server.failOn("POST /sessions/session-1/recordings", 415, { body: { code: "wrong_type", detail: "Woodshed can't listen to this." } });
  await send();
  const stored = await storedSession("session-1", "ann");
  expect(stored).toMatchObject({ state: "attention", reason: "Woodshed can't listen to this.", code: "wrong_type" });
  expect(await leaveOut(stored.stuck, "session-1")).toBe(true);
  expect([await count("outbox"), await count("chunks"), await count("recordings")]).toEqual([0, 0, 0]);
  expect((await withDb((db) => db.getAll("sessions")))[0].state).toBe("sent");
  expect(server.recordings.size).toBe(1);
});

test("an expired address is signed anew", async () => {
  await finished("session-1", { takes: [10] });
  server.failOn("S3", 403);
  expect(await send()).toBe("empty");
  expect(server.puts).toBe(2);
});

test("a take that never passes the check stops after some tries and asks for a person", async () => {
  await finished("session-1", { takes: [10] });
  server.failOn("POST /recordings/session-1-take-0/complete", 409, { times: 1000, body: { code: "upload_incomplete" } });
  for (let i = 0; i < 5; i++) await send({ now: () => Date.now() + (i + 1) * 600_000 });
  expect(await rows()).toMatchObject([{ kind: "recording", state: "attention" }]);
  expect(await count("chunks")).toBe(1);
});

test("a take that was deleted on the server meanwhile asks for a person and stays here", async () => {
  await finished("session-1", { takes: [10] });
  server.failOn("POST /sessions/session-1/recordings", 409, { body: { code: "deleted", detail: "This recording was deleted." } });
  expect(await send()).toBe("later");
  expect(await rows()).toMatchObject([{ state: "attention", reason: "This recording was deleted." }]);
  expect(await count("chunks")).toBe(1);
});

test("an answer that got lost does no harm: sending again changes nothing", async () => {
  await finished("session-1", { takes: [10] });
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
  await finished("session-1", { takes: [10] });
  await finished("session-2");
  server.failOn("PUT /sessions/session-1", 422, { body: { detail: "The target tempo is too high." } });
  expect(await send()).toBe("later");
  const stuck = await rows();
  expect(stuck.find((row) => row.kind === "session")).toMatchObject({
    session_id: "session-1", state: "attention", reason: "The target tempo is too high.",
  });
  expect(stuck.some((row) => row.kind === "recording")).toBe(true);
  expect(server.sessions.has("session-2")).toBe(true);
  await setSessionState("session-1", "waiting");
  expect(await send()).toBe("empty");
});

test("a session that was changed on the server since stands there; its take still goes", async () => {
  await finished("session-1", { takes: [10] });
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
  await finished("session-1", { user: "ann", takes: [10] });
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
  await finished("session-1", { takes: [10] });
  await setSessionState("session-1", "held");
  expect(await send()).toBe("later");
  expect(server.sessions.size).toBe(0);
  await setSessionState("session-1", "waiting");
  expect(await send()).toBe("empty");
});

test("cancelling in the middle of an upload leaves everything where it was", async () => {
  await finished("session-1", { takes: [10] });
  const stop = new AbortController();
  const put = async () => {
    stop.abort();
    throw new DOMException("cancelled", "AbortError");
  };
  expect(await send({ put, signalFor: () => stop.signal })).toBe("later");
  expect(await rows()).toMatchObject([{ kind: "recording", state: "waiting", attempts: 0 }]);
  expect(await count("chunks")).toBe(1);
});

/** Name new things in a session that waits. */
async function naming(rows, change) {
  await write(["pieces", "sections", "tags", "sessions", "outbox"], async (tx) => {
    for (const [kind, row] of rows) {
      await tx.objectStore(`${kind}s`).put({ user_id: "ann", unsent: true, ...row });
      await tx.objectStore("outbox").put(outboxRow(kind, row.id, null));
    }
    const session = await tx.objectStore("sessions").get("session-1");
    await tx.objectStore("sessions").put({ ...session, details: { ...details, ...change } });
  });
}
const told = () => server.calls.filter((call) => !call.startsWith("GET"));

test("piece, section and tag go before the session that names them, which follows the ids the server gave", async () => {
  await finished();
  await naming(
    [["tag", { id: "tag-1", name: "warm-up", color: "#2f6b4f" }], ["section", { id: "section-1", piece_id: "piece-1", title: "Trio" }], ["piece", { id: "piece-1", title: "Gavotte", composer: "" }]],
    { piece_id: "piece-1", section_id: "section-1", tag_ids: ["tag-1"] },
  );
  expect(await send()).toBe("empty");
  expect(told()[0]).toBe("POST /pieces");
  expect(told().slice(1, 3).sort()).toEqual(["POST /pieces/server-piece-1/sections", "POST /tags"]);
  expect(told().slice(3)).toEqual(["PUT /sessions/session-1"]);
  const session = server.sessions.get("session-1");
  expect(session.items).toEqual([{ piece_id: "server-piece-1", section_id: "server-section-1", seconds: 60, repetitions: 1 }]);
  expect(session.tag_ids).toEqual(["tag-1"]);
});

test("what another device has named meanwhile is not named twice", async () => {
  await finished();
  server.pieces = [{ id: "there-already", title: "gavotte " }];
  server.tags = [{ id: "tag-there", name: "warm-up", color: "#000000" }];
  await naming(
    [["piece", { id: "piece-1", title: "Gavotte", composer: "" }], ["tag", { id: "tag-1", name: "warm-up", color: "#2f6b4f" }]],
    { piece_id: "piece-1", tag_ids: ["tag-1"] },
  );
  await send();
  expect(server.sessions.get("session-1")).toMatchObject({ items: [{ piece_id: "there-already" }], tag_ids: ["tag-there"] });
});

test("a title of two composers is two pieces, and a piece takes along what was told of it", async () => {
  await finished();
  server.pieces = [{ id: "haydn", title: "Sonata", composer: "Haydn" }];
  await addPiece({ title: "Sonata", composer: "Mozart", target_bpm: 88 }, "ann");
  expect(await unsentPieces("ann")).toMatchObject([{ title: "Sonata", state: "waiting" }]);
  expect(await unsentPieces("bob")).toEqual([]);
  await send();
  const made = [...server.bodies].find(({ call }) => call === "POST /pieces")?.body;
  expect(made).toMatchObject({ title: "Sonata", composer: "Mozart", target_bpm: 88 });
  expect(await unsentPieces("ann")).toEqual([]);
});

test("a piece that the server does not take can be tried again or taken back", async () => {
  server.failOn("POST /pieces", 422, { times: 2 });
  await addPiece({ title: "Sonata", composer: "", target_bpm: null }, "ann");
  await send();
  const [{ id, state, reason }] = await unsentPieces("ann");
  expect([state, reason]).toEqual(["attention", "said 422"]);
  await retryPiece(id);
  await send();
  await erasePiece(id);
  expect([await count("pieces"), await count("outbox")]).toEqual([0, 0]);
});

test("what the server did not take of a session's names is tried again with the session", async () => {
  await finished();
  server.failOn("POST /tags", 422);
  server.failOn("PUT /sessions", 422);
  await naming([["tag", { id: "tag-1", name: "warm-up", color: "#2f6b4f" }]], { tag_ids: ["tag-1"] });
  await send();
  expect((await rows()).map(({ state }) => state)).toEqual(["attention", "attention"]);
  await setSessionState("session-1", "waiting");
  expect(await send()).toBe("empty");
});

test("a session whose zone the server doesn't know is sent in one that it does", async () => {
  await finished("session-1");
  const [session] = await withDb((db) => db.getAll("sessions"));
  await write(["sessions"], (tx) => tx.objectStore("sessions").put({ ...session, timezone: "Etc/Unknown" }));
  server.failOn("PUT /sessions/session-1", 422, { body: { code: "invalid", field: "timezone", errors: [{ field: "timezone", detail: "?" }] } });
  expect(await send()).toBe("empty");
  const { timezone } = server.sessions.get("session-1");
  expect(timezone).not.toBe("Etc/Unknown");
  expect((await withDb((db) => db.get("sessions", "session-1"))).timezone).toBe(timezone);
});

test("a session that is refused for more than its zone waits for a person", async () => {
  await finished("session-1");
  const errors = [{ field: "timezone", detail: "?" }, { field: "note", detail: "too long" }];
  server.failOn("PUT /sessions/session-1", 422, { body: { code: "invalid", detail: "too long", errors } });
  await send();
  expect(await rows()).toMatchObject([{ state: "attention", reason: "too long" }]);
});
