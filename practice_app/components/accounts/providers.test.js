import { afterEach, expect, test, vi } from "vitest";
import { inOrder, offered, saying, unsaid } from "./providers.js";

const ALL = ["google", "kakao", "naver", "apple"].map((key) => ({ key, name: key }));
const keys = (list) => list.map(({ key }) => key);
afterEach(() => vi.unstubAllGlobals());

test("Koreans are offered first what most of them have; nobody is offered what we can't draw", () => {
  expect(keys(inOrder(ALL, "ko"))).toEqual(["kakao", "naver", "google", "apple"]);
  expect(keys(inOrder(ALL, "zh-Hant"))).toEqual(["google", "apple", "kakao", "naver"]);
  expect(keys(inOrder([{ key: "myspace", name: "MySpace" }, ALL[2]], "en"))).toEqual(["naver"]);
});

test("an address can say only sentences of ours", () => {
  expect(saying("?said=denied&by=kakao")).toMatchObject({ good: false, values: { provider: "Kakao" } });
  expect(saying("?said=linked&by=google")?.good).toBe(true);
  for (const made of [
    "",
    "?said=denied",
    "?said=You+won&by=google",
    "?said=denied&by=<b>",
    "?said=toString&by=valueOf",
  ])
    expect(saying(made)).toBeNull();
});

test("it is said once, and the rest of the address stays", () => {
  expect(unsaid("?said=denied&by=kakao")).toBe("");
  expect(unsaid("?next=%2Fpieces&said=denied&by=kakao")).toBe("?next=%2Fpieces");
});

test("with no answer nobody is offered", async () => {
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ items: ALL })));
  expect(await offered()).toEqual(ALL);
  vi.stubGlobal("fetch", async () => new Response("<p>", { status: 502 }));
  expect(await offered()).toEqual([]);
  vi.stubGlobal("fetch", async () => Promise.reject(new Error("away")));
  expect(await offered()).toEqual([]);
});
