import { expect, test } from "vitest";
import { askedFor } from "./asked.js";

test("a link names the piece, the passage and the tempo", () => {
  expect(askedFor("?piece=p&section=s&bpm=56")).toEqual({ piece: "p", section: "s", bpm: 56 });
  expect(askedFor("?piece=p")).toEqual({ piece: "p", section: null, bpm: null });
});

test("a tempo that no metronome has is none", () => {
  for (const bpm of ["", "0", "9", "401", "-60", "fast", "Infinity"])
    expect(askedFor(`?piece=p&bpm=${bpm}`).bpm).toBeNull();
});
