import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fingerprint } from "./fingerprint.js";
import { planParts } from "./parts.js";

const reference = (data) => createHash("sha256").update(data).digest("hex");
const bytes = (n) => Uint8Array.from({ length: n }, (_, i) => (i * 31 + (i >> 8)) % 256);
const never = new AbortController().signal;

/** Of a recording that is read as a device reads it: each part into the same room. */
function taken(whole, plan) {
  const room = new Uint8Array(Math.max(...plan.map(({ size }) => size)));
  const read = async ({ start, size }) => {
    room.set(whole.subarray(start, start + size));
    return room.subarray(0, size);
  };
  return fingerprint(plan, read, never);
}

test("it says of every length what the standard says", async () => {
  for (const n of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 100_003, 1_200_000])
    expect(await taken(bytes(n), planParts(n)), `${n} bytes`).toBe(reference(bytes(n)));
});

test("the pieces it comes in make no difference", async () => {
  const whole = bytes(10_000);
  const plan = [];
  for (let at = 0, n = 1; at < whole.length; at += n, n = (n * 7) % 501 || 3)
    plan.push({ number: plan.length + 1, start: at, size: Math.min(n, whole.length - at) });
  expect(await taken(whole, plan)).toBe(reference(whole));
});

test("it ends in the middle when it is called off", async () => {
  const calledOff = AbortSignal.abort();
  await expect(fingerprint(planParts(10), async () => bytes(10), calledOff)).rejects.toThrow();
});
