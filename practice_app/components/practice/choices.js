// @ts-check
// What can be chosen about a session, in words.

/** @typedef {(message: string) => string} Translate */

/** @param {Translate} t @returns {[string, string][]} */
export const instruments = (t) => [
  ["violin", t("Violin")],
  ["viola", t("Viola")],
  ["cello", t("Cello")],
  ["double bass", t("Double bass")],
  ["piano", t("Piano")],
  ["guitar", t("Guitar")],
  ["flute", t("Flute")],
  ["oboe", t("Oboe")],
  ["clarinet", t("Clarinet")],
  ["bassoon", t("Bassoon")],
  ["saxophone", t("Saxophone")],
  ["trumpet", t("Trumpet")],
  ["horn", t("Horn")],
  ["trombone", t("Trombone")],
  ["tuba", t("Tuba")],
  ["harp", t("Harp")],
  ["percussion", t("Percussion")],
  ["voice", t("Voice")],
  ["other", t("Another instrument")],
];

/** @param {Translate} t @returns {[string, string][]} */
export const focusAreas = (t) => [
  ["intonation", t("Intonation")],
  ["rhythm", t("Rhythm")],
  ["tone", t("Tone")],
  ["technique", t("Technique")],
  ["scales", t("Scales")],
  ["expression", t("Expression")],
  ["memory", t("Memory")],
  ["sight-reading", t("Sight-reading")],
];

/** @param {Translate} t @returns {[import("../outbox/types").Details["mode"], string][]} */
export const modes = (t) => [
  ["normal", t("Normal")],
  ["slow", t("Slow")],
  ["performance", t("Performance")],
];
