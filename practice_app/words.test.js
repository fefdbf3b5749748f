import { expect, test } from "vitest";
import { FOCUS, INSTRUMENTS, keyOf, nameOf } from "./words.js";

const KOREAN = { Violin: "바이올린", Intonation: "음정", "Double bass": "더블 베이스" };
const ko = (name) => KOREAN[name] ?? name;

test("a known word is its key, however it was written", () => {
  expect(
    ["violin", "Violin", " VIOLIN ", "바이올린", "바이올린".normalize("NFD"), "더블  베이스"].map((one) =>
      keyOf(one, ko),
    ),
  ).toEqual(["violin", "violin", "violin", "violin", "violin", "double bass"]);
  expect(keyOf("음정", ko)).toBe("intonation");
});

test("other words stay as they were written", () => {
  expect(["Theremin", "constructor", "", undefined].map((one) => keyOf(one, ko))).toEqual([
    "Theremin",
    "constructor",
    "",
    "",
  ]);
  expect(nameOf("Save", ko)).toBe("Save");
});

test("a key is called by its name in the reader's language", () => {
  expect(
    Object.keys({ ...INSTRUMENTS, ...FOCUS })
      .slice(0, 1)
      .map((key) => nameOf(key, ko)),
  ).toEqual(["바이올린"]);
  expect(["Violin", "intonation"].map((one) => nameOf(one, ko))).toEqual(["바이올린", "음정"]);
});
