import { expect, test } from "vitest";
import { audioFormat } from "./formats.js";
import { levelOf } from "./meter.js";
import { micState } from "./media.js";
import { spansOf } from "./spans.js";

test("the best format that the browser can record is taken", () => {
  expect(audioFormat(() => true)).toBe("audio/webm;codecs=opus");
  expect(audioFormat((type) => type.startsWith("audio/mp4") && !type.includes("opus"))).toBe(
    "audio/mp4;codecs=mp4a.40.2",
  );
  expect(audioFormat(() => false)).toBeNull();
});

test("the meter goes from silence to full scale", () => {
  const tone = (peak) => Float32Array.from({ length: 2048 }, (_, i) => peak * Math.sin(i / 5));
  expect(levelOf(new Float32Array(2048))).toBe(0);
  expect(levelOf(tone(1))).toBeGreaterThan(0.9);
  const [soft, loud] = [levelOf(tone(0.01)), levelOf(tone(0.1))];
  expect(loud - soft).toBeCloseTo(20 / 60, 2);
});

test("why there is no microphone is told apart", () => {
  const named = (name) => micState(new DOMException("", name));
  expect([named("NotAllowedError"), named("NotFoundError"), named("NotReadableError")]).toEqual([
    "refused",
    "missing",
    "busy",
  ]);
});

test("pauses are rests on the stave", () => {
  const line = {
    started_at: 1000,
    intervals: [
      { started_at: 1000, ended_at: 6000 },
      { started_at: 9000, ended_at: 10_000 },
    ],
  };
  expect(spansOf(line)).toEqual([
    { kind: "clock", start_s: 0, end_s: 5 },
    { kind: "silence", start_s: 5, end_s: 8 },
    { kind: "clock", start_s: 8, end_s: 9 },
  ]);
  expect(spansOf({ started_at: 0, intervals: [] })).toEqual([]);
});
