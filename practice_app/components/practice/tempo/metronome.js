// @ts-check
// Puts clicks on the clock of the sound card, a little ahead, each on a whole sample: no timer decides when one sounds.
import { DEFAULTS, Walk } from "./bars.js";
import { clickSamples, rankOf } from "./sounds.js";

/** How far ahead clicks are laid, and how often that is looked after; hidden pages get their timers once a second. */
export const AHEAD_S = 0.2;
const AHEAD_HIDDEN_S = 2.5;
const LOOK_MS = 50;
/** The first click comes a moment after the tap, so that it is never late. */
export const LEAD_S = 0.1;
const FADE_S = 0.01;

/** @typedef {import("./bars.js").Settings} Settings */
/** @typedef {import("./bars.js").Click} Click */

export class Metronome {
  /** @type {Settings} */
  settings = DEFAULTS;
  running = false;
  /** @type {Walk | null} */
  #walk = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer = undefined;
  /** @type {Map<string, AudioBuffer>} */
  #buffers = new Map();
  /** @type {Set<AudioBufferSourceNode>} */
  #waiting = new Set();

  /**
   * @param {BaseAudioContext} context
   * @param {(click: Click) => void} [onClick] told when a click is laid on the clock, before it sounds
   */
  constructor(context, onClick = () => {}) {
    this.context = context;
    this.onClick = onClick;
    this.out = context.createGain();
    this.out.connect(context.destination);
  }

  /** @param {Settings} settings */
  set(settings) {
    this.settings = settings;
    this.out.gain.setTargetAtTime(settings.volume, this.context.currentTime, FADE_S);
  }

  /**
   * Begin; answers when the first click sounds, in seconds of the context.
   * @param {number} [at]
   */
  start(at = this.context.currentTime + LEAD_S) {
    this.stop();
    this.running = true;
    this.out.gain.setValueAtTime(this.settings.volume, this.context.currentTime);
    this.#walk = new Walk(at, this.settings);
    this.look();
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    return at;
  }

  stop() {
    clearInterval(this.#timer);
    this.running = false;
    this.#walk = null;
    this.#waiting.forEach((source) => source.stop());
    this.#waiting.clear();
  }

  /** Lay all clicks that sound before the horizon. A page that slept goes on in time, without what it slept through. */
  look(ahead = globalThis.document?.visibilityState === "hidden" ? AHEAD_HIDDEN_S : AHEAD_S) {
    const walk = this.#walk;
    const now = this.context.currentTime;
    while (walk && walk.at < now + ahead) {
      const click = walk.next(this.settings);
      if (click.at < now) continue;
      if (click.audible) this.#lay(click);
      this.onClick(click);
    }
  }

  /** @param {Click} click */
  #lay(click) {
    const source = this.context.createBufferSource();
    source.buffer = this.#buffer(click);
    source.connect(this.out);
    source.onended = () => this.#waiting.delete(source);
    this.#waiting.add(source);
    const { sampleRate } = this.context;
    source.start(Math.round(click.at * sampleRate) / sampleRate);
  }

  /** @param {Click} click */
  #buffer(click) {
    const rank = rankOf(click);
    const key = `${this.settings.sound} ${rank}`;
    const known = this.#buffers.get(key);
    if (known) return known;
    const samples = clickSamples(this.settings.sound, rank, this.context.sampleRate);
    const buffer = this.context.createBuffer(1, samples.length, this.context.sampleRate);
    buffer.copyToChannel(samples, 0);
    this.#buffers.set(key, buffer);
    return buffer;
  }
}
