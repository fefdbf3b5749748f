import { describe, expect, it } from "vitest";
import { anglePath, isUneven, lines, strokesOf, told, turnsPath } from "./bow.js";

const filled = (words, values = {}) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const text = {
  t: filled,
  n: (one, many, n, values) => filled(n === 1 ? one : many, { n, ...values }),
  number: (value, options) =>
    options?.style === "percent" ? `${Math.round(100 * value)} %` : String(Math.round(10 * value) / 10),
  clock: (seconds) => `0:0${Math.floor(seconds)}`,
};
const bow = (starts_s, length, { unevenness = 0.1, spread_deg = 1 } = {}) => ({
  unevenness,
  spread_deg,
  strokes: {
    starts_s,
    ends_s: starts_s.map((start) => start + length),
    unevenness: starts_s.map(() => unevenness),
    off_deg: starts_s.map(() => 5),
  },
});
const each = (count, length) => Array.from({ length: count }, (_, i) => i * length);

describe("the bow", () => {
  it("stands in lines of twenty seconds, all to one scale", () => {
    const found = lines(strokesOf(bow([...each(40, 1), 300, 301], 1)));
    expect(found.map(({ start_s, strokes }) => [start_s, strokes.length])).toEqual([
      [0, 20],
      [20, 20],
      [300, 2],
    ]);
    expect(new Set(found.map(({ length_s }) => length_s))).toEqual(new Set([20]));
    expect(lines([])).toEqual([]);
  });

  it("tells a stroke, and of one that is too short not how even", () => {
    const [stroke] = strokesOf(bow([2], 0.6, { unevenness: 0.4 }));
    expect(told(text, stroke)).toBe("Stroke 1, at 0:02, 0.6 s · unevenly drawn");
    expect(isUneven(stroke)).toBe(true);
    const short = { ...stroke, unevenness: null };
    expect(told(text, short)).toBe("Stroke 1, at 0:02, 0.6 s");
    expect(isUneven(short)).toBe(false);
  });

  it("lies to the side that a phone felt, and says where no note was heard with it", () => {
    const strokes = { starts_s: [1, 2, 3], ends_s: [2, 3, 4] };
    const found = strokesOf({ strokes: { ...strokes, sides: [1, 1, -1], heard: [true, false, true] } });
    expect(found.map(({ side }) => side)).toEqual([1, 1, -1]);
    expect(told(text, found[1])).toBe("Stroke 2, at 0:02, 1 s · no note was heard with it");
    expect(told(text, found[2])).toBe("Stroke 3, at 0:03, 1 s");
    expect(strokesOf({ strokes }).map(({ side }) => side)).toEqual([1, -1, 1]);
  });

  it("draws its angle anew where strokes are missing, and turns that fall together once", () => {
    const [line] = lines(strokesOf(bow([0, 1, 5], 1)));
    expect(anglePath(line).match(/M/g)).toHaveLength(2);
    expect(turnsPath(strokesOf(bow([0, 1], 1)), 10)).toBe("M0 0V10M100 0V10M200 0V10");
    expect(strokesOf({})).toEqual([]);
  });
});
