import { expect, it } from "vitest";
import { saidWith, withPhrase } from "./kept.js";
import { begun, ended, exact, named, neighbour, place, renewed, spread, withOne } from "./moments.js";

const text = {
  number: (n, options) => new Intl.NumberFormat("en", options).format(n),
  clock: (s) => `0:${String(s).padStart(2, "0")}`,
};
const one = (id, at_s, more = {}) => ({ id, at_s, until_s: null, created_at: `2026-11-29T10:00:0${id}Z`, ...more });

it("says a moment with its hundredths, and a range by both of its ends", () => {
  expect([exact(12.4, text), exact(0.999, text), exact(-1, text)]).toEqual(["0:12.40", "0:01.00", "0:00.00"]);
  expect(named({ at_s: 1, until_s: 2.5 }, text)).toBe("0:01.00–0:02.50");
  expect(named({ at_s: 1, until_s: 1 }, text)).toBe("0:01.00");
});

it("puts a second on a line that begins where the take begins for whoever sees it", () => {
  expect([place(15, 10, 20), place(5, 10, 20), place(30, 10, 20), place(1, 0, 0)]).toEqual([50, 0, 100, 0]);
});

it("marks a range by its ends, whichever comes first", () => {
  expect(begun(null, 3)).toEqual({ at_s: 3, until_s: null });
  expect(begun({ at_s: 1, until_s: 5 }, 3)).toEqual({ at_s: 3, until_s: 5 });
  expect(begun({ at_s: 1, until_s: 5 }, 6)).toEqual({ at_s: 6, until_s: null });
  expect(ended(null, 3)).toEqual({ at_s: 3, until_s: null });
  expect(ended({ at_s: 1, until_s: null }, 4)).toEqual({ at_s: 1, until_s: 4 });
  expect(ended({ at_s: 5, until_s: null }, 4)).toEqual({ at_s: 4, until_s: 5 });
});

it("draws nothing anew of what is as it was", () => {
  const before = [one("1", 1), one("2", 2)];
  const now = [one("1", 1), one("2", 2, { done: true })];
  const next = renewed(before, now);
  expect(next[0]).toBe(before[0]);
  expect(next[1]).toBe(now[1]);
});

it("keeps comments in the order of their moments and finds the neighbour of one, or of a second", () => {
  const all = [one("3", 9), one("1", 1), one("2", 4)].reduce(withOne, [one("4", null)]);
  expect(all.map(({ id }) => id)).toEqual(["4", "1", "2", "3"]);
  expect(withOne(all, one("2", 20)).map(({ id }) => id)).toEqual(["4", "1", "3", "2"]);
  expect([neighbour(all, "1", 0, 1)?.id, neighbour(all, "", 5, 1)?.id, neighbour(all, "", 5, -1)?.id]).toEqual([
    "2",
    "3",
    "2",
  ]);
  expect(neighbour(all, "3", 0, 1)).toBeUndefined();
});

it("has phrases once each, the newest first, and puts one behind what is written", () => {
  expect(withPhrase(["b", "a"], "a")).toEqual(["a", "b"]);
  expect(
    withPhrase(
      Array.from({ length: 40 }, (_, n) => `${n}`),
      "x",
    ),
  ).toHaveLength(30);
  expect([saidWith("  ", "Wrist!"), saidWith("Better. ", "Wrist!")]).toEqual(["Wrist!", "Better. Wrist!"]);
});

it("lets each pin be tapped as far as the middle to the next, and the outer ones as far as there is room", () => {
  expect(spread([10, 20, 60])).toEqual([
    { at: 10, low: -90, high: 15 },
    { at: 20, low: 15, high: 40 },
    { at: 60, low: 40, high: 160 },
  ]);
  expect(spread([50, 50]).map(({ low, high }) => [low, high])).toEqual([
    [-50, 50],
    [50, 150],
  ]);
});
