import { expect, test } from "vitest";
import { due, way } from "./moment.js";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Version/18.4 Mobile/15E148 Safari/604.1";
const IPAD = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.4 Safari/605.1.15";

test("what is installed is not offered again; a browser that cannot is not asked", () => {
  expect(way({ standalone: true, offered: true, userAgent: "", touchPoints: 0 })).toBeNull();
  expect(way({ standalone: false, offered: true, userAgent: "Chrome", touchPoints: 5 })).toBe("prompt");
  expect(way({ standalone: false, offered: false, userAgent: "Chrome", touchPoints: 5 })).toBeNull();
});

test("an iPhone and an iPad are told how, a Mac is not", () => {
  expect(way({ standalone: false, offered: false, userAgent: IPHONE, touchPoints: 5 })).toBe("ios");
  expect(way({ standalone: false, offered: false, userAgent: IPAD, touchPoints: 5 })).toBe("ios");
  expect(way({ standalone: false, offered: false, userAgent: IPAD, touchPoints: 0 })).toBeNull();
});

test("it is offered after the second session, until somebody says no", () => {
  expect([0, 1, 2, 9].map((saved) => due({ saved, declined: false, always: false }))).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(due({ saved: 9, declined: true, always: false })).toBe(false);
  expect(due({ saved: 0, declined: true, always: true })).toBe(true);
});
