import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { remember } from "../outbox/identity.js";
import { keepAll, keepsAll } from "../outbox/wishes.js";
import { closed, opened, pass, practice, recorders, rows } from "./testing/page.js";

beforeEach(opened);
afterEach(closed);

const CAMERA = { facing: "user", height: 720 };

test("a recording is deleted unless this session was to be kept: neither a camera that was tried nor the last session says so", async () => {
  const tab = practice();
  await tab.boot();
  await tab.setCamera(CAMERA);
  expect(tab.getSnapshot().details.keep).toBe(true);
  await tab.setDetails({ instrument: "violin", focus: ["tone"] });
  await tab.setCamera(null);
  expect(tab.getSnapshot().details.keep).toBe(false);
  await tab.start();
  await tab.setCamera(CAMERA);
  await pass(5);
  await tab.setCamera(null);
  expect(tab.getSnapshot().details.keep).toBe(false);
  await tab.setDetails({ keep: true });
  await tab.finish();
  await tab.save();
  expect((await rows("sessions"))[0].details.keep).toBe(true);
  await tab.boot();
  expect(tab.getSnapshot().details).toMatchObject({ instrument: "violin", keep: false });
});

test("what was really filmed is kept, and so is what was to be kept before the camera was tried", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await tab.setCamera(CAMERA);
  await pass(25);
  await tab.setCamera(null);
  expect(tab.getSnapshot().details.keep).toBe(true);
  await tab.setDetails({ keep: false });
  await tab.setDetails({ keep: true });
  await tab.setCamera(CAMERA);
  await tab.setCamera(null);
  expect(tab.getSnapshot().details.keep).toBe(true);
});

test("a camera that cannot be had keeps nothing", async () => {
  const tab = practice();
  await tab.boot();
  await tab.start();
  await tab.setCamera(CAMERA);
  recorders[0].options.onCamera("refused");
  await vi.waitFor(() => expect(tab.getSnapshot().details.keep).toBe(false));
});

test("who wants every recording kept says so once, for this device", async () => {
  await keepAll(true);
  const tab = practice();
  await tab.boot();
  expect(tab.getSnapshot().details.keep).toBe(true);
  await remember({ id: "bob", name: "Bob", instruments: [] });
  expect(await keepsAll()).toBe(false);
});
