import { beforeEach, expect, test, vi } from "vitest";

vi.mock("react", () => ({ useSyncExternalStore: (_subscribe, snapshot) => snapshot() }));

let text;
beforeEach(async () => {
  globalThis.woodshed = undefined;
  vi.resetModules();
  text = await import("./i18n.js");
  text.setCatalog("ko", { "Sign in": "로그인", "{n} more": "{n}개 더", "{n} minute": ["{n}분"] });
});

test("a text without a translation is English", () => {
  expect(text.t("No such text")).toBe("No such text");
});

test("the language changes at once for whoever listens", async () => {
  expect(text.useText().t("Sign in")).toBe("Sign in");
  await text.setLocale("ko");
  expect(text.useText().t("Sign in")).toBe("로그인");
  expect(text.getLocale()).toBe("ko");
});

test("an unknown language changes nothing", async () => {
  await text.setLocale("tlh");
  expect(text.getLocale()).toBe("en");
});

test("words that stand with a number elsewhere are translated without one, too, and the other way round", async () => {
  text.setCatalog("ko", { "{n} more": ["{n}개 더"], Play: "연주" });
  await text.setLocale("ko");
  expect([text.t("{n} more", { n: "37" }), text.nt("Play", "Plays", 2)]).toEqual(["37개 더", "연주"]);
});

test("values are filled in, numbers as the language writes them", async () => {
  expect(text.t("{n} more", { n: 1200 })).toBe("1,200 more");
  await text.setLocale("ko");
  expect(text.t("{n} more", { n: 3 })).toBe("3개 더");
});

test("a value that is missing leaves its name, a value with braces is not filled again", () => {
  expect(text.t("{who} plays")).toBe("{who} plays");
  expect(text.t("{who} plays", { who: "{n}", n: 3 })).toBe("{n} plays");
});

test("small counts are written as the browser would write them", () => {
  for (const tag of ["en", "en-GB", "en-IN", "ko", "zh-Hant"])
    for (const n of [0, 7, 42, 999, 1000, -3, 2.5])
      expect(text.formatNumber(n, {}, tag)).toBe(new Intl.NumberFormat(tag).format(n));
});

test("numbers choose the form of a text", async () => {
  const say = (n) => text.nt("{n} minute", "{n} minutes", n);
  expect([0, 1, 2].map(say)).toEqual(["0 minutes", "1 minute", "2 minutes"]);
  await text.setLocale("ko");
  expect([1, 2].map(say)).toEqual(["1분", "2분"]);
});

test("lengths of time read like a person says them, clocks like a clock", async () => {
  expect(text.formatRoughly(74100, 74100, 97500)).toBe("21\u00a0hr");
  expect(text.formatRoughly(840, 840, 1260)).toBe("14\u00a0min");
  expect(text.formatRoughly(4700, 4700, 7700)).toBe("1\u00a0hr 20\u00a0min".replaceAll(" ", "\u00a0"));
  expect(text.formatDuration(3900)).toBe("1 hr 5 min");
  expect(text.formatDuration(59.6)).toBe("1 min");
  expect(text.formatDuration(0)).toBe("0 min");
  expect([0, 65, 3923].map(text.formatClock)).toEqual(["0:00", "1:05", "1:05:23"]);
  for (const [seconds, unit, value] of [
    [7, "second", 7],
    [1500, "minute", 25],
    [7200, "hour", 2],
    [4_320_000, "hour", 1200],
  ]) {
    const style = new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "short" });
    expect(text.formatDuration(seconds)).toBe(style.format(value));
  }
  await text.setLocale("ko");
  expect(text.formatDuration(3900)).toBe("1시간 5분");
});

test("a day is written as the visitor's region does", () => {
  const day = "2026-03-09T18:40:00Z";
  vi.stubGlobal("navigator", { languages: ["fr", "en-GB", "en-US"] });
  expect(text.formatDate(day, { dateStyle: "long", timeZone: "UTC" })).toBe("9 March 2026");
  expect(text.formatDuration(1200)).toBe("20 min");
  vi.stubGlobal("navigator", { languages: ["en-US@posix", "*"] });
  expect(text.formatDate("2026-11-21T12:00:00Z")).toMatch(/^Nov 21/);
  expect(text.formatNumber(1234.5)).toBe("1,234.5");
  vi.stubGlobal("navigator", { languages: ["en-US"] });
  expect(text.formatDate(day, { dateStyle: "long", timeZone: "UTC" })).toBe("March 9, 2026");
  vi.unstubAllGlobals();
});

test("a moment that is none is nothing, not “Invalid Date”", () => {
  expect(text.formatDate("yesterday-ish")).toBe("");
});

test("known instruments are called by their name, others as they were written", async () => {
  text.setCatalog("ko", { Violin: "바이올린", "Another instrument": "다른 악기" });
  const names = ["violin", "other", "theremin", "iPad", ""];
  expect(names.map(text.useText().word)).toEqual(["Violin", "Another instrument", "Theremin", "iPad", ""]);
  await text.setLocale("ko");
  expect(names.map(text.useText().word)).toEqual(["바이올린", "다른 악기", "theremin", "iPad", ""]);
});

test("a time in a zone that the browser doesn't know is told by its own clock", () => {
  const [moment, options] = [new Date("2026-03-11T12:00:00Z"), { hour: "numeric", minute: "2-digit" }];
  expect(text.formatDate(moment, { ...options, timeZone: "Etc/Unknown" }, "en")).toBe(
    text.formatDate(moment, options, "en"),
  );
});

test("a day of another year says its year, in the zone it is told for", () => {
  const { day } = text.useText();
  const year = new Date().getFullYear();
  const short = { day: "numeric", month: "short", timeZone: "UTC" };
  expect(day(`${year}-06-30T12:00:00Z`, short)).toBe("Jun 30");
  expect(day(`${year - 1}-12-30T12:00:00Z`, short)).toBe(`Dec 30, ${year - 1}`);
  expect(day(`${year}-01-01T00:00:00Z`, { ...short, timeZone: "America/Los_Angeles" })).toBe(`Dec 31, ${year - 1}`);
});

test("a browser that forgot the cookie is told again, so that the server speaks the chosen language", async () => {
  vi.stubGlobal("document", { cookie: "", documentElement: { lang: "ko" } });
  vi.stubGlobal("localStorage", { getItem: () => "ko" });
  vi.stubGlobal("location", { protocol: "https:" });
  globalThis.woodshed = { locale: "ko" };
  vi.resetModules();
  await import("./i18n.js");
  expect(document.cookie).toContain("woodshed_locale=ko;");
  vi.unstubAllGlobals();
});

test("what pages say that no device stores comes once there is time, and whoever listens draws it", async () => {
  /** @type {any[]} */
  const scripts = [];
  vi.stubGlobal("document", {
    createElement: () => ({}),
    head: { append: (one) => scripts.push(one) },
    documentElement: {},
  });
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
  vi.stubGlobal("location", { protocol: "https:" });
  vi.stubGlobal("dispatchEvent", () => true);
  await text.setLocale("ko");
  const before = text.useText();
  expect(scripts.map(({ src }) => src)).toEqual(["/i18n/ko-more.js"]);
  globalThis.woodshed.catalogs.ko.Board = "게시판";
  scripts[0].onload();
  await vi.waitFor(() => expect(text.useText()).not.toBe(before));
  expect([text.useText().t("Board"), text.useText().locale, text.useLanguage()]).toEqual(["게시판", "ko", "ko"]);
  vi.unstubAllGlobals();
});
