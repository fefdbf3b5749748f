// @ts-check
// Hears when notes begin, while they are played: rising energy in any narrow band of the spectrum (SuperFlux: Böck &
// Widmer, "Maximum filter vibrato suppression for onset detection", 2013), so a new pitch counts like a new stroke.
import { Spectrum } from "./fft.js";

const FRAME = 512;
const HOP = 64;
const BEFORE = 3;
const LOWEST_HZ = 70;
const HIGHEST_HZ = 4_400;
const COMPRESSION = 30;
/** A peak is the highest within so many frames before and after. */
const REACH_BEFORE = 7;
const REACH_AFTER = 7;
const LEVEL_FRAMES = 40;
const APART_S = 0.06;
/** What is weaker is noise: measured on synthesised playing at 20 dB, where notes have 6.5 and more, noise 5.2 at most. */
const WEAKEST = 6;
const WEAKEST_SHARE = 0.1;
const ABOVE_MEAN = 1.9;
/** The first moments hold the step from nothing to a room's noise. */
const SETTLING_S = 0.25;
/**
 * A weak rise is a soft attack and is noticed a little later than it is heard, a strong one at once: seconds, and seconds for
 * each factor of e. Fitted over struck, plucked and bowed notes; their means lie within a millisecond and a half of it.
 */
const LATE_S = 0.0085;
const LESS_LATE_S = 0.002;

/**
 * @typedef {object} Onset
 * @property {number} at seconds of the sound that came in
 * @property {number} strength
 */

export class OnsetDetector {
  #ring = new Float32Array(FRAME);
  #filled = 0;
  #spectrum = new Spectrum(FRAME);
  #history = Array.from({ length: BEFORE + 1 }, () => new Float32Array(FRAME / 2));
  #magnitudes = new Float32Array(FRAME / 2);
  /** @type {Float32Array} */
  #curve = new Float32Array(LEVEL_FRAMES + REACH_AFTER + 1);
  #frames = 0;
  #peak = 1e-4;
  #typical = 0;
  #last = -1;

  /** @param {number} rate Hz */
  constructor(rate) {
    this.rate = rate;
    this.low = Math.ceil((LOWEST_HZ * FRAME) / rate);
    this.high = Math.floor((HIGHEST_HZ * FRAME) / rate);
  }

  /** @param {number} sample @returns {Onset | null} an onset that has become certain just now */
  push(sample) {
    this.#ring[this.#filled & (FRAME - 1)] = sample;
    this.#filled += 1;
    return this.#filled % HOP ? null : this.#frame();
  }

  #frame() {
    const now = this.#history[this.#frames % (BEFORE + 1)];
    this.#spectrum.magnitudes(this.#ring, this.#filled & (FRAME - 1), this.#magnitudes);
    let loudest = 0;
    for (let i = this.low; i <= this.high; i++) loudest = Math.max(loudest, this.#magnitudes[i]);
    this.#peak = Math.max(loudest, this.#peak * 0.9995, 1e-2);
    for (let i = this.low - 1; i <= this.high + 1; i++)
      now[i] = Math.log1p((COMPRESSION * this.#magnitudes[i]) / this.#peak);
    this.#curve.copyWithin(0, 1);
    this.#curve[this.#curve.length - 1] = this.#rise(now);
    this.#frames += 1;
    return this.#decide();
  }

  /** @param {Float32Array} now */
  #rise(now) {
    const then = this.#history[(this.#frames + 1) % (BEFORE + 1)];
    let sum = 0;
    for (let i = this.low; i <= this.high; i++) {
      const more = now[i] - Math.max(then[i - 1], then[i], then[i + 1]);
      if (more > 0) sum += more;
    }
    return sum;
  }

  #decide() {
    const curve = this.#curve;
    const at = curve.length - 1 - REACH_AFTER;
    const height = curve[at];
    for (let i = at - REACH_BEFORE; i <= at + REACH_AFTER; i++)
      if (curve[i] > height || (i < at && curve[i] === height)) return null;
    let mean = 0;
    for (let i = 0; i < curve.length; i++) mean += curve[i] / curve.length;
    if (height < WEAKEST || height < ABOVE_MEAN * mean || height < WEAKEST_SHARE * this.#typical) return null;
    return this.#onset(at, height);
  }

  /** @param {number} at @param {number} height */
  #onset(at, height) {
    const [a, b, c] = [this.#curve[at - 1], height, this.#curve[at + 1]];
    const bend = a - 2 * b + c;
    const frame = this.#frames - 1 - REACH_AFTER + (bend ? (0.5 * (a - c)) / bend : 0);
    const heard = ((frame + 1) * HOP - FRAME / 2) / this.rate;
    if (heard - this.#last < APART_S || heard < SETTLING_S) return null;
    this.#last = heard;
    this.#typical += 0.2 * (height - this.#typical);
    return { at: heard - LATE_S + LESS_LATE_S * Math.log(height), strength: height };
  }
}
