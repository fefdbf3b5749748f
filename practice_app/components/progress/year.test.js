import { expect, test } from "vitest";
import { dayOf, led, months, numberOf, weekOf, weeksOf } from "./year.js";

test("a day has a number, also in a leap year and where clocks change", () => {
  expect(dayOf(2028, 59)).toBe("2028-02-29");
  expect(numberOf("2026-12-31")).toBe(364);
  for (const day of ["2026-03-29", "2026-10-25", "2028-12-31"])
    expect(dayOf(Number(day.slice(0, 4)), numberOf(day))).toBe(day);
});

test("a year has all its days once, each month in weeks of seven at most", () => {
  for (const [year, firstDay] of [
    [2026, 1],
    [2028, 7],
    [2024, 6],
  ]) {
    const all = months(year, firstDay);
    const weeks = all.flatMap(weeksOf);
    expect(weeks.flat()).toEqual(Array.from({ length: year % 4 ? 365 : 366 }, (_, i) => i));
    expect(weeks.every((week) => week.length <= 7)).toBe(true);
    for (const month of all) {
      const second = weeksOf(month)[1][0];
      expect(new Date(`${dayOf(year, second)}T00:00:00Z`).getUTCDay()).toBe(firstDay % 7);
    }
  }
});

test("keys lead to days that have come, and to no other year", () => {
  const march12 = numberOf("2026-03-12");
  /** @param {string} key */
  const at = (key) => dayOf(2026, led(march12, key, 2026, numberOf("2026-03-20")) ?? -1);
  expect(["ArrowLeft", "ArrowDown", "Home", "End", "PageUp", "PageDown"].map(at)).toEqual([
    "2026-03-11",
    "2026-03-19",
    "2026-03-01",
    "2026-03-20",
    "2026-02-12",
    "2026-03-20",
  ]);
  expect(led(march12, "a", 2026, 364)).toBeUndefined();
  expect(led(numberOf("2026-03-31"), "PageUp", 2026, 364)).toBe(numberOf("2026-02-28"));
  expect(led(3, "ArrowUp", 2026, 364)).toBe(3);
  expect(led(364, "ArrowRight", 2026, 364)).toBe(364);
  expect(led(10, "PageUp", 2026, 364)).toBe(10);
});

test("a week of a month is the same week of the year, wherever weeks begin", () => {
  for (const firstDay of [1, 6, 7]) {
    expect(weekOf("2026-01-01", firstDay)).toBe(0);
    const all = months(2026, firstDay).flatMap(weeksOf).flat();
    for (const day of all.slice(1)) {
      const begins = new Date(`${dayOf(2026, day)}T00:00:00Z`).getUTCDay() === firstDay % 7;
      expect(weekOf(dayOf(2026, day), firstDay) - weekOf(dayOf(2026, day - 1), firstDay)).toBe(begins ? 1 : 0);
    }
  }
});
