// @ts-check
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "./api.js";
import { sendBlob } from "./blob.js";

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

test("what the server refuses for good is told in its words", async () => {
  const no = { ok: false, code: "too_large", message: "Too large.", fields: {} };
  expect(await sendBlob(FILM, { begin: async () => no, id: "mine" })).toEqual({ wrong: "Too large.", passing: false });
});
