import { expect, test } from "vitest";
import {
  byKey,
  cityOf,
  dayAfter,
  daysFrom,
  drawn,
  lanesOf,
  momentOf,
  moved,
  opensAt,
  resized,
  wallAt,
} from "./planning.js";

const FIVE = { begins: "2026-03-27T17:00", minutes: 45 };

test("a lesson keeps its hour on the wall, whatever clocks do that night", () => {
  expect(moved(FIVE, 2, 0)).toEqual({ begins: "2026-03-29T17:00", minutes: 45 });
  expect(dayAfter("2026-10-25", 1)).toBe("2026-10-26");
  expect(daysFrom("2028-02-28", 3)).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
});

test("it stays within its day", () => {
  expect(moved(FIVE, 0, 24 * 60).begins).toBe("2026-03-27T23:45");
  expect(moved(FIVE, 0, -24 * 60).begins).toBe("2026-03-27T00:00");
  expect(resized({ begins: "2026-03-27T23:30", minutes: 30 }, 60).minutes).toBe(30);
  expect(resized(FIVE, -600).minutes).toBe(15);
  expect(wallAt("2026-03-27", 65)).toBe("2026-03-27T01:05");
});

test("arrows move it by a quarter or a day, with Shift they make it longer; in a month by days and weeks", () => {
  const press = (key, shiftKey = false, inMonth = false) => byKey(FIVE, { key, shiftKey }, inMonth);
  expect(press("ArrowDown").begins).toBe("2026-03-27T17:15");
  expect(press("ArrowLeft").begins).toBe("2026-03-26T17:00");
  expect(press("ArrowUp", true).minutes).toBe(30);
  expect(press("ArrowDown", false, true).begins).toBe("2026-04-03T17:00");
  expect([press("Enter"), press("ArrowLeft", true), press("a")]).toEqual([null, null, null]);
});

test("what is drawn from below is the same as from above, in quarters", () => {
  expect(drawn("2026-03-27", 1021, 1069)).toEqual({ begins: "2026-03-27T17:00", minutes: 45 });
  expect(drawn("2026-03-27", 1069, 1021)).toEqual({ begins: "2026-03-27T17:00", minutes: 45 });
  expect(drawn("2026-03-27", 1500, 1439)).toEqual({ begins: "2026-03-27T23:45", minutes: 15 });
});

test("what is at the same time stands side by side, and what comes after has all the room", () => {
  const at = (key, begins, minutes) => ({ key, begins: `2026-03-27T${begins}`, minutes });
  const found = lanesOf([at("b", "17:30", 60), at("a", "17:00", 45), at("c", "17:45", 15), at("d", "18:30", 30)]);
  expect(found.get("a")).toEqual({ lane: 0, lanes: 2 });
  expect(found.get("b")).toEqual({ lane: 1, lanes: 2 });
  expect(found.get("c")).toEqual({ lane: 0, lanes: 2 });
  expect(found.get("d")).toEqual({ lane: 0, lanes: 1 });
});

test("another's clocks are told by the moment, on both sides of the night when clocks change", () => {
  expect(new Date(momentOf("2026-03-29T17:00", "Europe/Berlin")).toISOString()).toBe("2026-03-29T15:00:00.000Z");
  expect(new Date(momentOf("2026-03-28T17:00", "Europe/Berlin")).toISOString()).toBe("2026-03-28T16:00:00.000Z");
  expect(momentOf("2026-03-28T17:00", "Nowhere/Land")).toBeNaN();
  expect(cityOf("America/New_York")).toBe("New York");
});

test.each([
  [[], 8],
  [["07:00", "16:00"], 7],
  [["09:00"], 8],
  [["16:00", "18:00"], 14],
])("a week opens where its first lesson is seen: %s", (begins, hour) => {
  expect(opensAt(begins.map((time) => ({ begins: `2026-11-30T${time}` })))).toBe(hour * 60);
});
