import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";

const code = readFileSync(new URL("./broken.js", import.meta.url), "utf8");
let hears, sent, page;

class Script {
  src = "https://practice.example/assets/entry-1.js?token=SECRET";
}

beforeEach(() => {
  [hears, sent, page] = [{}, [], { onerror: null }];
  const listen = (kind, listener) => (hears[kind] = listener);
  const fetched = (url, { body, ...rest }) => {
    sent.push({ url, ...rest, said: JSON.parse(body).said });
    return Promise.reject(new Error("away"));
  };
  new Function("addEventListener", "window", "fetch", "HTMLScriptElement", code)(listen, page, fetched, Script);
});

const breaks = (error, more) => hears.error({ target: page, error, ...more });

test("an error before the socket is told to our own server, with no cookie", () => {
  breaks(new TypeError("x is not a function"));
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ url: "/api/v1/page-reports", method: "POST", credentials: "omit" });
  expect(sent[0].said).toContain("TypeError: x is not a function");
});

test("what is no error of a script has its place, and what is rejected its kind alone", () => {
  breaks(null, { message: "Script error.", filename: "/assets/a.js", lineno: 3 });
  hears.unhandledrejection({ reason: "Dear Ann" });
  hears.unhandledrejection({ reason: new Error("no chunk") });
  expect(sent.map(({ said }) => said.split("\n")[0])).toEqual(["Script error.", "rejected: string", "Error: no chunk"]);
});

test("a script that doesn't come is named, without what follows its address; a picture isn't", () => {
  hears.error({ target: new Script() });
  hears.error({ target: {} });
  expect(sent.map(({ said }) => said)).toEqual(["did not come: /assets/entry-1.js"]);
});

test("five at most, none longer than the server takes", () => {
  for (let number = 0; number < 20; number++) breaks(new Error("x".repeat(1e5)));
  expect(sent).toHaveLength(5);
  expect(Math.max(...sent.map(({ said }) => said.length))).toBe(2000);
});

test("once Reflex listens it tells, by the socket", () => {
  page.onerror = () => {};
  breaks(new Error("later"));
  hears.unhandledrejection({ reason: new Error("later") });
  expect(sent).toEqual([]);
});
