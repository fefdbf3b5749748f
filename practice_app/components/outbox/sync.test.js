import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDb } from "./db.js";
import { remember } from "./identity.js";
import { Sync } from "./sync.js";
import { FakeServer } from "./testing/fakes.js";
import { emptied, finished } from "./testing/finished.js";

let server;
let sync;
/** The try that is planned: its action and the wait before it. */
let planned;

function later(action, ms) {
  planned = { action, ms };
  return () => (planned = null);
}

beforeEach(async () => {
  server = new FakeServer();
  sync = new Sync({ api: server.api, put: server.put, later });
  planned = null;
  await emptied();
  await remember({ id: "ann", name: "Ann", instruments: [] });
  vi.useFakeTimers({ toFake: ["Date"] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const waiting = () => withDb((db) => db.count("outbox"));

/** Let the time go by until the try that is planned, and make it. */
async function nextTry() {
  vi.setSystemTime(Date.now() + planned.ms);
  await planned.action();
}

test("a browser that says too early that it is online is not the only chance", async () => {
  await finished("session-1", { recordings: [1000] });
  server.failOn("GET /me", "network", { times: 2 });
  await sync.kick();
  expect(sync.getSnapshot().offline).toBe(true);
  await nextTry();
  expect(planned.ms).toBeLessThanOrEqual(4_000);
  await nextTry();
  expect(await waiting()).toBe(0);
  expect(server.take("session-1-take-0")).toHaveLength(1000);
  expect(planned).toBeNull();
});

test("a part that is cut twice is sent again by itself", async () => {
  await finished("session-1", { recordings: [1000] });
  server.failOn("S3 ", 599, { times: 2 });
  await sync.kick();
  await nextTry();
  expect(await waiting()).toBe(1);
  await nextTry();
  expect(await waiting()).toBe(0);
});

test("a device with nothing to send plans nothing", async () => {
  await sync.kick();
  expect(planned).toBeNull();
});

test("what waits for somebody else, or for a person, makes the device ask no more", async () => {
  await finished("session-1", { recordings: [1000] });
  await finished("session-2", { user: "bob", recordings: [1000] });
  server.failOn("PUT /sessions", 422);
  await sync.kick();
  expect(planned).toBeNull();
  expect(await waiting()).toBe(4);
});

test("a device that nobody is signed in on waits for the sign-in", async () => {
  await finished("session-1");
  await sync.kick();
  await finished("session-2");
  server.user = "";
  await sync.kick();
  expect(planned).toBeNull();
});

test("while another tab sends, this one looks again later", async () => {
  await finished("session-1");
  vi.stubGlobal("navigator", { locks: { request: async (_name, _options, then) => then(null) } });
  await sync.kick();
  expect(await waiting()).toBe(1);
  vi.unstubAllGlobals();
  await nextTry();
  expect(await waiting()).toBe(0);
});

test("what is asked for just as a pass ends is not overheard", async () => {
  await finished("session-1");
  server.failOn("PUT /sessions/session-1", "network");
  let asked = false;
  const asIt = (action, ms) => {
    vi.setSystemTime(Date.now() + ms);
    if (!asked) void sync.kick();
    asked = true;
    return later(action, ms);
  };
  sync = new Sync({ api: server.api, put: server.put, later: asIt });
  await sync.kick();
  expect(await waiting()).toBe(0);
});
