import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cleanLine, cleanText, folded, lineOf, textOf } from "./text.js";

const cases = JSON.parse(readFileSync(new URL("../../../tests/text_cases.json", import.meta.url), "utf-8"));

describe("the device cleans by the server's rule", () => {
  test.each(cases.clean)("$what", ({ given, line, text }) => {
    expect(cleanLine(given)).toBe(line);
    expect(cleanText(given)).toBe(text);
    expect(cleanLine(line)).toBe(line);
    expect(cleanText(text)).toBe(text);
  });
  test.each(cases.same)("%j and %j are one name", (one, other) => expect(folded(one)).toBe(folded(other)));
  test.each(cases.different)("%j and %j are two names", (one, other) => expect(folded(one)).not.toBe(folded(other)));
});

test("it is cut where the server counts, never within a character, and ends with nothing hidden", () => {
  expect(lineOf("𝄞".repeat(5), 3)).toBe("𝄞𝄞𝄞");
  expect(lineOf("ab cd", 3)).toBe("ab");
  expect(textOf("a\n\nb", 2)).toBe("a");
  expect(lineOf(undefined, 3)).toBe("");
});
