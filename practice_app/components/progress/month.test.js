import { describe, expect, it } from "vitest";
import {
  asked,
  lastDay,
  minutesOf,
  monthAfter,
  moved,
  sameDay,
  stepOf,
  topOf,
  walked,
  weekStart,
  weeks,
} from "./month.js";

describe("a month in weeks", () => {
  it("begins where the reader's week begins", () => {
    expect(weeks("2026-11", 1)[0]).toEqual([null, null, null, null, null, null, "2026-11-01"]);
    expect(weeks("2026-11", 7)[0][0]).toBe("2026-11-01");
  });

  it("has each of its days once, also in a leap year", () => {
    const days = weeks("2028-02", 1).flat().filter(Boolean);
    expect(days).toHaveLength(29);
    expect(days.at(-1)).toBe("2028-02-29");
  });

  it("turns over the year's end", () => {
    expect(monthAfter("2026-12", 1)).toBe("2027-01");
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
  });

  it("takes the first day of the week from the device when it speaks the same language", () => {
    expect(weekStart("en", "en-GB")).toBe(1);
    expect(weekStart("en", "en-US")).toBe(7);
    expect(weekStart("ko", "en-GB")).toBe(7);
    expect(weekStart("en", "en-GB@posix")).toBe(1);
    expect(weekStart("en", "EN_us")).toBe(7);
    expect(weekStart("en", "*")).toBe(7);
  });
});

describe("a day's note", () => {
  it("stands higher the longer the day was, and never above the stave", () => {
    expect(stepOf(0, 3600)).toBe(0);
    expect(stepOf(1800, 3600)).toBe(4);
    expect(stepOf(9000, 3600)).toBe(8);
  });

  it("is measured against an hour, or against twice an ordinary day", () => {
    expect(topOf([])).toBe(3600);
    expect(topOf([{ seconds: 600 }, { seconds: 600 }, { seconds: 20_000 }])).toBe(3600);
    expect(topOf([{ seconds: 7200 }])).toBe(14_400);
  });

  it("never rounds something to nothing", () => {
    expect(minutesOf(5)).toBe(1);
    expect(minutesOf(0)).toBe(0);
  });
});

describe("the keyboard", () => {
  it("stays on its day when the month is turned, or on the last one there is", () => {
    expect(sameDay("2026-11-12", "2026-10", "2026-10-31")).toBe("2026-10-12");
    expect(sameDay("2026-10-31", "2026-09", "2026-09-30")).toBe("2026-09-30");
    expect(sameDay("2026-10-31", "2026-11", "2026-11-21")).toBe("2026-11-21");
  });

  it("walks by days and weeks and stays within the days that have come", () => {
    expect(moved("2026-11-12", "ArrowUp", "2026-11", "2026-11-21")).toBe("2026-11-05");
    expect(moved("2026-11-21", "ArrowRight", "2026-11", "2026-11-21")).toBe("2026-11-21");
    expect(moved("2026-11-01", "ArrowLeft", "2026-11", "2026-11-21")).toBe("2026-11-01");
    expect(moved("2026-11-12", "End", "2026-11", lastDay("2026-11", "2026-11-21"))).toBe("2026-11-21");
  });

  it("leads out of a large month into the next, never before the first year nor into what is to come", () => {
    /** @param {string} day @param {string} key */
    const to = (day, key) => walked(day, key, 2025, "2026-03-20");
    expect(["ArrowLeft", "ArrowUp", "Home", "End", "PageUp", "PageDown"].map((key) => to("2026-02-03", key))).toEqual([
      "2026-02-02",
      "2026-01-27",
      "2026-02-01",
      "2026-02-28",
      "2026-01-03",
      "2026-03-03",
    ]);
    expect(to("2026-01-01", "ArrowLeft")).toBe("2025-12-31");
    expect(to("2026-03-31", "PageUp")).toBe("2026-02-28");
    expect(to("2026-02-25", "PageDown")).toBe("2026-03-20");
    expect(to("2026-03-05", "End")).toBe("2026-03-20");
    for (const key of ["ArrowRight", "ArrowDown", "PageDown"]) expect(to("2026-03-20", key)).toBe("2026-03-20");
    for (const key of ["ArrowLeft", "ArrowUp", "PageUp"]) expect(to("2025-01-01", key)).toBe("2025-01-01");
    expect(to("2026-02-03", "a")).toBeUndefined();
  });
});

it("an address names a month, or none", () => {
  const of = ["2026-02", "2026-04", "2031-01", "2026-13", "1803-01", "2026", "2026-02-03", "", null];
  expect(of.map((named) => asked(named, "2026-03-20"))).toEqual([
    "2026-02",
    "2026-03",
    "2026-03",
    "",
    "",
    "",
    "",
    "",
    "",
  ]);
});
