import { describe, expect, it } from "vitest";
import { drilled, heights } from "./repeats.js";

const text = {
  t: (words, values = {}) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]),
  number: (value) => String(Math.round(value)),
};
const rounds = (...speeds) => speeds.map((bpm) => ({ start_s: 0, end_s: 5, bpm, pace: bpm / speeds[0] }));
const blind = (...paces) => paces.map((pace) => ({ start_s: 0, end_s: 5, bpm: null, pace }));

describe("a drill in a sentence", () => {
  it("says how often, and from which tempo to which", () => {
    expect(drilled(text, rounds(72, 76, 80, 84))).toBe("You played this 4 times, from 72 to 84 bpm.");
  });

  it("says between which tempi when they go up and down", () => {
    expect(drilled(text, rounds(80, 96, 72))).toBe("You played this 3 times, between 72 and 96 bpm.");
  });

  it("speaks of one tempo when they are alike", () => {
    expect(drilled(text, rounds(80, 81, 80))).toBe("You played this 3 times, at about 80 bpm.");
  });

  it("compares with the first round where no tempo is known", () => {
    expect(drilled(text, blind(1, 1.05, 1.12))).toContain("12 % faster");
    expect(drilled(text, blind(1, 0.9, 0.8))).toContain("20 % slower");
    expect(drilled(text, blind(1, 1.01, 1))).toContain("always about as fast");
    expect(drilled(text, blind(1, 1.2, 1))).toContain("now slower, now faster");
  });
});

it("draws slower rounds lower, and none of them away", () => {
  expect(heights(rounds(50, 75, 100))).toEqual([0.25, 0.5, 1]);
});
