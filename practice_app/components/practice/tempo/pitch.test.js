import { expect, test } from "vitest";
import { Decimator } from "./decimate.js";
import { LOOK_S, pitchOf } from "./pitch.js";
import { frequency, nearest, noteName, numberOf } from "./pitches.js";
import { Steady, wordOf } from "./steady.js";
import { randomness } from "./testing/playing.js";

const RATE = 48_000;
/** The tones take longer to make than to hear. */
const PATIENCE_MS = 60_000;

/** A quarter of a second of a tone as a microphone has it: harmonics, noise, and for a bow its unsteadiness. */
function tone(hz, { harmonics = 10, snr_db = 30, seed = 1, bowed = false, weak = 1, rate = RATE } = {}) {
  const random = randomness(seed);
  const parts = Array.from({ length: harmonics }, (_, h) => ({
    turn: (2 * Math.PI * hz * (h + 1)) / rate,
    level: ((bowed ? 0.4 + 1.2 * random.uniform() : 1) * (h ? 1 : weak)) / (h + 1),
    phase: 6.28 * random.uniform(),
  })).filter(({ turn }) => turn < 2.6);
  let [wander, rough] = [0, 0];
  const out = Float32Array.from({ length: 0.25 * rate }, (_, i) => {
    wander = 0.9995 * wander + (bowed ? 0.004 * random.normal() : 0);
    rough = 0.7 * rough + (bowed ? 0.04 * random.normal() : 0);
    return (
      0.1 *
      ((1 + 0.15 * wander) * parts.reduce((sum, it) => sum + it.level * Math.sin(i * it.turn + it.phase), 0) + rough)
    );
  });
  const level = Math.sqrt(out.reduce((sum, it) => sum + it * it, 0) / out.length) * 10 ** (-snr_db / 20);
  return out.map((it) => it + level * random.normal());
}

function heard(samples, rate = RATE) {
  const decimator = new Decimator(rate);
  const out = [];
  decimator.push(samples, (sample) => out.push(sample));
  return pitchOf(Float32Array.from(out.slice(-Math.round(LOOK_S * decimator.rate))), decimator.rate);
}

const ladder = (from, to, steps) => Array.from({ length: steps }, (_, i) => from * (to / from) ** (i / (steps - 1)));
const off = (samples, hz, rate) => Math.abs(1200 * Math.log2((heard(samples, rate)?.hz ?? NaN) / hz));

test(
  "steady tones from 65 to 2,100 Hz are told to within a cent, with noise at 20 dB too",
  () => {
    for (const hz of ladder(65, 2100, 26))
      for (const wish of [
        { harmonics: 1, snr_db: 40 },
        { harmonics: 10, snr_db: 40 },
        { harmonics: 10, snr_db: 20 },
      ])
        expect(off(tone(hz, { ...wish, seed: Math.round(hz) }), hz), `${hz} Hz ${JSON.stringify(wish)}`).toBeLessThan(
          1,
        );
  },
  PATIENCE_MS,
);

test(
  "bowed strings are told to within three cents",
  () => {
    for (const hz of ladder(65, 2100, 26))
      expect(
        off(tone(hz, { bowed: true, harmonics: 20, snr_db: 20, seed: Math.round(hz) }), hz),
        `${hz} Hz`,
      ).toBeLessThan(3);
  },
  PATIENCE_MS,
);

test(
  "a low string whose fundamental a phone hardly hears is not taken for its octave",
  () => {
    for (const hz of ladder(65, 300, 12))
      expect(off(tone(hz, { weak: 0.05, snr_db: 25 }), hz), `${hz} Hz`).toBeLessThan(1);
  },
  PATIENCE_MS,
);

test(
  "from the lowest key to the highest no octave is mistaken",
  () => {
    for (const name of ["A0", "B0", "E1", "A1", "D2", "E2", "E6", "A6", "D7", "E7", "A7", "C8"])
      for (const wish of [
        { snr_db: 40 },
        { snr_db: 20 },
        { harmonics: 1, snr_db: 30 },
        { bowed: true, harmonics: 20, snr_db: 25 },
      ])
        expect(
          off(tone(frequency(numberOf(name), 440), { ...wish, seed: numberOf(name) }), frequency(numberOf(name), 440)),
          `${name} ${JSON.stringify(wish)}`,
        ).toBeLessThan(3);
  },
  PATIENCE_MS,
);

test(
  "a double bass whose fundamental a phone hardly hears is itself, and no octave of it",
  () => {
    for (const hz of ladder(31, 65, 9))
      for (const weak of [0.3, 0.05])
        expect(off(tone(hz, { weak, snr_db: 25 }), hz), `${hz} Hz ${weak}`).toBeLessThan(2);
  },
  PATIENCE_MS,
);

test("no pitch is beyond the keys of a piano", () => {
  expect(heard(tone(22, { harmonics: 4 }))?.hz ?? 0).not.toBeCloseTo(22, 0);
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const random = randomness(seed);
    let slow = 0;
    const rumble = Float32Array.from({ length: RATE / 2 }, () => (slow = 0.995 * slow + 0.01 * random.normal()));
    expect(heard(rumble)).toBeNull();
  }
});

test("other sound cards give the same answer", () => {
  for (const rate of [44_100, 96_000, 16_000])
    for (const hz of [41.2, 440, 3520]) expect(off(tone(hz, { rate }), hz, rate), `${hz} at ${rate}`).toBeLessThan(1.5);
});

test("silence, noise and two voices at once are no pitch", () => {
  const random = randomness(5);
  expect(heard(new Float32Array(RATE / 2))).toBeNull();
  expect(heard(Float32Array.from({ length: RATE / 2 }, () => 0.1 * random.normal()))).toBeNull();
  const [a, b] = [tone(220), tone(311)];
  expect(heard(a.map((it, i) => it + b[i]))).toBeNull();
});

test("notes have their names, and A4 is where one wants it", () => {
  expect(["A4", "C4", "C#5", "B3"].map((name) => noteName(numberOf(name)))).toEqual(["A4", "C4", "C#5", "B3"]);
  expect(frequency(numberOf("A4"), 442)).toBe(442);
  expect(frequency(numberOf("A3"), 415)).toBeCloseTo(207.5);
  expect(nearest(442, 440)).toMatchObject({ name: "A4", number: 69 });
  expect(nearest(442, 440).cents).toBeCloseTo(7.85, 2);
  expect(nearest(441, 466).name).toBe("G#4");
});

test("the needle waits until three looks agree, and lets go when nothing is heard", () => {
  const steady = new Steady();
  const look = (hz, at) => steady.look(hz ? { hz, clarity: 0.97 } : null, at, 440);
  expect(look(440, 0)).toBeNull();
  expect(look(440, 0.06)).toBeNull();
  expect(look(441, 0.12)).toMatchObject({ name: "A4" });
  expect(look(880, 0.18)).toMatchObject({ name: "A4" });
  expect(look(null, 0.24)).toMatchObject({ name: "A4" });
  expect(look(null, 0.9)).toBeNull();
});

test("in tune, sharp and flat have each their word", () => {
  expect([-30, -3, 0, 3, 3.4, 30].map(wordOf)).toEqual(["flat", "true", "true", "true", "sharp", "sharp"]);
});
