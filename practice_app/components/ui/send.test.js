import { expect, test, vi } from "vitest";
import { explain, placed, send, staying } from "./send.js";

test("each wrong field gets its own sentence", () => {
  const problem = {
    errors: [
      { field: "email", detail: "No." },
      { field: "body.password", detail: "Short." },
    ],
  };
  expect(explain(422, problem)).toEqual({ fields: { email: "No.", password: "Short." }, message: null });
});

test("a problem of the whole form is said above it", () => {
  expect(explain(401, { detail: "That e-mail and password don't go together." }).message).toMatch(/together/);
  expect(explain(500, {}).message).toMatch(/our side/);
});

test("without a server nothing typed is lost and the form says so", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  expect(await send("/api/v1/auth/login", {})).toMatchObject({
    ok: false,
    message: expect.stringMatching(/still here/),
  });
  vi.unstubAllGlobals();
});

test("an answer that is no JSON is a problem, not a crash", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>", { status: 502 })));
  expect((await send("/x", {})).ok).toBe(false);
  vi.unstubAllGlobals();
});

test("a deed that went well may have nothing to say", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("null", { status: 202 })));
  expect(await send("/api/v1/auth/email/resend", {})).toEqual({ ok: true, body: null });
  vi.unstubAllGlobals();
});

test("what is wrong and belongs to no field of the form is said above it", () => {
  const zone = explain(422, {
    detail: "No.",
    errors: [{ field: "body.timezone", detail: "This isn't a time zone we know." }],
  });
  expect(placed(zone, ["email", "password"])).toEqual({ fields: {}, message: "This isn't a time zone we know." });
  const both = explain(422, {
    errors: [
      { field: "email", detail: "Hm." },
      { field: "role", detail: "Choose." },
      { field: "locale", detail: "Choose." },
    ],
  });
  expect(placed(both, ["email"])).toEqual({ fields: { email: "Hm." }, message: "Choose." });
  expect(placed({ message: "As a whole." }, ["email"])).toEqual({ fields: {}, message: "As a whole." });
  expect(placed({}, ["email"])).toEqual({ fields: {}, message: null });
});

test("an answer that says nothing is not a dead button", () => {
  for (const body of [{}, { errors: [] }, { errors: [{ field: "timezone" }] }]) {
    const { fields, message } = placed(explain(422, body), ["email"]);
    expect(message ?? Object.values(fields)[0]).toBeTruthy();
  }
});

test("a server that is busy says so itself", () => {
  expect(explain(503, { detail: "Many people are signing in just now." }).message).toMatch(/Many people/);
  expect(explain(503, {}).message).toMatch(/our side/);
});

test("a sign-in that the browser did not keep says what is missing", () => {
  const done = { ok: true, body: {} };
  const locked = {
    get cookie() {
      throw new DOMException("denied", "SecurityError");
    },
  };
  expect(staying(done, true, { cookie: "a=b; woodshed_hint=1" })).toBe(done);
  expect(staying(done, false, { cookie: "" })).toBe(done);
  expect(staying({ ok: false, fields: {} }, true, { cookie: "" })).toEqual({ ok: false, fields: {} });
  for (const jar of [{ cookie: "" }, locked])
    expect(staying(done, true, jar)).toMatchObject({ ok: false, message: expect.stringMatching(/cookies/) });
});
