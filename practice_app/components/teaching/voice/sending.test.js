import { afterEach, expect, it, vi } from "vitest";
import { sendVoice } from "./sending.js";

const TAKEN = { blob: new Blob(["123456789"], { type: "audio/webm" }), seconds: 3 };

/** @param {(call: string) => [number, object]} answers */
function server(answers) {
  /** @type {string[]} */
  const calls = [];
  vi.stubGlobal("fetch", async (/** @type {string} */ url, /** @type {RequestInit} */ { method }) => {
    const call = `${method} ${url.replace("/api/v1", "")}`;
    calls.push(call);
    const [status, json] = answers(call);
    return new Response(JSON.stringify(json), { status });
  });
  /** @param {string} url @param {any} part */
  const put = async (url, part) => {
    calls.push(`PUT ${url} ${await part.text()}`);
    return "";
  };
  return { calls, put };
}

afterEach(() => vi.unstubAllGlobals());

/** @param {string} call @returns {[number, object]} */
const willing = (call) => {
  if (call.includes("voice")) return [201, { recording: { status: "uploading" }, part_size: 5 }];
  if (call.startsWith("GET")) return [200, { uploaded: [] }];
  if (call.includes("parts")) return [200, { parts: [1, 2].map((number) => ({ number, url: `/_s3/${number}` })) }];
  return [200, {}];
};

it("goes in parts of the size that was told, and is whole then", async () => {
  const { calls, put } = server(willing);
  expect(await sendVoice("take", "mine", TAKEN, { put })).toEqual({ id: "mine" });
  expect(calls).toEqual([
    "POST /videos/take/feedback/voice",
    "GET /recordings/mine/parts",
    "POST /recordings/mine/parts",
    "PUT /_s3/1 12345",
    "PUT /_s3/2 6789",
    "POST /recordings/mine/complete",
  ]);
});

it("is not sent again when it has arrived", async () => {
  const { calls } = server(() => [200, { recording: { status: "ready" }, part_size: 5 }]);
  expect(await sendVoice("take", "mine", TAKEN)).toEqual({ id: "mine" });
  expect(calls).toHaveLength(1);
});

it("says what is wrong, and that it is still here", async () => {
  server(willing);
  const how = { put: () => Promise.reject(new Error("no network")), wait: async () => {} };
  const lost = { wrong: expect.stringContaining("still here"), passing: true };
  expect(await sendVoice("take", "mine", TAKEN, how)).toEqual(lost);
  server(() => [404, { code: "not_found", detail: "Not there." }]);
  expect(await sendVoice("take", "mine", TAKEN)).toEqual({ wrong: "Not there.", passing: false });
});
