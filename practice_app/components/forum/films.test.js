// @ts-check
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { leave } from "../outbox/leaving.js";
import { write } from "../outbox/db.js";
import { filmsIn, forget, hindrance, keep, kept, NO_FILM, TOO_LARGE, TOO_LONG, tidy, without } from "./films.js";

const [A, B] = ["0198c0de-0000-7000-8000-00000000000a", "0198c0de-0000-7000-8000-00000000000b"];
const film = (at = Date.now()) => ({ blob: new Blob(["film"], { type: "video/mp4" }), at, seconds: 3 });

test("a text names its films, each once", () => {
  expect(filmsIn(`a ![Film](film:${A}) b ![x](film:${B})\n![Film](film:${A}) ![no](film:1)`)).toEqual([A, B]);
});

test("a film leaves a text with the lines about it", () => {
  expect(without(`Look:\n\n![Film](film:${A})\n\nSo.`, A)).toBe("Look:\n\nSo.");
  expect(without(`![Film](film:${A})`, A)).toBe("");
  expect(without(`![Film](film:${B})`, A)).toContain(B);
});

test("what can't go along is said before anything is sent", () => {
  expect(hindrance({ type: "video/mp4", size: 5 }, 20)).toBe("");
  expect(hindrance({ type: "", size: 5 }, 0)).toBe("");
  expect(hindrance({ type: "image/png", size: 5 }, 0)).toBe(NO_FILM);
  expect(hindrance({ type: "video/mp4", size: 800_000_000 }, 20)).toBe(TOO_LARGE);
  expect(hindrance({ type: "video/mp4", size: 5 }, 400)).toBe(TOO_LONG);
});

test("it stays on the device until it was sent, and a month at most", async () => {
  await keep(A, film());
  await keep(B, film(Date.now() - 40 * 24 * 3600 * 1000));
  await tidy();
  expect(await kept(B)).toBeNull();
  expect((await kept(A))?.seconds).toBe(3);
  await forget(A);
  expect(await kept(A)).toBeNull();
});

test("it goes from the device with who signs out", async () => {
  await keep(A, film());
  await write(["meta"], (tx) => tx.objectStore("meta").put({ id: "ann", name: "Ann" }, "me"));
  await leave();
  expect(await kept(A)).toBeNull();
});
