// @ts-check
// Runs beside the sound card, hears every sample, and tells the page what it asks for: pitches, onsets, or the
// sound itself. All times are seconds of the context's clock, on which the metronome lays its clicks too.
import { Decimator } from "./decimate.js";
import { OnsetDetector } from "./onsets.js";
import { LOOK_S, looking } from "./pitch.js";

const LOOK_EVERY_S = 0.06;
const BLOCK = 1024;
const SILENCE = new Float32Array(128);

class Ear extends AudioWorkletProcessor {
  #decimator = new Decimator(sampleRate);
  #rate = this.#decimator.rate;
  #ring = new Float32Array(Math.round(LOOK_S * this.#rate));
  #stretch = new Float32Array(this.#ring.length);
  #heard = 0;
  #looked = 0;
  #lookedAt = 0;
  /** @type {ReturnType<typeof looking> | null} */
  #looking = null;
  #begun = currentFrame / sampleRate - this.#decimator.delay_s;
  #block = new Float32Array(BLOCK);
  #wants = { pitch: false, onsets: false, sound: false };
  /** @type {OnsetDetector | null} */
  #onsets = null;
  #onsetsFrom = 0;
  #next = currentFrame;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => this.#want(data);
  }

  /** @param {{pitch: boolean, onsets: boolean, sound: boolean}} wants */
  #want(wants) {
    this.#wants = wants;
    if (wants.onsets && this.#onsets) return;
    this.#onsets = wants.onsets ? new OnsetDetector(this.#rate) : null;
    this.#onsetsFrom = this.#heard;
  }

  /** When the next sample sounded. */
  get #now() {
    return this.#begun + this.#heard / this.#rate;
  }

  /** @param {Float32Array[][]} inputs */
  process([[samples]]) {
    // Between being made and being run, and after a hitch, the clock has gone on without us.
    this.#begun += (currentFrame - this.#next) / sampleRate;
    this.#next = currentFrame + SILENCE.length;
    // A microphone that is gone for a moment is silence: time goes on.
    this.#decimator.push(samples ?? SILENCE, this.#hear);
    const due = this.#looking || this.#heard - this.#looked > LOOK_EVERY_S * this.#rate;
    if (this.#wants.pitch && due) this.#look();
    return true;
  }

  #hear = (/** @type {number} */ sample) => {
    this.#ring[this.#heard % this.#ring.length] = sample;
    if (this.#wants.sound) this.#tellSound(sample);
    const onset = this.#onsets?.push(sample);
    if (onset) this.#tellOnset(onset);
    this.#heard += 1;
  };

  /** @param {import("./onsets.js").Onset} onset */
  #tellOnset({ at, strength }) {
    this.port.postMessage({ kind: "onsets", at: this.#begun + this.#onsetsFrom / this.#rate + at, strength });
  }

  /** @param {number} sample */
  #tellSound(sample) {
    this.#block[this.#heard % BLOCK] = sample;
    if (this.#heard % BLOCK !== BLOCK - 1) return;
    const at = this.#now - (BLOCK - 1) / this.#rate;
    this.port.postMessage({ kind: "sound", at, rate: this.#rate, samples: this.#block.slice() });
  }

  /** A look is spread over many blocks of sound, so that none of them takes long. */
  #look() {
    this.#looking ??= this.#begin();
    const { done, value } = this.#looking.next();
    if (!done) return;
    this.#looking = null;
    this.port.postMessage({ kind: "pitch", at: this.#lookedAt, pitch: value });
  }

  #begin() {
    this.#looked = this.#heard;
    this.#lookedAt = this.#now;
    const oldest = this.#heard % this.#ring.length;
    this.#stretch.set(this.#ring.subarray(oldest));
    this.#stretch.set(this.#ring.subarray(0, oldest), this.#ring.length - oldest);
    return looking(this.#stretch, this.#rate);
  }
}

registerProcessor("woodshed-input", Ear);
