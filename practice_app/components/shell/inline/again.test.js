import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";

const code = readFileSync(new URL("./again.js", import.meta.url), "utf8");
const NULL = new TypeError("Cannot read properties of null (reading 'x')");
let kept, reloads, hears;

beforeEach(() => {
  [kept, reloads, hears] = [new Map(), 0, {}];
  const sessionStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
  const listen = (kind, listener) => (hears[kind] = listener);
  new Function("addEventListener", "sessionStorage", "location", code)(listen, sessionStorage, {
    reload: () => reloads++,
  });
});

test.each([
  NULL,
  new TypeError("null is not an object (evaluating 'a.b')"),
  new TypeError('can\'t access property "x" of null'),
  new TypeError('can\'t access property "x", e.y is null'),
])("the page is loaded again after: %s", (error) => {
  hears.error({ error });
  expect(reloads).toBe(1);
});

test("but not twice in a moment, and not while somebody practises", () => {
  hears.error({ error: NULL });
  hears.unhandledrejection({ reason: NULL });
  expect(reloads).toBe(1);
  kept.set("reflex_last_reloaded_on_error", String(Date.now() + 86_400_000));
  hears.error({ error: NULL });
  expect(reloads).toBe(1);
});

test("after an hour again", () => {
  kept.set("reflex_last_reloaded_on_error", String(Date.now() - 3_600_000));
  hears.unhandledrejection({ reason: NULL });
  expect(reloads).toBe(1);
});

test.each([new TypeError("x is not a function"), new Error("null"), undefined, "null", new TypeError("x".repeat(1e6))])(
  "nothing else is a reason",
  (error) => {
    hears.error({ error });
    hears.unhandledrejection({ reason: error });
    expect(reloads).toBe(0);
  },
);
