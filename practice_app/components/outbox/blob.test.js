// @ts-check
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "./api.js";
import { LOST, sendBlob } from "./blob.js";

const FILM = new Blob(["123456789"], { type: "video/mp4" });
const BEGUN = { ok: true, body: { recording: { status: "sending" }, part_size: 4 } };

afterEach(() => vi.unstubAllGlobals());

/** @param {{ number: number, bytes: number }[]} uploaded */
function server(uploaded) {
  /** @type {string[]} */
  const calls = [];
  vi.stubGlobal("fetch", async (/** @type {string} */ url, /** @type {RequestInit} */ { method, body }) => {
    calls.push(`${method} ${url.replace("/api/v1/recordings", "")} ${body ?? ""}`.trim());
    const numbers = body ? (JSON.parse(String(body)).numbers ?? []) : [];
    const parts = numbers.map((/** @type {number} */ number) => ({ number, url: `/_s3/${number}` }));
    return new Response(JSON.stringify(method === "GET" ? { uploaded } : { parts }), { status: 200 });
  });
  return calls;
}

test("what S3 has is not sent again, and how far it is is told", async () => {
  const calls = server([{ number: 1, bytes: 4 }]);
  /** @type {number[]} */
  const told = [];
  /** @type {string[]} */
  const put = [];
  const sent = await sendBlob(FILM, {
    begin: async () => BEGUN,
    id: "mine",
    seconds: 12,
    onProgress: (part) => told.push(part),
    put: async (url, part) => {
      put.push(`${url} ${await /** @type {Blob} */ (part).text()}`);
      return "";
    },
  });
  expect(sent).toEqual({ id: "mine" });
  expect(put.sort()).toEqual(["/_s3/2 5678", "/_s3/3 9"]);
  expect(told.at(-1)).toBe(1);
  expect(calls).toEqual([
    "GET /mine/parts",
    'POST /mine/parts {"numbers":[2,3]}',
    'POST /mine/complete {"bytes":9,"duration_s":12}',
  ]);
});

test("a part that doesn't go is tried again, at a new address where that was refused", async () => {
  const calls = server([]);
  let refused = 0;
  const sent = await sendBlob(FILM, {
    begin: async () => BEGUN,
    id: "mine",
    wait: async () => {},
    put: async (url) => {
      if (url.endsWith("2") && refused++ < 2) throw new ApiError(403);
      return "";
    },
  });
  expect(sent).toEqual({ id: "mine" });
  expect(calls.filter((call) => call.includes("numbers"))).toHaveLength(3);
});

/** A server whose S3 broke the first upload: it takes no part of it any more. @param {(url: string) => number} says */
function broken(says) {
  /** @type {object[]} */
  const begins = [];
  /** @type {string[]} */
  const put = [];
  vi.stubGlobal("fetch", async (/** @type {string} */ _url, /** @type {RequestInit} */ { method, body }) => {
    const numbers = body ? (JSON.parse(String(body)).numbers ?? []) : [];
    const parts = numbers.map((/** @type {number} */ number) => ({ number, url: `/${begins.length}/${number}` }));
    return new Response(JSON.stringify(method === "GET" ? { uploaded: [] } : { parts }), { status: 200 });
  });
  const how = {
    id: "mine",
    begin: async (/** @type {object} */ afresh) => (begins.push(afresh), BEGUN),
    wait: async () => {},
    put: async (/** @type {string} */ url) => {
      put.push(url);
      const status = says(url);
      if (status !== 200) throw new ApiError(status);
      return "";
    },
  };
  return { begins, put, how };
}

test.each([500, 403])("an upload whose parts S3 answers with %i again and again is begun afresh", async (status) => {
  const { begins, put, how } = broken((url) => (url.startsWith("/1/") ? status : 200));
  expect(await sendBlob(FILM, how)).toEqual({ id: "mine" });
  expect(begins).toEqual([{}, { fresh: true }]);
  expect(put.filter((url) => url.startsWith("/2/")).sort()).toEqual(["/2/1", "/2/2", "/2/3"]);
});

test("what S3 says will never fit is begun afresh at once", async () => {
  const { begins, put, how } = broken((url) => (url.startsWith("/1/") ? 409 : 200));
  expect(await sendBlob(FILM, how)).toEqual({ id: "mine" });
  expect(begins).toEqual([{}, { fresh: true }]);
  expect(put.filter((url) => url.startsWith("/1/"))).toHaveLength(2); // one of each lane
});

test("a part that fails once is only sent again", async () => {
  let failed = 0;
  const { begins, how } = broken((url) => (url.endsWith("/2") && !failed++ ? 500 : 200));
  expect(await sendBlob(FILM, how)).toEqual({ id: "mine" });
  expect(begins).toEqual([{}]);
});

test("what breaks again after that waits here for another try", async () => {
  const { begins, how } = broken(() => 500);
  expect(await sendBlob(FILM, how)).toEqual({ wrong: LOST, passing: true });
  expect(begins).toHaveLength(2);
});

test("an upload that the server knows no more is begun afresh", async () => {
  const { begins, how } = broken(() => 200);
  const fetched = globalThis.fetch;
  vi.stubGlobal("fetch", async (/** @type {string} */ url, /** @type {RequestInit} */ how) =>
    begins.length === 1 && url.endsWith("/complete")
      ? new Response(JSON.stringify({ code: "upload_incomplete" }), { status: 409 })
      : fetched(url, how),
  );
  expect(await sendBlob(FILM, how)).toEqual({ id: "mine" });
  expect(begins).toEqual([{}, { fresh: true }]);
});

test("what the server refuses for good is told in its words", async () => {
  const no = { ok: false, code: "too_large", message: "Too large.", fields: {} };
  expect(await sendBlob(FILM, { begin: async () => no, id: "mine" })).toEqual({ wrong: "Too large.", passing: false });
});
