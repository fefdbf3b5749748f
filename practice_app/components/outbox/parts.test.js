import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { write } from "./db.js";
import { missingParts, PART_SIZE, planParts, readPart, storedBytes } from "./parts.js";

/** A take of so many bytes in chunks of odd sizes; byte i is i modulo 251. */
async function store(id, sizes) {
  let offset = 0;
  for (const size of sizes) {
    const data = Uint8Array.from({ length: size }, (_, i) => (offset + i) % 251).buffer;
    await write(["chunks"], (tx) => tx.objectStore("chunks").put({ recording_id: id, offset, data }));
    offset += size;
  }
}
const expected = (start, size) => Uint8Array.from({ length: size }, (_, i) => (start + i) % 251);

beforeEach(() => write(["chunks"], (tx) => tx.objectStore("chunks").clear()));

test("a recording is cut into parts of exactly 5 MiB and a rest", () => {
  const parts = planParts(2 * PART_SIZE + 7);
  expect(parts.map(({ size }) => size)).toEqual([PART_SIZE, PART_SIZE, 7]);
  expect(parts.map(({ number, start }) => [number, start])).toEqual([
    [1, 0],
    [2, PART_SIZE],
    [3, 2 * PART_SIZE],
  ]);
  expect(planParts(PART_SIZE)).toHaveLength(1);
});

test("a part is read across any cut of the chunks", async () => {
  await store("take", [100, 1, 250, 33, 400, 16]);
  for (const [start, size] of [
    [0, 800],
    [0, 100],
    [99, 3],
    [100, 1],
    [101, 250],
    [350, 450],
    [799, 1],
  ])
    expect(await readPart("take", start, size)).toEqual(expected(start, size));
});

test("a chunk larger than several parts is no trouble", async () => {
  await store("take", [10, 1000, 10]);
  expect(await readPart("take", 200, 300)).toEqual(expected(200, 300));
  expect(await readPart("take", 900, 120)).toEqual(expected(900, 120));
});

test("another recording's chunks are never mixed in", async () => {
  await store("a", [50]);
  await store("b", [60]);
  expect(await storedBytes("a")).toBe(50);
  expect(await readPart("b", 40, 20)).toEqual(expected(40, 20));
});

test("a hole in a recording is an error, not a shorter part", async () => {
  await store("take", [100]);
  await expect(readPart("take", 50, 100)).rejects.toThrow(RangeError);
});

test("three hours of chunks are read part by part, never whole", async () => {
  await store(
    "take",
    Array.from({ length: 300 }, () => 997),
  );
  expect(await storedBytes("take")).toBe(299_100);
  const part = await readPart("take", 200_000, 50_000);
  expect(part).toEqual(expected(200_000, 50_000));
  expect(part.buffer.byteLength).toBe(50_000);
});

test("only what S3 lacks is sent: absent, of another size, or with another fingerprint", () => {
  const plan = planParts(250, 100);
  const numbers = (uploaded, etags) => missingParts(plan, uploaded, etags).map(({ number }) => number);
  expect(numbers([])).toEqual([1, 2, 3]);
  expect(
    numbers([
      { number: 1, bytes: 100 },
      { number: 2, bytes: 99 },
      { number: 3, bytes: 50 },
    ]),
  ).toEqual([2]);
  expect(
    numbers(
      [
        { number: 1, bytes: 100, etag: "x" },
        { number: 2, bytes: 100, etag: "b" },
      ],
      { 1: '"a"', 2: '"b"' },
    ),
  ).toEqual([1, 3]);
});
