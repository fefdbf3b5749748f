import { afterEach, expect, it, vi } from "vitest";
import { sendVoice } from "./sending.js";

const TAKEN = { blob: new Blob(["123456789"], { type: "audio/webm" }), seconds: 3 };

/** @param {(call: string) => [number, object]} answers */
function server(answers) {
  /** @type {string[]} */
  const calls = [];
  vi.stubGlobal("fetch", async (/** @type {string} */ url, /** @type {RequestInit} */ { method, body }) => {
    const call = `${method} ${url.replace("/api/v1", "")}`;
    calls.push(body instanceof Blob ? `${call} ${await body.text()}` : call);
    const [status, json] = answers(call);
    return new Response(JSON.stringify(json), { status });
  });
  return calls;
}

afterEach(() => vi.unstubAllGlobals());

/** @param {string} call @returns {[number, object]} */
const willing = (call) => {
  if (call.includes("voice")) return [201, { recording: { status: "uploading" }, part_size: 5 }];
  if (call.includes("parts")) return [200, { parts: [1, 2].map((number) => ({ number, url: `/_s3/${number}` })) }];
  return [200, {}];
};

it("goes in parts of the size that was told, and is whole then", async () => {
  const calls = server(willing);
  expect(await sendVoice("take", "mine", TAKEN)).toEqual({ id: "mine" });
  expect(calls).toEqual([
    "POST /videos/take/feedback/voice",
    "POST /recordings/mine/parts",
    "PUT /_s3/1 12345",
    "PUT /_s3/2 6789",
    "POST /recordings/mine/complete",
  ]);
});

it("is not sent again when it has arrived", async () => {
  const calls = server(() => [200, { recording: { status: "ready" }, part_size: 5 }]);
  expect(await sendVoice("take", "mine", TAKEN)).toEqual({ id: "mine" });
  expect(calls).toHaveLength(1);
});

it("says what is wrong, and that it is still here", async () => {
  server((call) => (call.startsWith("PUT") ? [500, {}] : willing(call)));
  expect(await sendVoice("take", "mine", TAKEN)).toEqual({ wrong: expect.stringContaining("still here") });
  server(() => [404, { detail: "Not there." }]);
  expect(await sendVoice("take", "mine", TAKEN)).toEqual({ wrong: "Not there." });
});
