// @ts-check
// What was chosen last, kept on this device. What is stored there is read with care: anybody may have written it.
import { DEFAULTS, MAX_BEATS, tempo, within } from "./bars.js";
import { SOUNDS } from "./sounds.js";

const KEY = "woodshed-tempo";

/** @typedef {import("./bars.js").Settings} Settings */

/**
 * @typedef {object} Remembered
 * @property {Settings} settings
 * @property {number} a4 Hz
 * @property {number | null} latency_s from the clock's click to its sound in the microphone; null: not measured yet
 * @property {string} drone the tuning note
 */

/** @type {Remembered} */
export const NOTHING = { settings: DEFAULTS, a4: 440, latency_s: null, drone: "A4" };

const yes = (/** @type {unknown} */ value, /** @type {boolean} */ otherwise) =>
  typeof value === "boolean" ? value : otherwise;

/** @param {any} given @returns {Settings} */
export function settingsFrom(given) {
  const it = given && typeof given === "object" ? given : {};
  const whole = (
    /** @type {unknown} */ value,
    /** @type {number} */ otherwise,
    /** @type {number} */ most,
    least = 1,
  ) => Math.round(within(value, otherwise, least, most));
  const beats = Array.isArray(it.stresses) && it.stresses.length ? it.stresses.slice(0, MAX_BEATS) : DEFAULTS.stresses;
  return {
    bpm: tempo(it.bpm),
    stresses: beats.map(
      (/** @type {unknown} */ one) => /** @type {import("./bars.js").Stress} */ (whole(one, 1, 2, 0)),
    ),
    subdivision: /** @type {Settings["subdivision"]} */ (whole(it.subdivision, 1, 4)),
    countIn: /** @type {Settings["countIn"]} */ (whole(it.countIn, 0, 2, 0)),
    ramp: yes(it.ramp, false),
    rampTo: tempo(it.rampTo ?? DEFAULTS.rampTo),
    rampBars: whole(it.rampBars, DEFAULTS.rampBars, 200),
    mute: yes(it.mute, false),
    playBars: whole(it.playBars, DEFAULTS.playBars, 16),
    muteBars: whole(it.muteBars, DEFAULTS.muteBars, 16),
    sound: SOUNDS.includes(it.sound) ? it.sound : DEFAULTS.sound,
    volume: within(it.volume, DEFAULTS.volume, 0, 1),
    flash: yes(it.flash, true),
    vibrate: yes(it.vibrate, false),
    calm: yes(it.calm, false),
  };
}

/** @returns {Remembered} */
export function recall(storage = globalThis.localStorage) {
  try {
    const it = JSON.parse(storage.getItem(KEY) ?? "{}") ?? {};
    return {
      settings: settingsFrom(it.settings),
      a4: within(it.a4, NOTHING.a4, 415, 466),
      latency_s: typeof it.latency_s === "number" ? within(it.latency_s, 0, 0, 1) : null,
      drone: /^[A-G]#?[2-6]$/.test(it.drone) ? it.drone : NOTHING.drone,
    };
  } catch {
    return NOTHING;
  }
}

/** @param {Remembered} it */
export function remember(it, storage = globalThis.localStorage) {
  try {
    storage.setItem(KEY, JSON.stringify(it));
  } catch {
    // Private mode or a full device: it is chosen again next time.
  }
}
