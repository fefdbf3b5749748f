import { expect, it } from "vitest";
import { frameAt, middleOf, smallAt, stepped } from "./frames.js";
import { asked } from "./keys.js";

it("knows a frame by the time that the browser tells of it, rounded to microseconds", () => {
  for (const fps of [24, 25, 30000 / 1001, 30]) {
    for (let n = 0; n < 2000; n += 1) expect(frameAt(Math.round((n / fps) * 1e6) / 1e6, fps)).toBe(n);
  }
});

it("goes to the middle of a frame, a step at a time, and stays within the film", () => {
  expect(frameAt(middleOf(17, 30), 30)).toBe(17);
  expect([stepped(0, -1), stepped(5, 1, 60), stepped(59, 1, 60)]).toEqual([0, 6, 59]);
});

it("finds the small picture of a second", () => {
  const sheet = { columns: 10, count: 23, every_s: 2, width: 160, height: 90 };
  expect(smallAt(sheet, 0)).toEqual({ x: 0, y: 0 });
  expect(smallAt(sheet, 25)).toEqual({ x: 320, y: 90 });
  expect(smallAt(sheet, 500)).toEqual({ x: 320, y: 180 });
});

it("has keys as editors of films have them, whatever the shift key says", () => {
  expect(["j", "K", "L", ",", "."].map((key) => asked(key))).toEqual([
    { deed: "by", by: -10 },
    { deed: "toggle" },
    { deed: "by", by: 10 },
    { deed: "step", by: -1 },
    { deed: "step", by: 1 },
  ]);
  expect([asked("a"), asked("toString")]).toEqual([undefined, undefined]);
});
