import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDb } from "../outbox/db.js";
import { CHANNELS, MISSING, PER_DEG_S } from "../outbox/motion.js";
import { emptied } from "../outbox/testing/finished.js";
import { BowArm, feels } from "./arm.js";
import { Bins } from "./turning.js";

let states;
let arm;
let page;
/** Where the recording is; null while it rests. */
let clock;

const turns = (alpha, beta, gamma) =>
  page.dispatchEvent(
    Object.defineProperties(new Event("devicemotion"), {
      rotationRate: { value: { alpha, beta, gamma } },
      timeStamp: { value: performance.now() },
    }),
  );
const pass = (ms) => vi.advanceTimersByTimeAsync(ms);
/** So many seconds of a phone that turns, sixty times a second. */
async function turning(seconds, rate = 10) {
  for (let i = 0; i < seconds * 60; i++) {
    if (clock !== null) clock += 1 / 60;
    turns(rate, 2 * rate, 3 * rate);
    await pass(1000 / 60);
  }
}
const stored = () => withDb((db) => db.getAll("motion"));

beforeEach(async () => {
  await emptied();
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout", "performance"] });
  page = new EventTarget();
  vi.stubGlobal("window", page);
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("DeviceMotionEvent", class {});
  states = [];
  clock = 0;
  arm = new BowArm({ onState: (state) => states.push(state) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what the phone feels is written beside the recording, thirty samples a second", async () => {
  await arm.on();
  const beside = arm.beside("take", () => clock);
  await turning(3);
  await beside.stop();
  const rows = await stored();
  const samples = rows.reduce((sum, { data }) => sum + data.byteLength / 2 / CHANNELS, 0);
  expect(samples).toBeGreaterThan(88);
  expect(samples).toBeLessThan(93);
  expect([...new Int16Array(rows[0].data)].slice(0, 3)).toEqual([10, 20, 30].map((value) => value * PER_DEG_S));
  expect(states).toEqual(["asking", "on"]);
});

test("a pause of the recording leaves nothing, and what is felt before it is on belongs to nobody", async () => {
  await arm.on();
  await turning(1);
  clock = 0;
  const beside = arm.beside("take", () => clock);
  await turning(1);
  clock = null;
  await turning(2);
  clock = 1;
  await turning(1);
  await beside.stop();
  const last = (await stored()).at(-1);
  const length = last.at + last.data.byteLength / 2 / CHANNELS;
  expect(length).toBeGreaterThan(57);
  expect(length).toBeLessThan(63);
});

test("a sensor that stops is said, and so is one that comes back", async () => {
  await arm.on();
  await turning(1);
  await pass(5_000);
  expect(states.at(-1)).toBe("silent");
  await turning(1);
  expect(states.at(-1)).toBe("on");
});

test("a device with no such sensor says so, and is asked no more", async () => {
  await arm.on();
  page.dispatchEvent(Object.assign(new Event("devicemotion"), { rotationRate: null }));
  await pass(5_000);
  expect(states).toEqual(["asking", "missing"]);
  turns(1, 1, 1);
  expect(states.at(-1)).toBe("missing");
});

test.each([
  ["denied", "refused"],
  ["granted", "asking"],
])("where a person is asked and says %s, it is %s", async (answer, state) => {
  DeviceMotionEvent.requestPermission = () => Promise.resolve(answer);
  await arm.on();
  expect(states.at(-1)).toBe(state);
  DeviceMotionEvent.requestPermission = () => Promise.reject(new DOMException("no tap", "NotAllowedError"));
  arm.off();
  await arm.on();
  expect(states.at(-1)).toBe("refused");
});

test("an address that isn't secure is said", async () => {
  vi.stubGlobal("isSecureContext", false);
  await arm.on();
  expect(states).toEqual(["insecure"]);
});

test("whoever takes it off is felt no more; what was felt stays", async () => {
  await arm.on();
  const beside = arm.beside("take", () => clock);
  await turning(2);
  arm.off();
  const before = (await stored()).length;
  expect(before).toBeGreaterThan(0);
  await turning(2);
  await beside.stop();
  expect(states.at(-1)).toBe("off");
  const last = (await stored()).at(-1);
  expect(last.at + last.data.byteLength / 2 / CHANNELS).toBeLessThan(63);
});

test("a device that is asked whether it feels answers within a second", async () => {
  const asked = feels();
  turns(1, 1, 1);
  expect(await asked).toBe(true);
  const silent = feels();
  await pass(1_500);
  expect(await silent).toBe(false);
  vi.stubGlobal("DeviceMotionEvent", undefined);
  expect(await feels()).toBe(false);
});

test.each([true, false])(
  "one that would ask a person first is believed if it is held in the hand: %s",
  async (hand) => {
    DeviceMotionEvent.requestPermission = () => Promise.resolve("granted");
    vi.stubGlobal("matchMedia", () => ({ matches: hand }));
    const asked = feels();
    await pass(1_500);
    expect(await asked).toBe(hand);
  },
);

test("samples are the mean of what came within their time, in order, and say where nothing came", () => {
  const bins = new Bins();
  bins.add(0.001, [1, 0, 0]);
  bins.add(0.02, [3, 0, 0]);
  bins.add(0.11, [0, -5000, 0]);
  bins.add(0.002, [5, 0, 0]);
  const { at, data } = bins.take(true);
  expect(at).toBe(0);
  const told = [...new Int16Array(data)];
  expect(told.slice(0, 3)).toEqual([3 * PER_DEG_S, 0, 0]);
  expect(told.slice(3, 9)).toEqual(Array(6).fill(MISSING));
  expect(told.slice(9)).toEqual([0, MISSING + 1, 0]);
  bins.add(0.05, [1, 1, 1]);
  expect(bins.take(true)).toBe(null);
});
