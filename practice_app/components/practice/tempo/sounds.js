// @ts-check
// The sounds of the metronome, worked out once: short, clear, and starting on their very first sample.

/** @typedef {import("./bars.js").SoundName} SoundName */
/** @typedef {"accent" | "beat" | "part"} Rank */

/**
 * Partials of each sound: frequency in Hz of the beat, share of loudness, seconds until it has faded to 37 %.
 * The bright one lies above all that the listening looks at (4.5 kHz), so that it does not take the click for the player.
 * @type {Record<SoundName, [hz: number, share: number, fade_s: number][]>}
 */
const PARTIALS = {
  bright: [[7000, 1, 0.004]],
  wood: [
    [1150, 0.7, 0.012],
    [2810, 0.3, 0.006],
  ],
  beep: [[880, 1, 0.03]],
  drum: [
    [185, 0.75, 0.05],
    [420, 0.25, 0.015],
  ],
};
/** @type {Record<Rank, {higher: number, louder: number}>} */
const RANKS = {
  accent: { higher: 1.5, louder: 1 },
  beat: { higher: 1, louder: 0.62 },
  part: { higher: 1, louder: 0.3 },
};
/** Accents of the bright sound stay below what phones still play. */
const BRIGHT_ACCENT = 1.18;
const ATTACK_S = 0.0007;
const FADES = 7;

/** @type {SoundName[]} */
export const SOUNDS = ["bright", "wood", "beep", "drum"];

/**
 * One click as samples between −1 and 1.
 * @param {SoundName} sound
 * @param {Rank} rank
 * @param {number} sampleRate Hz
 * @returns {Float32Array<ArrayBuffer>}
 */
export function clickSamples(sound, rank, sampleRate) {
  const { higher, louder } = RANKS[rank];
  const partials = PARTIALS[sound];
  const factor = sound === "bright" && rank === "accent" ? BRIGHT_ACCENT : higher;
  const longest = Math.max(...partials.map(([, , fade]) => fade));
  const samples = new Float32Array(Math.ceil(longest * FADES * sampleRate));
  for (let i = 0; i < samples.length; i++) {
    const t = (i + 1) / sampleRate;
    const attack = t < ATTACK_S ? 0.5 - 0.5 * Math.cos((Math.PI * t) / ATTACK_S) : 1;
    let sum = 0;
    for (const [hz, share, fade] of partials)
      sum += share * Math.exp(-t / fade) * Math.sin(2 * Math.PI * hz * factor * t);
    samples[i] = 0.9 * louder * attack * sum;
  }
  return samples;
}

/** @param {import("./bars.js").Click} click @returns {Rank} */
export function rankOf({ part, stress }) {
  if (part) return "part";
  return stress === 2 ? "accent" : "beat";
}
