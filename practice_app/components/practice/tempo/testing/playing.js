// @ts-check
// Synthesised playing whose every onset is known: piano, plucked, bowed; with noise, and with the click leaking in.
import { clickSamples } from "../sounds.js";

export const RATE = 48_000;

/** Mulberry32: the same numbers for the same seed. @param {number} seed */
export function randomness(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

const hertz = (/** @type {number} */ note) => 440 * 2 ** ((note - 69) / 12);

/**
 * Add a partial with an envelope that is given at every sample, by a turning phasor.
 * @param {Float32Array} out @param {number} from @param {number} hz @param {number} phase @param {(t: number) => number} envelope @param {number} seconds
 */
function partial(out, from, hz, phase, envelope, seconds) {
  if (hz > RATE / 2.2) return;
  const turn = (2 * Math.PI * hz) / RATE;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  let [x, y] = [Math.cos(phase), Math.sin(phase)];
  const end = Math.min(out.length, from + Math.round(seconds * RATE));
  let level = 0;
  let step = 0;
  for (let i = from, n = 0; i < end; i++, n++) {
    if (n % 32 === 0) {
      level = envelope(n / RATE);
      step = (envelope((n + 32) / RATE) - level) / 32;
    }
    out[i] += level * y;
    level += step;
    [x, y] = [x * c - y * s, x * s + y * c];
  }
}

/** @typedef {{from: number, note: number, held_s: number, loud: number, random: ReturnType<typeof randomness>}} Note */

/** @param {Float32Array} out @param {Note} note */
function piano(out, { from, note, held_s, loud, random }) {
  const f0 = hertz(note);
  const stiff = 0.0004 * 2 ** ((note - 60) / 16);
  const decay = 2.2 * 2 ** ((48 - note) / 14);
  const ends = (/** @type {number} */ t) => (t < held_s ? 1 : Math.exp(-(t - held_s) / 0.05));
  for (let h = 1; h <= 14 && h * f0 < 6000; h++) {
    const fade = decay / (0.6 + 0.4 * h);
    const level = (loud * 0.5) / h ** 1.15;
    const hz = h * f0 * Math.sqrt(1 + stiff * h * h);
    partial(
      out,
      from,
      hz,
      random.uniform() * 6.28,
      (t) => level * Math.min(1, t / 0.002) * Math.exp(-t / fade) * ends(t),
      held_s + 0.2,
    );
  }
  for (let i = 0; i < 0.03 * RATE && from + i < out.length; i++)
    out[from + i] += loud * 0.06 * random.normal() * Math.exp(-i / RATE / 0.006);
}

/** Karplus–Strong. @param {Float32Array} out @param {Note} note */
function plucked(out, { from, note, held_s, loud, random }) {
  const period = RATE / hertz(note);
  const size = Math.floor(period - 0.5);
  const share = period - 0.5 - size;
  const string = Float32Array.from({ length: size + 1 }, () => random.normal() * 0.35 * loud);
  let smooth = 0;
  for (let i = 0; i < string.length; i++) smooth = string[i] = 0.5 * string[i] + 0.5 * smooth;
  const keeps = 0.996 ** (220 / hertz(note));
  const end = Math.min(out.length, from + Math.round((held_s + 0.15) * RATE));
  let before = 0;
  for (let i = from, n = 0; i < end; i++, n++) {
    const at = n % (size + 1);
    const next = (n + 1) % (size + 1);
    const now = string[at] * (1 - share) + string[next] * share;
    const damp = n / RATE < held_s ? 1 : Math.exp(-(n / RATE - held_s) / 0.03);
    out[i] += now * damp;
    string[at] = keeps * (0.5 * now + 0.5 * before);
    before = now;
  }
}

/**
 * A soft tone is heard to begin when it has come within about 10 dB of its level (Vos & Rasch, "The perceptual onset of
 * musical tones", 1981): that is the moment a player puts on the beat, so the bow starts before it.
 */
const HEARD = Math.acos(1 - 2 * 10 ** (-10 / 20)) / Math.PI;

/** @param {Float32Array} out @param {Note} note */
function bowed(out, { from: heard, note, held_s, loud, random }) {
  const f0 = hertz(note);
  const attack = 0.03 + 0.04 * random.uniform();
  const from = Math.max(0, heard - Math.round(HEARD * attack * RATE));
  const release = 0.05;
  const body = Array.from({ length: 20 }, () => 0.5 + random.uniform());
  const shape = (/** @type {number} */ t) => {
    const up = t < attack ? 0.5 - 0.5 * Math.cos((Math.PI * t) / attack) : 1;
    const down = t < held_s ? 1 : Math.max(0, 1 - (t - held_s) / release);
    return up * down * (1 - 0.15 * Math.min(1, t / (held_s + 0.01)));
  };
  const [rate, depth] = [5 + random.uniform(), 0.0035];
  for (let h = 1; h <= 18 && h * f0 < 7000; h++) {
    const level = (0.28 * loud * body[h]) / h;
    vibrating(out, from, h * f0, random.uniform() * 6.28, (t) => level * shape(t), held_s + release, { rate, depth });
  }
  let smooth = 0;
  for (let i = 0; i < (held_s + release) * RATE && from + i < out.length; i++) {
    smooth = 0.75 * smooth + 0.25 * random.normal();
    const t = i / RATE;
    out[from + i] += 0.012 * loud * smooth * shape(t) * (1 + 2 * Math.exp(-t / 0.05));
  }
}

/** A partial with vibrato that begins after a moment. @param {Float32Array} out @param {number} from @param {number} hz @param {number} phase @param {(t: number) => number} envelope @param {number} seconds @param {{rate: number, depth: number}} vibrato */
function vibrating(out, from, hz, phase, envelope, seconds, { rate, depth }) {
  const end = Math.min(out.length, from + Math.round(seconds * RATE));
  let level = 0;
  let turned = phase;
  let turn = 0;
  for (let i = from, n = 0; i < end; i++, n++) {
    if (n % 32 === 0) {
      const t = n / RATE;
      level = envelope(t);
      turn =
        (2 * Math.PI * hz * (1 + depth * Math.min(1, Math.max(0, t - 0.15) / 0.2) * Math.sin(2 * Math.PI * rate * t))) /
        RATE;
    }
    turned += turn;
    out[i] += level * Math.sin(turned);
  }
}

const PLAYERS = { piano, plucked, bowed };
const RANGES = { piano: [40, 84], plucked: [45, 76], bowed: [48, 81] };

/**
 * @typedef {object} Wish
 * @property {keyof typeof PLAYERS} instrument
 * @property {number} bpm
 * @property {number} seconds
 * @property {number} [perBeat] notes in a beat
 * @property {number} [jitter_s] SD of the onsets about where they should be
 * @property {number} [early_s] all of them this much too early
 * @property {number} [missed] share of notes that are badly off: by 70 to 150 ms, at most 30 % of the distance between two
 * @property {number} [snr_db]
 * @property {number} [leak] how loud the click is in the microphone
 * @property {number} [latency_s] of the click's way through loudspeaker and microphone
 * @property {boolean} [silent] nobody plays
 * @property {number} [seed]
 */

/**
 * @param {Wish} wish
 * @returns {{samples: Float32Array, onsets: {at: number, late_s: number}[], clicks: number[]}} clicks as the clock has them; onsets as they were played
 */
export function perform({
  instrument,
  bpm,
  seconds,
  perBeat = 1,
  jitter_s = 0.01,
  early_s = 0,
  missed = 0,
  snr_db = 20,
  leak = 0,
  latency_s = 0,
  silent = false,
  seed = 1,
}) {
  const random = randomness(seed);
  const out = new Float32Array(Math.round(seconds * RATE));
  const step = 60 / bpm / perBeat;
  const [low, high] = RANGES[instrument];
  let note = Math.round((low + high) / 2);
  const onsets = [];
  const clicks = [];
  for (let i = 0; 0.5 + i * (60 / bpm) < seconds; i++) clicks.push(0.5 + i * (60 / bpm));
  for (let i = 0; !silent && 0.5 + (i + 1) * step < seconds; i++) {
    const off =
      random.uniform() < missed
        ? (random.uniform() < 0.5 ? -1 : 1) * Math.min(step * 0.3, 0.07 + 0.08 * random.uniform())
        : random.normal() * jitter_s - early_s;
    const at = 0.5 + i * step + off + latency_s;
    note += [-4, -2, -1, 1, 2, 3, 5, -3][Math.floor(random.uniform() * 8)];
    if (note < low || note > high) note = Math.round((low + high) / 2);
    const held_s = step * (instrument === "bowed" ? 1 : 0.92) - 0.01;
    PLAYERS[instrument](out, {
      from: Math.max(0, Math.round(at * RATE)),
      note,
      held_s,
      loud: 0.25 + 0.2 * random.uniform(),
      random,
    });
    onsets.push({ at, late_s: off });
  }
  noise(out, snr_db, random, silent ? 0.1 : undefined);
  if (leak) for (const [i, at] of clicks.entries()) leaked(out, at + latency_s, i % 4 ? "beat" : "accent", leak);
  return { samples: out, onsets, clicks };
}

/** @param {Float32Array} out @param {number} snr_db @param {ReturnType<typeof randomness>} random @param {number} [loud] of the playing, where it is not there to be measured */
function noise(out, snr_db, random, loud) {
  let power = 0;
  for (const sample of out) power += sample * sample;
  const level = (loud ?? Math.sqrt(power / out.length)) * 10 ** (-snr_db / 20);
  let pink = 0;
  for (let i = 0; i < out.length; i++) {
    const white = random.normal();
    pink = 0.97 * pink + 0.25 * white;
    out[i] += level * (0.7 * pink + 0.7 * white * 0.7);
  }
}

/** @param {Float32Array} out @param {number} at @param {"beat" | "accent"} rank @param {number} leak */
function leaked(out, at, rank, leak) {
  const click = clickSamples("bright", rank, RATE);
  const from = Math.round(at * RATE);
  for (let i = 0; i < click.length && from + i < out.length; i++) {
    const clean = leak * click[i];
    out[from + i] += clean + 0.02 * clean * clean; // small loudspeakers are not linear
  }
}
