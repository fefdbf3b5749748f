// @ts-check
import { expect, test } from "vitest";
import { completed, last } from "./tag_words.js";

test("only the word that is being written is completed", () => {
  expect([last("bow, spic"), last("운궁、활"), last("")]).toEqual(["spic", "활", ""]);
  expect(completed("bow,spic", "spiccato")).toBe("bow, spiccato, ");
  expect(completed("vi", "vibrato")).toBe("vibrato, ");
});
