// @ts-check
// The ear: runs beside the sound card, hears every sample, and tells the page pitches.
import { Decimator } from "./decimate.js";
import { LOOK_S, pitchOf } from "./pitch.js";

const LOOK_EVERY_S = 0.06;

class Ear extends AudioWorkletProcessor {
  #decimator = new Decimator(sampleRate);
  #ring = new Float32Array(Math.round(LOOK_S * this.#decimator.rate));
  #stretch = new Float32Array(this.#ring.length);
  #at = 0;
  #since = 0;
  #wants = { pitch: false };

  constructor() {
    super();
    this.port.onmessage = ({ data }) => (this.#wants = data);
  }

  /** @param {Float32Array[][]} inputs */
  process([[samples]]) {
    if (!samples) return true;
    this.#decimator.push(samples, this.#hear);
    if (this.#wants.pitch && this.#since > LOOK_EVERY_S * this.#decimator.rate) this.#look();
    return true;
  }

  #hear = (/** @type {number} */ sample) => {
    this.#ring[this.#at] = sample;
    this.#at = this.#at + 1 === this.#ring.length ? 0 : this.#at + 1;
    this.#since += 1;
  };

  #look() {
    this.#since = 0;
    this.#stretch.set(this.#ring.subarray(this.#at));
    this.#stretch.set(this.#ring.subarray(0, this.#at), this.#ring.length - this.#at);
    const pitch = pitchOf(this.#stretch, this.#decimator.rate);
    this.port.postMessage({ kind: "pitch", at: currentFrame / sampleRate, pitch });
  }
}

registerProcessor("woodshed-ear", Ear);
