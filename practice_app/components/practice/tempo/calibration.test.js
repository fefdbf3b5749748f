import { expect, test } from "vitest";
import { EVERY_S, SWEEPS, latencyOf, latencyOfClaps, sweep } from "./calibration.js";
import { randomness } from "./testing/playing.js";

/** A loaded machine may take its time over the sums. */
const PATIENCE_MS = 60_000;
const RATE = 12_000;
const STARTS = Array.from({ length: SWEEPS }, (_, i) => 0.7 + i * EVERY_S);

/** What a microphone has of the sweeps after so long a way, with echoes of the room and noise. */
function heard(latency_s, { loud = 0.05, noise = 0.01, seed = 1, lost = 0 } = {}) {
  const random = randomness(seed);
  const out = Float32Array.from({ length: 5 * RATE }, () => noise * random.normal());
  const signal = sweep(RATE);
  for (const start of STARTS.slice(lost))
    for (const [later, share] of [
      [0, 1],
      [0.007, 0.5],
      [0.019, 0.3],
    ])
      signal.forEach((it, i) => (out[Math.round((start + latency_s + later) * RATE) + i] += loud * share * it));
  return out;
}

test(
  "the way of the sound is measured to a fraction of a millisecond, in a room with noise",
  () => {
    for (const latency_s of [0.004, 0.0312, 0.128, 0.27, 0.4])
      expect(Math.abs(latencyOf(heard(latency_s, { seed: latency_s * 1e4 }), RATE, STARTS) - latency_s)).toBeLessThan(
        0.0005,
      );
  },
  PATIENCE_MS,
);

test(
  "a few lost sweeps do not matter, too many do",
  () => {
    expect(latencyOf(heard(0.1, { lost: 3 }), RATE, STARTS)).toBeCloseTo(0.1, 3);
    expect(latencyOf(heard(0.1, { lost: 5 }), RATE, STARTS)).toBeNull();
  },
  PATIENCE_MS,
);

test(
  "where nothing is heard no number is made up",
  () => {
    expect(latencyOf(new Float32Array(5 * RATE), RATE, STARTS)).toBeNull();
    expect(latencyOf(heard(0.1, { loud: 0.0005, noise: 0.05 }), RATE, STARTS)).toBeNull();
  },
  PATIENCE_MS,
);

test(
  "claps along with the click tell the same, a little less exactly",
  () => {
    const clicks = Array.from({ length: 8 }, (_, i) => i * 0.8);
    const claps = clicks.map((at, i) => at + 0.18 + [5, -12, 8, 0, -6, 20, -3, 4][i] / 1000);
    expect(Math.abs(latencyOfClaps(claps, clicks) - 0.18)).toBeLessThan(0.005);
    expect(latencyOfClaps(claps.slice(0, 4), clicks)).toBeNull();
    expect(
      latencyOfClaps(
        clicks.map((at, i) => at + (i % 2 ? 0.3 : 0.02)),
        clicks,
      ),
    ).toBeNull();
  },
  PATIENCE_MS,
);
