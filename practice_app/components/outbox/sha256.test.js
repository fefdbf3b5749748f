import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Sha256 } from "./sha256.js";

const reference = (data) => createHash("sha256").update(data).digest("hex");
const bytes = (n) => Uint8Array.from({ length: n }, (_, i) => (i * 31 + (i >> 8)) % 256);

test("it says of every length what the standard says", () => {
  for (const n of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 100_003])
    expect(new Sha256().update(bytes(n)).digest(), `${n} bytes`).toBe(reference(bytes(n)));
});

test("the pieces it comes in make no difference", () => {
  const whole = bytes(10_000);
  const sum = new Sha256();
  for (let at = 0, n = 1; at < whole.length; at += n, n = (n * 7) % 501 || 3) sum.update(whole.subarray(at, at + n));
  expect(sum.digest()).toBe(reference(whole));
});
