// @ts-check
// What a recording's file is called by its type.

/** @type {[string, string][]} */
const ENDINGS = [
  ["video/mp4", "mp4"],
  ["quicktime", "mov"],
  ["mp4", "m4a"],
  ["ogg", "ogg"],
  ["wav", "wav"],
  ["flac", "flac"],
  ["mpeg", "mp3"],
  ["aac", "aac"],
];

/** @param {string} mimeType @returns {string} without a dot */
export const endingOf = (mimeType) => ENDINGS.find(([part]) => mimeType.includes(part))?.[1] ?? "webm";
