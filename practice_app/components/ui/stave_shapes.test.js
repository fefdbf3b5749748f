import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { joined, rests, ribbons, shares } from "./stave_shapes.js";

const playing = (start_s, end_s) => ({ kind: "playing", start_s, end_s });
const silence = (start_s, end_s) => ({ kind: "silence", start_s, end_s });
const numbers = (path) => path.match(/-?[\d.]+/g).map(Number);

test("a session of nothing is an empty line of music", () => {
  expect(ribbons([], 0)).toEqual([]);
  expect(rests([], 0)).toEqual([]);
  expect(ribbons([], 60)).toEqual([]);
});

test("each stretch of playing is one ribbon, as long as it was", () => {
  const [path] = ribbons([playing(25, 75)], 100);
  const xs = numbers(path).filter((_, i) => i % 2 === 0);
  expect(Math.min(...xs)).toBeCloseTo(250 + 14);
  expect(Math.max(...xs)).toBeCloseTo(750 - 14);
});

test("without loudness a ribbon lies on the middle line", () => {
  const ys = numbers(ribbons([playing(0, 10)], 10)[0]).filter((_, i) => i % 2 === 1);
  expect(new Set(ys)).toEqual(new Set([200]));
});

test("a ribbon rises where it is louder, and the silence beside it pulls nothing down", () => {
  const values = Array.from({ length: 100 }, (_, i) => (i < 20 || i > 80 ? -90 : i < 50 ? -40 : -12));
  const ys = numbers(ribbons([playing(20, 80)], 100, { step_s: 1, values })[0]).filter((_, i) => i % 2 === 1);
  expect(ys[0]).toBeGreaterThan(300);
  expect(ys.at(-1)).toBeLessThan(100);
});

test("a stretch shorter than its round ends stays inside itself", () => {
  const xs = numbers(ribbons([playing(50, 50.2)], 100)[0]).filter((_, i) => i % 2 === 0);
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(500);
  expect(Math.max(...xs)).toBeLessThanOrEqual(502);
});

test("breaths too short to see do not cut a ribbon", () => {
  expect(joined([playing(0, 50), playing(50.1, 100)], 100)).toEqual([playing(0, 100)]);
  expect(joined([playing(0, 50), playing(60, 100)], 100)).toHaveLength(2);
});

test("the spans that were given are not changed", () => {
  const spans = [playing(0, 50), playing(50.1, 100)];
  joined(spans, 100);
  expect(spans[0].end_s).toBe(50);
});

test("a long silence is a whole rest in its middle, speech a half rest, a short break none", () => {
  const spans = [silence(0, 20), playing(20, 50), { kind: "speech", start_s: 50, end_s: 60 }, silence(60, 61)];
  expect(rests(spans, 100)).toEqual([
    { kind: "silence", x: 10, y: 1 },
    { kind: "speech", x: 55, y: 1.5 },
  ]);
});

test("loudness that is not known is not guessed", () => {
  expect(shares([null, Number.NaN, -20])).toEqual([null, null, null]);
  expect(shares([-60, null, -10])[1]).toBeNull();
});

test("an even loudness is not blown up into a drama", () => {
  const level = shares(Array.from({ length: 50 }, (_, i) => -20 + (i % 2) * 0.5));
  expect(Math.max(...level) - Math.min(...level)).toBeLessThan(0.1);
});

const cases = JSON.parse(readFileSync(new URL("../../../tests/stave_cases.json", import.meta.url), "utf8"));

test.each(cases)("$name is drawn as the server draws it", ({ spans, clock_s, levels, ...drawn }) => {
  expect(ribbons(spans, clock_s, levels)).toEqual(drawn.ribbons);
  expect(rests(spans, clock_s).map(({ x, y }) => ({ x, y }))).toEqual(drawn.rests);
});
