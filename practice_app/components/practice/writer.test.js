import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { readPart, storedBytes } from "../outbox/parts.js";
import { createWriter } from "./writer.js";

const chunk = (...bytes) => new Blob([Uint8Array.from(bytes)]);

test("chunks lie one behind the other, in the order they came", async () => {
  const writer = createWriter("take-1");
  writer.push(chunk(1, 2, 3));
  writer.push(chunk());
  writer.push(chunk(4));
  writer.push(chunk(5, 6));
  await writer.idle();
  expect(await storedBytes("take-1")).toBe(6);
  expect([...(await readPart("take-1", 0, 6))]).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a chunk that cannot be stored at once is tried again, and none overtakes it", async () => {
  const stored = [];
  let broken = 3;
  const save = async (row) => {
    if (broken-- > 0) throw new DOMException("connection lost", "InvalidStateError");
    stored.push([row.offset, row.data.byteLength]);
  };
  const writer = createWriter("take-2", { save, retryMs: 1 });
  writer.push(chunk(1, 2));
  writer.push(chunk(3));
  await writer.idle();
  expect(stored).toEqual([
    [0, 2],
    [2, 1],
  ]);
});

test("a full device is said at once, and what came before stays", async () => {
  const said = [];
  let room = 1;
  const save = async () => {
    if (room-- <= 0) throw new DOMException("no room", "QuotaExceededError");
  };
  const writer = createWriter("take-3", { save, onFailure: (reason) => said.push(reason) });
  for (let i = 0; i < 4; i++) writer.push(chunk(i));
  await writer.idle();
  expect(said).toEqual(["full"]);
  expect(writer.bytes).toBe(1);
});
