import { expect, test } from "vitest";
import { invitation, onward } from "./entering.js";

const here = { search: "?next=/pieces", origin: "https://practice.example" };

test("one goes where one wanted to; who holds an office sets up a second factor first", () => {
  expect(onward({ second_factor_missing: false }, here)).toBe("/pieces");
  expect(onward({}, { ...here, search: "?next=//evil.example" })).toBe("/");
  expect(onward({ deletes_at: "2026-12-12T00:00:00Z", second_factor_missing: true }, here)).toBe("/leaving");
  expect(onward({ role: "parent" }, { ...here, search: "", pathname: "/register" })).toBe("/children");
  expect(onward({ role: "parent" }, { ...here, search: "", pathname: "/login" })).toBe("/");
  expect(onward({ second_factor_missing: true }, here)).toBe("/settings/security#passkeys");
});

test("who was asked to come has the code in the address that they go on to", () => {
  expect(invitation("/groups/join/ABCD-EFGH")).toBe("ABCD-EFGH");
  expect(invitation("/invite/ABCD-EFGH?x=1")).toBe("ABCD-EFGH");
  expect(invitation("/guardians#code=ABCD-EFGH-JKLM")).toBe("ABCD-EFGH-JKLM");
  expect(["/", "/pieces", "/groups/join/", "/x/invite/ABCD"].map(invitation)).toEqual(["", "", "", ""]);
});
