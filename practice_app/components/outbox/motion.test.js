import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { withDb, write } from "./db.js";
import { MISSING, motionOf } from "./motion.js";
import { eraseSession, leaveOut } from "./queue.js";
import { finished } from "./testing/finished.js";
import { count, fresh, later, send, server } from "./testing/outbox.js";

beforeEach(fresh);

const TAKE = "session-1-take-0";
const felt = (at, ...values) =>
  write(["motion"], (tx) =>
    tx.objectStore("motion").put({ recording_id: TAKE, at, data: new Int16Array(values).buffer }),
  );
const samples = (file) => [...new Int16Array(file.slice(8).buffer)];
const CALL = `PUT /recordings/${TAKE}/motion`;

/** A session of one take beside which something was felt. */
async function worn() {
  await finished("session-1", { recordings: [9] });
  await felt(0, 1, 2, 3, 4, 5, 6);
  await felt(4, 7, 8, 9);
}

test("what was felt is one file, and where nothing was felt it says so", async () => {
  await worn();
  const file = await motionOf(TAKE);
  expect([...file.slice(0, 8)]).toEqual([0x57, 0x53, 0x4d, 0x4f, 1, 0, 30, 0]);
  const gap = Array(6).fill(MISSING);
  expect(samples(file)).toEqual([1, 2, 3, 4, 5, 6, ...gap, 7, 8, 9]);
  expect(await motionOf("another")).toBe(null);
});

test("it is no longer than the server takes", async () => {
  await worn();
  await felt(700_000, 1, 1, 1);
  expect((await motionOf(TAKE)).length).toBe(8 + 5 * 6);
});

test("it is sent before its recording is whole, and leaves the device with it", async () => {
  await worn();
  expect(await send()).toBe("empty");
  expect(samples(server.motions.get(TAKE))).toHaveLength(15);
  expect(server.calls.indexOf(CALL)).toBeLessThan(server.calls.indexOf(`POST /recordings/${TAKE}/complete`));
  expect(server.calls.indexOf(CALL)).toBeGreaterThan(0);
  expect([await count("motion"), await count("chunks"), await count("recordings")]).toEqual([0, 0, 0]);
});

test("a recording beside which nothing was felt sends none", async () => {
  await finished("session-1", { recordings: [9] });
  expect(await send()).toBe("empty");
  expect(server.calls).not.toContain(CALL);
});

test.each([404, 409, 413, 422])("a server that refuses it (%i) gets the recording all the same", async (status) => {
  await worn();
  server.failOn(CALL, status);
  expect(await send()).toBe("empty");
  expect(server.recordings.get(TAKE).status).toBe("queued");
  expect(await count("motion")).toBe(0);
});

test("a server that can't take it just now is asked three times, then gets the recording without", async () => {
  await worn();
  server.failOn(CALL, 503, { times: 9 });
  let now = later();
  for (let tried = 1; tried <= 3; tried++) {
    expect(await send({ now: () => now })).toBe("later");
    now += 3_600_000;
  }
  expect(await send({ now: () => now })).toBe("empty");
  expect(server.calls.filter((call) => call === CALL)).toHaveLength(3);
  expect(server.recordings.get(TAKE).status).toBe("queued");
});

test("with no network it waits as its recording does, however often", async () => {
  await worn();
  server.failOn(CALL, "network", { times: 5 });
  let now = later();
  for (let tried = 1; tried <= 5; tried++) {
    expect(await send({ now: () => now })).toBe("unreachable");
    now += 3_600_000;
  }
  expect(await send({ now: () => now })).toBe("empty");
  expect(server.motions.has(TAKE)).toBe(true);
});

test("it goes with a recording that is left out and with a session that is thrown away", async () => {
  await worn();
  await leaveOut(TAKE, "session-1");
  expect(await count("motion")).toBe(0);
  await worn();
  await eraseSession("session-1");
  expect(await withDb((db) => db.count("motion"))).toBe(0);
});
