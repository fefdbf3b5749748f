import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const code = readFileSync(new URL("./trusted.js", import.meta.url), "utf8");

function policyOf(...scripts) {
  const made = {};
  const document = { scripts: scripts.map((text) => ({ text })) };
  const self = { trustedTypes: { createPolicy: (name, policy) => (made[name] = policy) } };
  new Function("self", "document", "addEventListener", code)(self, document, () => {});
  return { ...made.default, document, names: Object.keys(made) };
}

test("there is one policy, and it knows markup and scripts that came with the page", () => {
  const { createHTML, createScript, names } = policyOf("began()");
  expect(names).toEqual(["default"]);
  expect(["", "<script></script>", "began()"].map(createHTML)).not.toContain(null);
  expect(createHTML('<script src="/i18n/zh-Hant.js"></script>')).toBeTruthy();
  expect(createScript("began()")).toBe("began()");
});

test("what the page brought is still known when it is drawn anew", () => {
  const { createHTML, document } = policyOf("began(1 < 2)");
  createHTML("<anything else>");
  document.scripts = [];
  expect(createHTML("began(1 < 2)")).toBe("began(1 < 2)");
});

test("text without a tag is text: as markup it may be written, as a script it may not", () => {
  const { createHTML, createScript } = policyOf("began()");
  expect(createHTML("alert(1) &lt;b&gt;")).toBe("alert(1) &lt;b&gt;");
  expect(createScript("alert(1)")).toBe(null);
});

test.each([
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  '<script src="/i18n/ko.js"></script><b>',
  '<script src="//evil.example/i18n/ko.js"></script>',
])("other markup is refused: %s", (text) => {
  const { createHTML, createScript } = policyOf("began()");
  expect([createHTML(text), createScript(text)]).toEqual([null, null]);
});

test("a script comes from a file of ours", () => {
  const { createScriptURL } = policyOf();
  const ours = ["/sw.js", "/pwa.js", "/i18n/ko.js"];
  expect(ours.map(createScriptURL)).toEqual(ours);
  const others = ["//evil.example/sw.js", "/_s3/woodshed/x.js", "data:text/javascript,1", "/i18n/../_s3/x.js", "sw.js"];
  expect(others.map(createScriptURL)).toEqual(others.map(() => null));
});

test("where a browser has no such thing nothing happens", () => {
  expect(() => new Function("self", code)({})).not.toThrow();
});
