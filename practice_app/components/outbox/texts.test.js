// What was written on this device reaches the server, whatever is hidden in it.
import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { withDb, write } from "./db.js";
import { drain } from "./drain.js";
import { sessionBody } from "./payload.js";
import { pieceFor, tagFor, withIds } from "./pieces.js";
import { outboxRow } from "./queue.js";
import { FakeServer } from "./testing/fakes.js";
import { details, emptied, finished } from "./testing/finished.js";

const HIDDEN = "\u202ecafe\u0301\u0000 \ud800\u200b\t";
const all = (store) => withDb((db) => db.getAll(store));

beforeEach(emptied);

test("a session's words are cleaned on their way out", async () => {
  await finished();
  const [row] = await all("sessions");
  const written = {
    ...details,
    instrument: HIDDEN,
    focus: [HIDDEN, "\u200b"],
    note: `${HIDDEN}\r\n${"x".repeat(20_000)}`,
  };
  const body = sessionBody({ ...row, details: written });
  expect([body.instrument, body.focus, body.note.slice(0, 8)]).toEqual(["café", ["café"], "café \t\nx"]);
  expect([...body.note]).toHaveLength(10_000);
});

test("what is named here is cleaned before it is kept, and means the same however it is composed", async () => {
  const complete = await withIds(
    { ...details, piece_title: HIDDEN, section_title: HIDDEN, also: [{ piece_title: "\u200b" }] },
    "ann",
  );
  expect([complete.piece_title, complete.section_title, complete.also]).toEqual(["café", "café", []]);
  expect((await all("pieces")).map(({ title }) => title)).toEqual(["café"]);
  expect(await pieceFor("CAFÉ", "ann")).toBe(complete.piece_id);
  expect(await tagFor("ｃａｆｅ\u0301", "ann")).toBe(await tagFor("Café", "ann"));
  expect(await tagFor("\u3164\ufe0f", "ann")).toBeNull();
});

test("what an older page kept is sent all the same", async () => {
  const server = new FakeServer();
  await finished();
  const old = { user_id: "ann", unsent: true };
  await write(["pieces", "tags", "outbox"], async (tx) => {
    await tx.objectStore("pieces").put({ ...old, id: "p", title: "\u200b", composer: HIDDEN });
    await tx.objectStore("tags").put({ ...old, id: "t", name: HIDDEN, color: "#112233" });
    for (const [kind, id] of [
      ["piece", "p"],
      ["tag", "t"],
    ])
      await tx.objectStore("outbox").put(outboxRow(kind, id, null));
  });
  const told = [];
  const keep =
    (create) =>
    (body, ...more) => (told.push(body), create(body, ...more));
  const api = { ...server.api, createPiece: keep(server.api.createPiece), createTag: keep(server.api.createTag) };
  expect(await drain({ api, put: server.put })).toBe("empty");
  expect(told).toEqual([
    { id: "p", title: "?", composer: "café" },
    { id: "t", name: "café", color: "#112233" },
  ]);
});

test("a tag that the server takes for one of its own becomes that one, by whatever rule", async () => {
  const server = new FakeServer();
  await tagFor("kurz", "ann");
  server.failOn("POST /tags", 409, { body: { code: "name_taken", stored: { id: "other", name: "cu\u0280z" } } });
  expect(await drain({ api: server.api, put: server.put })).toBe("empty");
  expect((await all("tags")).map(({ id, unsent }) => [id, unsent])).toEqual([["other", false]]);
});
