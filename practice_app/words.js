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
  "viola da gamba": msg("Viola da gamba"),
  guitar: msg("Guitar"),
  "electric guitar": msg("Electric guitar"),
  "bass guitar": msg("Bass guitar"),
  ukulele: msg("Ukulele"),
  mandolin: msg("Mandolin"),
  banjo: msg("Banjo"),
  lute: msg("Lute"),
  harp: msg("Harp"),
  piano: msg("Piano"),
  "electronic keyboard": msg("Electronic keyboard"),
  organ: msg("Organ"),
  harpsichord: msg("Harpsichord"),
  accordion: msg("Accordion"),
  melodica: msg("Melodica"),
  recorder: msg("Recorder"),
  flute: msg("Flute"),
  piccolo: msg("Piccolo"),
  oboe: msg("Oboe"),
  "english horn": msg("English horn"),
  clarinet: msg("Clarinet"),
  "bass clarinet": msg("Bass clarinet"),
  bassoon: msg("Bassoon"),
  saxophone: msg("Saxophone"),
  ocarina: msg("Ocarina"),
  "tin whistle": msg("Tin whistle"),
  "pan flute": msg("Pan flute"),
  harmonica: msg("Harmonica"),
  bagpipes: msg("Bagpipes"),
  trumpet: msg("Trumpet"),
  cornet: msg("Cornet"),
  flugelhorn: msg("Flugelhorn"),
  horn: msg("Horn"),
  trombone: msg("Trombone"),
  euphonium: msg("Euphonium"),
  tuba: msg("Tuba"),
  percussion: msg("Percussion"),
  drums: msg("Drum kit"),
  timpani: msg("Timpani"),
  marimba: msg("Marimba"),
  xylophone: msg("Xylophone"),
  vibraphone: msg("Vibraphone"),
  glockenspiel: msg("Glockenspiel"),
  cajon: msg("Cajón"),
  tabla: msg("Tabla"),
  gayageum: msg("Gayageum"),
  geomungo: msg("Geomungo"),
  haegeum: msg("Haegeum"),
  ajaeng: msg("Ajaeng"),
  daegeum: msg("Daegeum"),
  danso: msg("Danso"),
  piri: msg("Piri"),
  taepyeongso: msg("Taepyeongso"),
  janggu: msg("Janggu"),
  erhu: msg("Erhu"),
  gaohu: msg("Gaohu"),
  zhonghu: msg("Zhonghu"),
  guzheng: msg("Guzheng"),
  guqin: msg("Guqin"),
  pipa: msg("Pipa"),
  liuqin: msg("Liuqin"),
  ruan: msg("Ruan"),
  sanxian: msg("Sanxian"),
  yangqin: msg("Yangqin"),
  dizi: msg("Dizi"),
  xiao: msg("Xiao"),
  suona: msg("Suona"),
  sheng: msg("Sheng"),
  hulusi: msg("Hulusi"),
  voice: msg("Voice"),
  koto: msg("Koto"),
  shamisen: msg("Shamisen"),
  shakuhachi: msg("Shakuhachi"),
  sitar: msg("Sitar"),
  oud: msg("Oud"),
  kalimba: msg("Kalimba"),
  handpan: msg("Handpan"),
  other: msg("Another instrument"),
};

/** Which instruments are looked for together, under which heading. @type {Record<string, [string, string[]]>} */
export const FAMILIES = {
  strings: [msg("Bowed strings"), ["violin", "viola", "cello", "double bass", "viola da gamba"]],
  plucked: [
    msg("Plucked strings"),
    ["guitar", "electric guitar", "bass guitar", "ukulele", "mandolin", "banjo", "lute", "harp"],
  ],
  keys: [msg("Keyboards"), ["piano", "electronic keyboard", "organ", "harpsichord", "accordion", "melodica"]],
  woodwind: [
    msg("Woodwind"),
    [
      "recorder",
      "flute",
      "piccolo",
      "oboe",
      "english horn",
      "clarinet",
      "bass clarinet",
      "bassoon",
      "saxophone",
      "ocarina",
      "tin whistle",
      "pan flute",
      "harmonica",
      "bagpipes",
    ],
  ],
  brass: [msg("Brass"), ["trumpet", "cornet", "flugelhorn", "horn", "trombone", "euphonium", "tuba"]],
  percussion: [
    msg("Percussion"),
    ["percussion", "drums", "timpani", "marimba", "xylophone", "vibraphone", "glockenspiel", "cajon", "tabla"],
  ],
  korean: [
    msg("Korean instruments"),
    ["gayageum", "geomungo", "haegeum", "ajaeng", "daegeum", "danso", "piri", "taepyeongso", "janggu"],
  ],
  chinese: [
    msg("Chinese instruments"),
    [
      "erhu",
      "gaohu",
      "zhonghu",
      "guzheng",
      "guqin",
      "pipa",
      "liuqin",
      "ruan",
      "sanxian",
      "yangqin",
      "dizi",
      "xiao",
      "suona",
      "sheng",
      "hulusi",
    ],
  ],
  more: [
    msg("Voice and others"),
    ["voice", "koto", "shamisen", "shakuhachi", "sitar", "oud", "kalimba", "handpan", "other"],
  ],
};

/** What is played with a bow. */
export const BOWED = [...FAMILIES.strings[1], "haegeum", "ajaeng", "erhu", "gaohu", "zhonghu"];

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

/** @type {Record<string, string>} */
export const LEVELS = {
  beginner: msg("Beginner"),
  elementary: msg("Elementary"),
  intermediate: msg("Intermediate"),
  advanced: msg("Advanced"),
  professional: msg("Professional level"),
};

const NAMES = { ...INSTRUMENTS, ...FOCUS, ...LEVELS };
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
