import { expect, test } from "vitest";
import { createWatch, QUIET_MS, UNTOUCHED_MS } from "./idle.js";

function watched() {
  let at = 1_000_000;
  const watch = createWatch(() => at);
  const pass = (seconds, level) => {
    for (let s = 0; s < seconds; s++) {
      at += 1000;
      if (level !== undefined) watch.heard(level);
    }
  };
  return { watch, pass, now: () => at };
}

test("music keeps the question away, silence brings it", () => {
  const { watch, pass, now } = watched();
  pass(60, 0.1);
  pass(1800, 0.6);
  expect(watch.quietSince(true)).not.toBeNull(); // one even tone for half an hour is a fan
  pass(60, 0.1);
  pass(1, 0.6);
  const last = now();
  pass(QUIET_MS / 1000, 0.1);
  expect(watch.quietSince(true)).toBeNull();
  pass(1, 0.1);
  expect(watch.quietSince(true)).toBe(last);
});

test("playing with its rests is never questioned", () => {
  const { watch, pass } = watched();
  for (let minute = 0; minute < 120; minute++) {
    pass(40, 0.55);
    pass(20, 0.12);
    expect(watch.quietSince(true)).toBeNull();
  }
});

test("without a microphone only touching counts, and the question comes later", () => {
  const { watch, pass } = watched();
  pass(UNTOUCHED_MS / 1000);
  expect(watch.quietSince(false)).toBeNull();
  pass(1);
  expect(watch.quietSince(false)).not.toBeNull();
  watch.sign();
  expect(watch.quietSince(false)).toBeNull();
});
