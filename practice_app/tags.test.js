import { expect, test } from "vitest";
import { canonical, deviceTags } from "./tags.js";

test.each([
  ["en-US", "en-US"],
  ["EN-us", "en-US"],
  ["ZH-HANT-tw", "zh-Hant-TW"],
  ["ko_KR.UTF-8", "ko-KR"],
  ["en-US@posix", "en-US"],
  [" de ", "de"],
  ...["", "-", "@posix", "x", "en--US", "C", "*", "e", "english language", "en-US-", "🎻", null, undefined, 7].map(
    (junk) => [junk, null],
  ),
])("%j is %j", (tag, right) => {
  expect(canonical(tag)).toBe(right);
  expect(() => right && new Intl.NumberFormat(right).format(1)).not.toThrow();
});

test("a device's languages are those that are some, best first, each once", () => {
  expect(deviceTags({ languages: ["en-US@posix", "*", "EN-us", "ko"], language: "en-US" })).toEqual(["en-US", "ko"]);
  expect(deviceTags({ language: "ko_KR" })).toEqual(["ko-KR"]);
  for (const nothing of [null, {}, { languages: null, language: "" }, { languages: [] }])
    expect(deviceTags(nothing)).toEqual([]);
});
