// @ts-check
// What a metronome plays, bar by bar, as pure arithmetic: no clock and no sound.

export const MIN_BPM = 20;
export const MAX_BPM = 300;
export const MAX_BEATS = 12;

/** How a beat sounds: silent, normal or accented. @typedef {0 | 1 | 2} Stress */
/** @typedef {"bright" | "wood" | "beep" | "drum"} SoundName */

/**
 * @typedef {object} Settings
 * @property {number} bpm beats a minute; where the ramp begins
 * @property {Stress[]} stresses one for each beat of a bar
 * @property {1 | 2 | 3 | 4} subdivision clicks in a beat
 * @property {0 | 1 | 2} countIn bars before the first
 * @property {boolean} ramp
 * @property {number} rampTo beats a minute
 * @property {number} rampBars bars from the one tempo to the other
 * @property {boolean} mute
 * @property {number} playBars
 * @property {number} muteBars
 * @property {SoundName} sound
 * @property {number} volume 0 to 1
 * @property {boolean} flash
 * @property {boolean} vibrate
 * @property {boolean} calm meditation, where the tempo is slow enough for it
 */

/** @type {Settings} */
export const DEFAULTS = {
  bpm: 72,
  stresses: [2, 1, 1, 1],
  subdivision: 1,
  countIn: 0,
  ramp: false,
  rampTo: 96,
  rampBars: 16,
  mute: false,
  playBars: 2,
  muteBars: 2,
  sound: "bright",
  volume: 0.7,
  flash: true,
  vibrate: false,
  calm: false,
};

/**
 * One click to be.
 * @typedef {object} Click
 * @property {number} at seconds on the clock that the walk began with
 * @property {number} bar 0 is the first after the count-in, which has negative ones
 * @property {number} beat
 * @property {number} part which part of the beat
 * @property {Stress} stress
 * @property {boolean} audible
 * @property {number} interval seconds to the next click
 * @property {number} bpm
 */

/**
 * A number within bounds; the second when it is none.
 * @param {unknown} value
 * @param {number} otherwise
 * @param {number} least
 * @param {number} most
 */
export function within(value, otherwise, least, most) {
  const number = Number(value);
  return Number.isFinite(number) && value !== null && value !== ""
    ? Math.min(most, Math.max(least, number))
    : otherwise;
}

/** @param {unknown} value */
export const tempo = (value) => Math.round(within(value, DEFAULTS.bpm, MIN_BPM, MAX_BPM) * 10) / 10;

/**
 * The tempo of a bar: a ramp goes up or down once a bar, and stays where it ends.
 * @param {Settings} settings
 * @param {number} bar
 */
export function bpmOf({ bpm, ramp, rampTo, rampBars }, bar) {
  if (!ramp) return bpm;
  const share = Math.min(1, Math.max(0, bar) / Math.max(1, rampBars));
  return bpm + (rampTo - bpm) * share;
}

/**
 * Whether a bar is one of those that the player must keep time in alone.
 * @param {Settings} settings
 * @param {number} bar
 */
export function mutedBar({ mute, playBars, muteBars }, bar) {
  return mute && bar >= 0 && bar % (playBars + muteBars) >= playBars;
}

/** Goes from click to click; a change of settings counts from the next click on. */
export class Walk {
  #beat = 0;
  #part = 0;

  /** @param {number} at seconds, when the first click sounds @param {Settings} settings */
  constructor(at, settings) {
    this.at = at;
    this.bar = 0 - settings.countIn;
  }

  /** @param {Settings} settings @returns {Click} */
  next(settings) {
    const { stresses } = settings;
    // A count-in is beats alone: parts of them would only blur where one begins.
    const parts = this.bar < 0 ? 1 : settings.subdivision;
    if (this.#part >= parts) this.#turn();
    if (this.#beat >= stresses.length) this.#newBar();
    const bpm = bpmOf(settings, this.bar);
    const interval = 60 / bpm / parts;
    const stress = this.#part ? 1 : stresses[this.#beat];
    const audible = !mutedBar(settings, this.bar) && (this.bar < 0 || stresses[this.#beat] > 0);
    const click = { at: this.at, bar: this.bar, beat: this.#beat, part: this.#part, stress, audible, interval, bpm };
    this.at += interval;
    this.#part += 1;
    if (this.#part >= parts) this.#turn();
    if (this.#beat >= stresses.length) this.#newBar();
    return click;
  }

  #turn() {
    this.#part = 0;
    this.#beat += 1;
  }

  #newBar() {
    this.#beat = 0;
    this.#part = 0;
    this.bar += 1;
  }
}

const MARKINGS = /** @type {const} */ ([
  [40, "Grave"],
  [60, "Largo"],
  [66, "Larghetto"],
  [76, "Adagio"],
  [108, "Andante"],
  [120, "Moderato"],
  [156, "Allegro"],
  [176, "Vivace"],
  [200, "Presto"],
]);

/** The Italian word for a tempo, which every musician reads. @param {number} bpm */
export const marking = (bpm) => MARKINGS.find(([below]) => bpm < below)?.[1] ?? "Prestissimo";
