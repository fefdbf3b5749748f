// @ts-check
// Measures the way of the sound on this device, by sweeps that the microphone hears, or by claps.
import { EVERY_S, SWEEPS, latencyOf, latencyOfClaps, sweep } from "./calibration.js";
import { subscribe } from "./microphone_input.js";
import { clickWatchers, prefer, tempoStore, start, stop } from "./tempo_store.js";
import { openSound } from "./sound.js";

const SETTLE_S = 0.7;
const TAIL_S = 0.6;
const CLAPS = 10;

const later = (/** @type {number} */ seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** @param {number | null} latency_s */
function keep(latency_s) {
  if (latency_s !== null) prefer({ latency_s });
  return latency_s;
}

/** @returns {Promise<number | null>} seconds; null when it was not heard clearly */
export async function measureBySweeps() {
  stop();
  const sound = openSound();
  /** @type {{at: number, rate: number, samples: Float32Array}[]} */
  const blocks = [];
  const unsubscribe = subscribe("sound", (block) => void blocks.push(block));
  try {
    for (let tries = 0; !blocks.length && tries < 100; tries++) await later(0.1);
    const starts = play(sound);
    await later(SETTLE_S + SWEEPS * EVERY_S + TAIL_S);
    if (!blocks.length) return null;
    const heard = new Float32Array(blocks.length * blocks[0].samples.length);
    blocks.forEach((block, i) => heard.set(block.samples, i * block.samples.length));
    return keep(
      latencyOf(
        heard,
        blocks[0].rate,
        starts.map((at) => at - blocks[0].at),
      ),
    );
  } finally {
    unsubscribe();
  }
}

/** @param {AudioContext} sound @returns {number[]} when each sweep is played */
function play(sound) {
  const samples = sweep(sound.sampleRate);
  const buffer = sound.createBuffer(1, samples.length, sound.sampleRate);
  buffer.copyToChannel(samples, 0);
  return Array.from({ length: SWEEPS }, (_, i) => {
    const source = sound.createBufferSource();
    source.buffer = buffer;
    source.connect(sound.destination);
    const frame = Math.round((sound.currentTime + SETTLE_S + i * EVERY_S) * sound.sampleRate);
    source.start(frame / sound.sampleRate);
    return frame / sound.sampleRate;
  });
}

/** @returns {Promise<number | null>} */
export async function measureByClaps() {
  const claps = /** @type {number[]} */ ([]);
  const clicks = /** @type {number[]} */ ([]);
  const unsubscribe = subscribe("onsets", ({ at }) => void claps.push(at));
  const watch = (/** @type {import("./bars.js").Click} */ click) => void (click.part || clicks.push(click.at));
  clickWatchers.add(watch);
  try {
    start();
    const { bpm } = tempoStore.get().settings;
    await later(((CLAPS + 1) * 60) / bpm);
    // The first beats are there to find the tempo.
    return keep(latencyOfClaps(claps, clicks.slice(2)));
  } finally {
    stop();
    clickWatchers.delete(watch);
    unsubscribe();
  }
}
