import { expect, test } from "vitest";
import { destination } from "./destination.js";
import destinations from "./testing/destinations.json";

const HERE = "https://woodshed.example";

// state/shared/paths.py has the same table.
test.each(destinations)("asked for %j, one goes to %j", (wanted, path) => {
  expect(destination(`?next=${encodeURIComponent(wanted)}`, HERE)).toBe(path);
  expect(new URL(destination(`?next=${encodeURIComponent(wanted)}`, HERE), HERE).origin).toBe(HERE);
});

test("who wanted nowhere goes home", () => {
  for (const search of ["", "?", "?next", "?other=/x", "?next=%E0%A4%A"]) expect(destination(search, HERE)).toBe("/");
});
