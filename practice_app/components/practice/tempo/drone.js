// @ts-check
// A note that sounds on, to tune to and to play against: a fundamental with a few quieter overtones.
import { frequency, numberOf } from "./pitches.js";

const OVERTONES = new Float32Array([0, 1, 0.4, 0.25, 0.12, 0.06]);
const LOUDNESS = 0.25;
const FADE_S = 0.05;

export class Drone {
  /** @type {OscillatorNode | null} */
  #tone = null;
  /** @type {GainNode | null} */
  #gain = null;

  get sounding() {
    return this.#tone !== null;
  }

  /**
   * @param {AudioContext} context
   * @param {string} note
   * @param {number} a4 Hz
   */
  start(context, note, a4) {
    this.stop();
    this.#tone = context.createOscillator();
    this.#gain = context.createGain();
    this.#tone.setPeriodicWave(context.createPeriodicWave(new Float32Array(OVERTONES.length), OVERTONES));
    this.#tone.frequency.value = frequency(numberOf(note), a4);
    this.#gain.gain.setValueAtTime(0, context.currentTime);
    this.#gain.gain.setTargetAtTime(LOUDNESS, context.currentTime, FADE_S);
    this.#tone.connect(this.#gain).connect(context.destination);
    this.#tone.start();
  }

  stop() {
    const [tone, gain] = [this.#tone, this.#gain];
    this.#tone = this.#gain = null;
    if (!tone || !gain) return;
    const now = tone.context.currentTime;
    gain.gain.cancelScheduledValues(now);
    gain.gain.setTargetAtTime(0, now, FADE_S);
    tone.stop(now + 8 * FADE_S);
  }
}
