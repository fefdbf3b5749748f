// @ts-check
// Notes and their frequencies in equal temperament.

const NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
const A4 = 69;

/** The note number (A4 is 69, a semitone is 1) of a frequency. @param {number} hz @param {number} a4 Hz */
export const noteNumber = (hz, a4) => A4 + 12 * Math.log2(hz / a4);

/** @param {number} number @param {number} a4 Hz */
export const frequency = (number, a4) => a4 * 2 ** ((number - A4) / 12);

/** @param {number} number whole @returns {string} C#4, as musicians count octaves */
export const noteName = (number) => NAMES[((number % 12) + 12) % 12] + (Math.floor(number / 12) - 1);

/** @param {string} name @returns {number} */
export function numberOf(name) {
  const [, letter, octave] = /** @type {RegExpMatchArray} */ (name.match(/^([A-G]#?)(-?\d)$/));
  return NAMES.indexOf(letter) + 12 * (Number(octave) + 1);
}

/**
 * The nearest note and how far it is, in cents.
 * @param {number} hz
 * @param {number} a4 Hz
 */
export function nearest(hz, a4) {
  const exact = noteNumber(hz, a4);
  const number = Math.round(exact);
  return { name: noteName(number), number, cents: (exact - number) * 100 };
}

/** As it is printed: C♯4. @param {string} name */
export const pretty = (name) => name.replace("#", "♯");
