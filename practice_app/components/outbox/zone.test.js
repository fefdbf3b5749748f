import { expect, test } from "vitest";
import { deviceZone, isZone, zoneHere } from "./zone.js";

const now = Date.parse("2026-11-28T12:00:00Z");

test.each(["", null, undefined, "Etc/Unknown", "KST-9", "Mars/Olympus"])("%s is no zone", (name) =>
  expect(isZone(name)).toBe(false),
);
test.each(["UTC", "Asia/Seoul", "Etc/GMT-9"])("%s is one", (name) => expect(isZone(name)).toBe(true));

test("a device that names its zone is believed", () => {
  expect(zoneHere("Asia/Seoul", { device: "Europe/Berlin", now, minutes: 60 })).toBe("Europe/Berlin");
  expect(isZone(deviceZone())).toBe(true);
});

test.each([
  ["the profile's, when the clocks agree", "Asia/Seoul", 540, "Asia/Seoul"],
  ["the offset's, when they don't", "Asia/Seoul", 60, "Etc/GMT-1"],
  ["the offset's, west of Greenwich", "", -480, "Etc/GMT+8"],
  ["UTC", null, 0, "UTC"],
  ["the profile's, when no zone has that offset by the hour", "Asia/Seoul", 345, "Asia/Seoul"],
  ["UTC, when nothing is known", "Mars/Olympus", 345, "UTC"],
])("one that doesn't gets %s", (_, home, minutes, zone) => {
  expect(zoneHere(home, { device: "Etc/Unknown", now, minutes })).toBe(zone);
});
