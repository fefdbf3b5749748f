import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const HOME = "https://woodshed.example";
const FILES = { "/__spa-fallback.html": "1", "/practice.html": "1", "/assets/a.js": "1" };
const CATALOGS = { "/i18n/ko.js": "1", "/i18n/zh-Hant.js": "1" };
const template = readFileSync(new URL("./service_worker.js", import.meta.url), "utf8");

/** A browser's stores, as far as the worker uses them. */
function stores() {
  const all = new Map();
  const pathOf = (key) => new URL(key.url ?? key, HOME).pathname;
  const cache = (held) => ({
    match: async (key) => held.get(pathOf(key))?.clone(),
    put: async (key, answer) => void held.set(pathOf(key), answer),
    delete: async (key) => held.delete(pathOf(key)),
    keys: async () => [...held.keys()].map((path) => ({ url: HOME + path })),
  });
  const open = async (name) => cache(all.get(name) ?? all.set(name, new Map()).get(name));
  const match = async (key) =>
    [...all.values()]
      .map((held) => held.get(pathOf(key)))
      .find(Boolean)
      ?.clone();
  return { open, match, keys: async () => [...all.keys()], delete: async (name) => all.delete(name), all };
}

let caches, online, shown, sent;
beforeEach(() => {
  shown = [];
  sent = [];
  vi.useFakeTimers();
  caches = stores();
  online = true;
});
afterEach(() => vi.useRealTimers());

/** A worker of a build. */
function started(build, files = FILES) {
  const told = {
    BUILD: build,
    FILES: JSON.stringify(files),
    CATALOGS: JSON.stringify(CATALOGS),
    DRAWN: '["/pieces/:id"]',
  };
  const code = Object.entries(told).reduce((text, [name, value]) => text.replace(`__${name}__`, value), template);
  const listeners = {};
  const self = {
    addEventListener: (kind, f) => (listeners[kind] = f),
    location: { origin: HOME },
    clients: {
      claim() {},
      matchAll: async () => [
        { url: `${HOME}/practice`, focus: () => shown.push("practice") },
        { url: `${HOME}/lessons`, focus: () => shown.push("focus") },
      ],
      openWindow: async (url) => shown.push(url),
    },
    registration: {
      showNotification: async (title, told) => shown.push([title, told]),
      pushManager: { subscribe: async (options) => ({ made: options }) },
    },
  };
  const fetch = async (asked, how) => {
    if (how?.method === "POST") sent.push([asked, how.body]);
    if (!online) throw new TypeError("no network");
    return new Response(`network ${asked.url ?? asked}`);
  };
  new Function("self", "caches", "fetch", code)(self, caches, fetch);
  const happen = async (kind, more = {}) => {
    let lasts;
    listeners[kind]({
      waitUntil: (promise) => (lasts = promise),
      respondWith: (promise) => (lasts = promise),
      ...more,
    });
    await vi.advanceTimersByTimeAsync(5000);
    return lasts;
  };
  return {
    happen,
    install: () => happen("install"),
    hear: (language) => happen("message", { data: { language } }),
    visit: (path) => happen("fetch", { request: { url: HOME + path, method: "GET", mode: "navigate" } }),
    stored: () => [...(caches.all.get(`woodshed-shell-${build}`)?.keys() ?? [])].sort(),
    languages() {
      return this.stored().filter((path) => path.startsWith("/i18n/"));
    },
  };
}

test("of the catalogs only that of the language in use is stored beside the shell", async () => {
  const worker = started("a");
  await Promise.all([worker.install(), worker.hear("ko")]);
  expect(worker.stored()).toEqual([...Object.keys(FILES), "/i18n/ko.js"].sort());
});

test("another language takes its place; English needs none and drops none", async () => {
  const worker = started("a");
  await Promise.all([worker.install(), worker.hear("ko")]);
  await worker.hear("zh-Hant");
  expect(worker.languages()).toEqual(["/i18n/zh-Hant.js"]);
  await worker.hear("en");
  expect(worker.languages()).toEqual(["/i18n/zh-Hant.js"]);
});

test("a language that can't be fetched costs nothing that is there", async () => {
  const worker = started("a");
  await Promise.all([worker.install(), worker.hear("ko")]);
  online = false;
  await worker.hear("zh-Hant");
  expect(worker.languages()).toEqual(["/i18n/ko.js"]);
});

test("a build that no page tells its language takes that of the build before", async () => {
  const before = started("b");
  await Promise.all([before.install(), before.hear("ko")]);
  const next = started("c");
  await next.install();
  expect(next.languages()).toEqual(["/i18n/ko.js"]);
});

test("with no network an address whose page has no file of its own is drawn by the fallback", async () => {
  const worker = started("a");
  await worker.install();
  online = false;
  expect(await (await worker.visit("/pieces/7")).text()).toContain("/__spa-fallback.html");
  expect(await (await worker.visit("/practice")).text()).toContain("/practice.html");
});

test("with no network a page that is not stored leads to the journal, which says that the page needs one", async () => {
  const worker = started("a");
  await worker.install();
  online = false;
  const answer = await worker.visit("/profile");
  expect([answer.status, answer.headers.get("location")]).toEqual([302, `${HOME}/?needs-network`]);
});

test("a push is always shown, whatever came, and says no more than it was told", async () => {
  const { happen } = started("one");
  const told = { title: "Woodshed", body: "A lesson moved", url: "/lessons", tag: "t", lang: "en" };
  await happen("push", { data: { json: () => told } });
  await happen("push", { data: null });
  await happen("push", {
    data: {
      json() {
        throw new SyntaxError("no JSON");
      },
    },
  });
  expect(shown.map(([title]) => title)).toEqual(["Woodshed", "Woodshed", "Woodshed"]);
  expect(shown[0][1]).toMatchObject({ body: "A lesson moved", tag: "t", data: { url: "/lessons" } });
  expect(shown[1][1]).toMatchObject({ body: "", data: { url: "/notifications" } });
});

test("a tap opens it beside what is open, here and nowhere else", async () => {
  const { happen } = started("one");
  const tap = (url) => happen("notificationclick", { notification: { close() {}, data: { url } } });
  await tap("/sessions/1");
  await tap("/lessons");
  await tap("https://elsewhere.example/lessons");
  await tap("//elsewhere.example/lessons");
  await tap(undefined);
  const inbox = `${HOME}/notifications`;
  expect(shown).toEqual([`${HOME}/sessions/1`, "focus", inbox, inbox, inbox]);
});

test("a subscription that the browser changes is told", async () => {
  const { happen } = started("one");
  await happen("pushsubscriptionchange", { oldSubscription: { options: "key" } });
  await happen("pushsubscriptionchange", { newSubscription: { made: "new" } });
  await happen("pushsubscriptionchange", {});
  expect(sent).toEqual([
    ["/api/v1/push/subscriptions", '{"made":"key"}'],
    ["/api/v1/push/subscriptions", '{"made":"new"}'],
  ]);
});
