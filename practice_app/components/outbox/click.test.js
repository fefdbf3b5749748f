import { expect, test } from "vitest";
import { clickOf } from "./click.js";

const session = (clicks, more = {}) => ({ clicks, ...more });

test("beats are told on the recording's own clock", () => {
  const told = clickOf(session([{ start_s: 12, bpm: 120, beats: 8 }], { click_latency_s: 0.13 }), {
    offset_s: 10,
    duration_s: 60,
  });
  expect(told).toEqual({ grids: [{ start_s: 2, bpm: 120, beats: 8 }], latency_s: 0.13 });
});

test("what clicked before the recording began or after it ended is left out", () => {
  const told = clickOf(
    session([
      { start_s: 0, bpm: 60, beats: 100 },
      { start_s: 200, bpm: 90, beats: 4 },
    ]),
    { offset_s: 10.5, duration_s: 20 },
  );
  expect(told).toEqual({ grids: [{ start_s: 0.5, bpm: 60, beats: 20 }], latency_s: null });
  expect(clickOf(session([{ start_s: 0, bpm: 60, beats: 5 }]), { offset_s: 10, duration_s: 20 })).toBeUndefined();
});

test("without a metronome nothing is told", () => {
  expect(clickOf(session(undefined), { offset_s: 0, duration_s: 5 })).toBeUndefined();
  expect(clickOf(undefined, { offset_s: 0, duration_s: 5 })).toBeUndefined();
});
