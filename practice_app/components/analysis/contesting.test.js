import { describe, expect, it } from "vitest";
import { rounded, secondsOf, stretchAt, wrongWith } from "./contesting.js";

const spans = [
  { kind: "playing", start_s: 5, end_s: 20 },
  { kind: "speech", start_s: 30, end_s: 40 },
];

it("reads times as people write them", () => {
  expect(["0:12", "1:02:05", "65", "1:5", "0:12,5"].map(secondsOf)).toEqual([12, 3725, 65, 65, 12.5]);
  expect(["", "a", "1:", "1:2:3:4", "-3"].map(secondsOf)).toEqual([null, null, null, null, null]);
});

describe("the stretch at a moment", () => {
  it("is what was heard there", () => expect(stretchAt(spans, 31, 60)).toBe(spans[1]));

  it("is the silence between two, or about them", () => {
    expect(stretchAt(spans, 25, 60)).toEqual({ kind: "silence", start_s: 20, end_s: 30 });
    expect(stretchAt(spans, 50, 60)).toEqual({ kind: "silence", start_s: 40, end_s: 60 });
    expect(stretchAt([], 50, 60)).toEqual({ kind: "silence", start_s: 0, end_s: 60 });
  });
});

it("takes a stretch within the session alone, the right way round", () => {
  expect(wrongWith(1, 5, 60)).toBe(null);
  expect([wrongWith(70, 80, 60), wrongWith(null, 5, 60)]).toEqual(["start", "start"]);
  expect([wrongWith(5, 5, 60), wrongWith(5, null, 60)]).toEqual(["end", "end"]);
});

it("shows whole seconds that hold the stretch", () => {
  expect(rounded({ start_s: 5.4, end_s: 20.2 }, 20.6)).toEqual({ start: 5, end: 21 });
});
