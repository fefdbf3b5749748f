import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { write } from "./db.js";
import { addPiece, erasePiece, unsentPieces } from "./pieces.js";
import { outboxRow, retryPiece, setSessionState } from "./queue.js";
import { details, finished } from "./testing/finished.js";
import { count, fresh, rows, send, server } from "./testing/outbox.js";

beforeEach(fresh);

/** Name new things in a session that waits. */
async function naming(rows, change) {
  await write(["pieces", "sections", "tags", "sessions", "outbox"], async (tx) => {
    for (const [kind, row] of rows) {
      await tx.objectStore(`${kind}s`).put({ user_id: "ann", unsent: true, ...row });
      await tx.objectStore("outbox").put(outboxRow(kind, row.id, null));
    }
    const session = await tx.objectStore("sessions").get("session-1");
    await tx.objectStore("sessions").put({ ...session, details: { ...details, ...change } });
  });
}
const told = () => server.calls.filter((call) => !call.startsWith("GET"));

test("piece, section and tag go before the session that names them, which follows the ids the server gave", async () => {
  await finished();
  await naming(
    [
      ["tag", { id: "tag-1", name: "warm-up", color: "#2f6b4f" }],
      ["section", { id: "section-1", piece_id: "piece-1", title: "Trio" }],
      ["piece", { id: "piece-1", title: "Gavotte", composer: "" }],
    ],
    { piece_id: "piece-1", section_id: "section-1", tag_ids: ["tag-1"] },
  );
  expect(await send()).toBe("empty");
  expect(told()[0]).toBe("POST /pieces");
  expect(told().slice(1, 3).sort()).toEqual(["POST /pieces/server-piece-1/sections", "POST /tags"]);
  expect(told().slice(3)).toEqual(["PUT /sessions/session-1"]);
  const session = server.sessions.get("session-1");
  expect(session.items).toEqual([
    { piece_id: "server-piece-1", section_id: "server-section-1", seconds: 60, repetitions: 1 },
  ]);
  expect(session.tag_ids).toEqual(["tag-1"]);
});

test("what another device has named meanwhile is not named twice", async () => {
  await finished();
  server.pieces = [{ id: "there-already", title: "gavotte " }];
  server.tags = [{ id: "tag-there", name: "warm-up", color: "#000000" }];
  await naming(
    [
      ["piece", { id: "piece-1", title: "Gavotte", composer: "" }],
      ["tag", { id: "tag-1", name: "warm-up", color: "#2f6b4f" }],
    ],
    { piece_id: "piece-1", tag_ids: ["tag-1"] },
  );
  await send();
  expect(server.sessions.get("session-1")).toMatchObject({
    items: [{ piece_id: "there-already" }],
    tag_ids: ["tag-there"],
  });
});

test("a title of two composers is two pieces, and a piece takes along what was told of it", async () => {
  await finished();
  server.pieces = [{ id: "haydn", title: "Sonata", composer: "Haydn" }];
  await addPiece({ title: "Sonata", composer: "Mozart", target_bpm: 88 }, "ann");
  expect(await unsentPieces("ann")).toMatchObject([{ title: "Sonata", state: "waiting" }]);
  expect(await unsentPieces("bob")).toEqual([]);
  await send();
  const made = [...server.bodies].find(({ call }) => call === "POST /pieces")?.body;
  expect(made).toMatchObject({ title: "Sonata", composer: "Mozart", target_bpm: 88 });
  expect(await unsentPieces("ann")).toEqual([]);
});

test("a piece that the server does not take can be tried again or taken back", async () => {
  server.failOn("POST /pieces", 422, { times: 2 });
  await addPiece({ title: "Sonata", composer: "", target_bpm: null }, "ann");
  await send();
  const [{ id, state, reason }] = await unsentPieces("ann");
  expect([state, reason]).toEqual(["attention", "said 422"]);
  await retryPiece(id);
  await send();
  await erasePiece(id);
  expect([await count("pieces"), await count("outbox")]).toEqual([0, 0]);
});

test("what the server did not take of a session's names is tried again with the session", async () => {
  await finished();
  server.failOn("POST /tags", 422);
  server.failOn("PUT /sessions", 422);
  await naming([["tag", { id: "tag-1", name: "warm-up", color: "#2f6b4f" }]], { tag_ids: ["tag-1"] });
  await send();
  expect((await rows()).map(({ state }) => state)).toEqual(["attention", "attention"]);
  await setSessionState("session-1", "waiting");
  expect(await send()).toBe("empty");
});
