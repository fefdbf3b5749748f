import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { made, makesPasskeys, offersPasskeys, used } from "./webauthn.js";

const credentials = { create: vi.fn(), get: vi.fn() };

beforeEach(() => {
  vi.stubGlobal("window", {
    PublicKeyCredential: {
      parseCreationOptionsFromJSON: (options) => ({ parsed: options }),
      parseRequestOptionsFromJSON: (options) => ({ parsed: options }),
      isConditionalMediationAvailable: async () => true,
    },
  });
  vi.stubGlobal("navigator", { credentials });
});
afterEach(() => vi.unstubAllGlobals());

test("the browser reads what is asked and writes what is told", async () => {
  credentials.create.mockResolvedValue({ toJSON: () => ({ id: "a" }) });
  expect(await made({ challenge: "c" })).toEqual({ ok: true, credential: { id: "a" } });
  expect(credentials.create).toHaveBeenCalledWith({ publicKey: { parsed: { challenge: "c" } } });
  credentials.get.mockResolvedValue({ toJSON: () => ({ id: "b" }) });
  expect(await used({ rpId: "x" }, { mediation: "conditional" })).toEqual({ ok: true, credential: { id: "b" } });
  expect(credentials.get).toHaveBeenCalledWith({ publicKey: { parsed: { rpId: "x" } }, mediation: "conditional" });
});

test.each([
  ["AbortError", /^$/],
  ["NotAllowedError", /Nothing has changed/],
  ["InvalidStateError", /already/],
  ["SecurityError", /work at/],
  ["TypeError", /can't do that/],
])("what goes wrong is said in words: %s", async (name, said) => {
  credentials.get.mockRejectedValue(Object.assign(new Error("in English"), { name }));
  const { ok, message, values } = await used({ rpId: "practice.example" });
  expect(ok).toBe(false);
  expect(message).toMatch(said);
  if (name === "SecurityError") expect(values).toEqual({ site: "practice.example" });
});

test("a browser that can't has no button", async () => {
  expect([makesPasskeys(), await offersPasskeys()]).toEqual([true, true]);
  vi.stubGlobal("window", { PublicKeyCredential: {} });
  expect([makesPasskeys(), await offersPasskeys()]).toEqual([false, false]);
  vi.stubGlobal("window", {});
  expect([makesPasskeys(), await offersPasskeys()]).toEqual([false, false]);
});
