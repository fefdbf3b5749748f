// @ts-check
import { expect, test } from "vitest";
import { clamped, first, holding, loudness, within } from "./choosing.js";

const span = (/** @type {number} */ start_s, /** @type {number} */ end_s, kind = "playing") => ({
  kind,
  start_s,
  end_s,
});

test("the seconds lie within the session", () => {
  expect([clamped(-3, 10, 60), clamped(55.4, 10, 60), clamped(12.4, 10, 60), clamped(3, 10, 4)]).toEqual([
    0, 50, 12, 0,
  ]);
});

test("it begins where something sounded for that long", () => {
  expect(first([span(3, 5), span(5, 9, "silence"), span(20, 40)], 10, 60)).toBe(20);
  expect(first([span(3, 5)], 10, 60)).toBe(3);
  expect(first([], 10, 60)).toBe(0);
});

test("what is shown is on a clock of its own", () => {
  expect(within([span(0, 12), span(12, 14, "silence"), span(30, 40)], 10, 20)).toEqual([
    span(0, 2),
    span(2, 4, "silence"),
  ]);
  expect(loudness([{ key: "loudness_lufs", step_s: 2, values: [1, 2, 3, 4, 5] }], 3, 8)).toEqual({
    step_s: 2,
    values: [3, 4],
  });
  expect(loudness([], 3, 8)).toBe(null);
});

test("only a kept recording that holds all of them is heard", () => {
  const take = { id: "a", kind: "audio", status: "ready", keep: true, offset_s: 10, duration_s: 30 };
  expect(holding([take], 12, 22)?.id).toBe("a");
  expect(holding([{ ...take, keep: false }], 12, 22)).toBe(undefined);
  expect(holding([take], 5, 15)).toBe(undefined);
  expect(holding([take], 35, 45)).toBe(undefined);
});
