import { afterEach, expect, test, vi } from "vitest";
import { DEFAULTS } from "./bars.js";
import { AHEAD_S, LEAD_S, Metronome } from "./metronome.js";

/** A sound card whose clock stands where it is put, and which remembers what was laid on it. */
function card() {
  const laid = [];
  const param = { setTargetAtTime: () => {}, setValueAtTime: () => {} };
  return {
    laid,
    currentTime: 0,
    sampleRate: 48_000,
    destination: {},
    createGain: () => ({ gain: param, connect: () => {} }),
    createBuffer: (_channels, length) => ({ length, copyToChannel: () => {} }),
    createBufferSource: () => ({ connect: () => {}, start: (at) => laid.push(at), stop: () => laid.push("stopped") }),
  };
}

afterEach(() => vi.useRealTimers());

function started(settings) {
  vi.useFakeTimers();
  const sound = card();
  const metronome = new Metronome(sound);
  metronome.set({ ...DEFAULTS, bpm: 60, ...settings });
  metronome.start();
  return { sound, metronome };
}

const forward = (sound, to) => {
  sound.currentTime = to;
  vi.advanceTimersByTime(60);
};

test("clicks are laid ahead of the clock, on whole samples, and not too far ahead", () => {
  const { sound, metronome } = started({ bpm: 61 });
  expect(sound.laid).toEqual([LEAD_S]);
  for (let at = 0.05; at < 5; at += 0.05) forward(sound, at);
  expect(sound.laid).toHaveLength(6);
  for (const at of sound.laid) expect(at * 48_000).toBeCloseTo(Math.round(at * 48_000), 6);
  expect(sound.laid.at(-1)).toBeLessThan(sound.currentTime + AHEAD_S);
  metronome.stop();
});

test("a page that slept goes on in time and does not make up for what it slept through", () => {
  const { sound, metronome } = started();
  forward(sound, 30.5);
  expect(sound.laid).toEqual([LEAD_S]);
  forward(sound, 31);
  expect(sound.laid.at(-1)).toBeCloseTo(31 + LEAD_S, 4);
  expect(sound.laid).toHaveLength(2);
  metronome.stop();
});

test("stopping silences what is laid already, and nothing more is laid", () => {
  const { sound, metronome } = started();
  metronome.stop();
  expect(sound.laid).toEqual([LEAD_S, "stopped"]);
  forward(sound, 10);
  expect(sound.laid).toHaveLength(2);
  expect(metronome.running).toBe(false);
});

test("silent bars are counted but not heard", () => {
  const { sound, metronome } = started({ bpm: 240, stresses: [2, 1], mute: true, playBars: 1, muteBars: 1 });
  for (let at = 0.05; at < 1.8; at += 0.05) forward(sound, at);
  expect(sound.laid.map((at) => Math.round((at - LEAD_S) * 4))).toEqual([0, 1, 4, 5]);
  metronome.stop();
});
