import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { ApiError } from "./api.js";
import { withDb, write } from "./db.js";
import { PART_SIZE } from "./parts.js";
import { keepNot, leaveOut, setSessionState } from "./queue.js";
import { storedSession } from "./stored.js";
import { details, finished } from "./testing/finished.js";
import { count, fresh, later, rows, send, server } from "./testing/outbox.js";

beforeEach(fresh);

test("what was sent is told by its fingerprint", async () => {
  await finished("session-1", { recordings: [PART_SIZE + 9] });
  await send();
  const whole = Buffer.alloc(PART_SIZE + 9, 7);
  expect(server.recordings.get("session-1-take-0").sha256).toBe(createHash("sha256").update(whole).digest("hex"));
}, 20_000);

test("a long recording goes in parts, never more than two at once", async () => {
  await finished("session-1", { recordings: [3 * PART_SIZE + 5] });
  const seen = [];
  await send({ onProgress: (_id, done, total) => seen.push(done / total) });
  expect(server.puts).toBe(4);
  expect(server.mostAtOnce).toBe(2);
  expect(seen.at(-1)).toBe(1);
  expect(server.take("session-1-take-0")).toHaveLength(3 * PART_SIZE + 5);
}, 20_000);

test("the parts are as large as the server wants them, and all are signed with one question", async () => {
  server.partSize = 1_000;
  await finished("session-1", { recordings: [4_500] });
  await send();
  expect([...server.s3.get("session-1-take-0").values()].map((part) => part.length)).toEqual([
    1000, 1000, 1000, 1000, 500,
  ]);
  expect(server.calls.filter((call) => call === "POST /recordings/session-1-take-0/parts")).toHaveLength(1);
});

test("an upload goes on with the size it was begun with, and a new one takes the server's new size", async () => {
  server.partSize = 1_000;
  await finished("session-1", { recordings: [2_500] });
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
  await finished("session-1", { recordings: [2 * PART_SIZE + 5] });
  server.failOn("S3 s3/session-1-take-0/3", 599);
  expect(await send()).toBe("unreachable");
  expect(await count("chunks")).toBe(1);
  const before = server.puts;
  expect(await send({ now: later })).toBe("empty");
  expect(server.puts - before).toBe(1);
  expect(await count("chunks")).toBe(0);
}, 20_000);

test("an upload that S3 forgot is begun again", async () => {
  await finished("session-1", { recordings: [PART_SIZE + 5] });
  server.failOn("S3 s3/session-1-take-0/2", 404);
  expect(await send()).toBe("empty");
  expect(server.calls.filter((call) => call.endsWith("/recordings"))).toHaveLength(2);
  expect(server.take("session-1-take-0")).toHaveLength(PART_SIZE + 5);
});

test.each([501, 400, 409, 412])(
  "a part that S3 can't put in place of another (%i) begins a fresh upload, once told so",
  async (status) => {
    await finished("session-1", { recordings: [PART_SIZE + 5] });
    server.failOn("S3 s3/session-1-take-0/2", status);
    expect(await send()).toBe("empty");
    expect(server.started.map(({ fresh }) => fresh)).toEqual([undefined, true]);
    expect(server.take("session-1-take-0")).toHaveLength(PART_SIZE + 5);
    expect(await count("chunks")).toBe(0);
  },
  20_000,
);

test("a fresh upload is asked for again when the browser was killed before it began", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("S3", 501);
  const started = server.api.startRecording;
  let asked = 0;
  server.api.startRecording = (...args) =>
    ++asked === 2 ? Promise.reject(new DOMException("killed", "AbortError")) : started(...args);
  await send();
  server.api.startRecording = started;
  expect(await send({ now: later })).toBe("empty");
  expect(server.started.map(({ fresh }) => fresh)).toEqual([undefined, true]);
});

test("when the server knows another size, it is told anew", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("POST /recordings/session-1-take-0/parts", 422);
  expect(await send()).toBe("empty");
  expect(server.started).toHaveLength(2);
  expect(server.started[1]).toMatchObject({ bytes: 10 });
});

test("an address that is refused twice has the server asked anew, not for ever the same", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("S3", 403, { times: 2 });
  await send();
  expect(await send({ now: later })).toBe("empty");
  expect(server.started).toHaveLength(2);
});

test("an upload that takes no part, however often its address is asked anew, is begun afresh", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("S3", 403, { times: 4 });
  await send();
  await send({ now: later });
  expect(await send({ now: () => later() + 600_000 })).toBe("empty");
  expect(server.started.map(({ fresh }) => fresh)).toEqual([undefined, undefined, true]);
});

test("an upload whose every part S3 fails at is begun afresh, and not for a single failure", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("S3", 500);
  await send();
  expect(await send({ now: later })).toBe("empty");
  expect(server.started.map(({ fresh }) => fresh)).toEqual([undefined, undefined]);
  await finished("session-2", { recordings: [10] });
  server.failOn("S3", 500, { times: 2 });
  await send();
  await send({ now: later });
  expect(await send({ now: () => later() + 600_000 })).toBe("empty");
  expect(server.started.slice(2).map(({ fresh }) => fresh)).toEqual([undefined, undefined, true]);
});

test("an S3 that loses what it took is asked ever less often, half a day long, until it keeps it", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("POST /recordings/session-1-take-0/complete", 409, { times: 5, body: { code: "upload_incomplete" } });
  const waits = [];
  for (let day = 0; day < 4; day++) {
    const now = () => Date.now() + day * 86_400_000;
    expect(await send({ now })).toBe("later");
    const [row] = await rows();
    expect(row.state).toBe("waiting");
    waits.push(Math.round((row.not_before - now()) / 1000));
  }
  expect(waits.every((wait, n) => wait >= 4 ** (n + 2) - 1 && wait <= 1.25 * 4 ** (n + 2))).toBe(true);
  expect(await send({ now: () => Date.now() + 5 * 86_400_000 })).toBe("empty");
});

const full = (code) => ({ body: { code, detail: "The 50 GB are used up." }, headers: { "Retry-After": "3600" } });

test.each(["quota_kept", "quota_day", "quota_uploads"])(
  "with no room on the server (%s) the recording waits here, says why and goes by itself",
  async (code) => {
    await finished("session-1", { recordings: [10] });
    server.failOn("POST /sessions/session-1/recordings", 429, full(code));
    expect(await send()).toBe("later");
    expect(await rows()).toMatchObject([
      { kind: "recording", state: "waiting", code, reason: "The 50 GB are used up." },
    ]);
    expect(await count("chunks")).toBe(1);
    expect(await storedSession("session-1", "ann")).toMatchObject({
      state: "waiting",
      code,
      reason: "The 50 GB are used up.",
      stuck: "session-1-take-0",
    });
    expect(await send({ now: () => Date.now() + 2 * 3_600_000 })).toBe("empty");
    expect(server.take("session-1-take-0")).toHaveLength(10);
  },
);

test("a session that may not be added today waits; it is not taken for one that the server has", async () => {
  await finished();
  server.failOn("PUT /sessions", 429, full("quota_new"));
  expect(await send()).toBe("later");
  expect(await rows()).toMatchObject([{ kind: "session", state: "waiting", code: "quota_new" }]);
  expect(await storedSession("session-1", "ann")).toMatchObject({ stuck: null });
});

test("what there is no room to keep can be heard without", async () => {
  await finished("session-1", { recordings: [10] });
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

test("a recording that is not taken can be left out: its session is as good as sent, and the other recording goes", async () => {
  await finished("session-1", { recordings: [10, 20] });
  server.failOn("POST /sessions/session-1/recordings", 415, {
    body: { code: "wrong_type", detail: "Woodshed can't listen to this." },
  });
  await send();
  const stored = await storedSession("session-1", "ann");
  expect(stored).toMatchObject({ state: "attention", reason: "Woodshed can't listen to this.", code: "wrong_type" });
  expect(await leaveOut(stored.stuck, "session-1")).toBe(true);
  expect([await count("outbox"), await count("chunks"), await count("recordings")]).toEqual([0, 0, 0]);
  expect((await withDb((db) => db.getAll("sessions")))[0].state).toBe("sent");
  expect(server.recordings.size).toBe(1);
});

test("an expired address is signed anew", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("S3", 403);
  expect(await send()).toBe("empty");
  expect(server.puts).toBe(2);
});

test("a recording that never passes the check stops after some tries and asks for a person", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("POST /recordings/session-1-take-0/complete", 409, {
    times: 1000,
    body: { code: "upload_incomplete" },
  });
  const pass = (/** @type {number} */ nth) => send({ now: () => Date.now() + nth * 86_400_000 });
  for (let nth = 1; nth < 9; nth++) await pass(nth);
  expect(await rows()).toMatchObject([{ kind: "recording", state: "waiting" }]);
  await pass(9);
  expect(await rows()).toMatchObject([{ kind: "recording", state: "attention" }]);
  expect(await count("chunks")).toBe(1);
});

test("a recording that was deleted on the server meanwhile asks for a person and stays here", async () => {
  await finished("session-1", { recordings: [10] });
  server.failOn("POST /sessions/session-1/recordings", 409, {
    body: { code: "deleted", detail: "This recording was deleted." },
  });
  expect(await send()).toBe("later");
  expect(await rows()).toMatchObject([{ state: "attention", reason: "This recording was deleted." }]);
  expect(await count("chunks")).toBe(1);
});
