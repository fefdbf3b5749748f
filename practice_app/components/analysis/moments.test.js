import { expect, test } from "vitest";
import { momentIn } from "./moments.js";

test("an address names a moment of the session, and nothing else", () => {
  expect(momentIn("?at=35-55", 600)).toEqual({ start_s: 35, end_s: 55 });
  expect(momentIn("?at=35.5-700", 600)).toEqual({ start_s: 35.5, end_s: 600 });
  for (const told of ["", "?at=", "?at=55-35", "?at=700-800", "?at=-1-5", "?at=a-b", `?at=1-${"9".repeat(50)}`])
    expect(momentIn(told, 600)).toBe(null);
});
