// The words that everybody means alike: instruments and focus areas, stored by their small English name (see words.py).
// Others are shown as they were written.
/** @param {string} text */
const msg = (text) => text;

/** @type {Record<string, string>} */
export const INSTRUMENTS = {
  violin: msg("Violin"),
  viola: msg("Viola"),
  cello: msg("Cello"),
  "double bass": msg("Double bass"),
  piano: msg("Piano"),
  guitar: msg("Guitar"),
  flute: msg("Flute"),
  oboe: msg("Oboe"),
  clarinet: msg("Clarinet"),
  bassoon: msg("Bassoon"),
  saxophone: msg("Saxophone"),
  trumpet: msg("Trumpet"),
  horn: msg("Horn"),
  trombone: msg("Trombone"),
  tuba: msg("Tuba"),
  harp: msg("Harp"),
  percussion: msg("Percussion"),
  voice: msg("Voice"),
  other: msg("Another instrument"),
};

/** @type {Record<string, string>} */
export const FOCUS = {
  intonation: msg("Intonation"),
  rhythm: msg("Rhythm"),
  tone: msg("Tone"),
  technique: msg("Technique"),
  scales: msg("Scales"),
  expression: msg("Expression"),
  memory: msg("Memory"),
  "sight-reading": msg("Sight-reading"),
};

const NAMES = { ...INSTRUMENTS, ...FOCUS };
/** @param {string} text */
const folded = (text) => text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
const ENGLISH = new Map(
  Object.entries(NAMES).flatMap(([key, name]) => [
    [key, key],
    [folded(name), key],
  ]),
);

/**
 * The key of a word, however it was written: as the key, in English, or in the language that `t` speaks.
 * @param {string | null | undefined} text @param {(name: string) => string} [t]
 */
export function keyOf(text, t = msg) {
  if (!text || Object.hasOwn(NAMES, text)) return text ?? "";
  const wanted = folded(text);
  return ENGLISH.get(wanted) ?? Object.keys(NAMES).find((key) => folded(t(NAMES[key])) === wanted) ?? text;
}

/**
 * What a stored word is called in the language that `t` speaks.
 * @param {string} text @param {(name: string) => string} t
 */
export function nameOf(text, t) {
  const key = keyOf(text, t);
  return Object.hasOwn(NAMES, key) ? t(NAMES[key]) : key;
}
