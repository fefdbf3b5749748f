// Text, numbers and dates in the visitor's language, changing without a reload.
// The script in the page's head has chosen the language and loaded its catalog before the first paint
// (components/shell/inline/head.js); this module goes on from there.
import { useSyncExternalStore } from "react";
import { deviceTags, languageOf } from "./tags.js";
import { nameOf } from "./words.js";

/** @typedef {Record<string, unknown>} Values */
/** @typedef {number | string | Date} Moment a date, or what tells one: ISO text, milliseconds */
/** @typedef {ReturnType<typeof writer>} Text */

/** @type {Record<string, string>} */
export const LANGUAGES = { en: "English", "zh-Hant": "繁體中文", ko: "한국어" };
const COOKIE = "woodshed_locale";
const BOOT = "boot:";
const WHOLE = "+"; // after a language: the texts of pages that no device stores have come, too

const page = (globalThis.woodshed ??= /** @type {typeof woodshed} */ ({}));
page.catalogs ??= {};
page.locale ??= "en";
page.stopTranslatingMarkup?.();

/** @type {Set<() => void>} */
const listeners = new Set();
/** @param {() => void} listener */
const subscribe = (listener) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

// Numbers and dates as the visitor's own region writes the language: 21 Nov in Britain, Nov 21 in America.
const REGIONAL = new Set(["en", "ko"]);
/** @type {Map<string, string>} */
const regions = new Map();
/** @param {string} locale */
function regional(locale) {
  const key = `${locale} ${globalThis.navigator?.languages}`;
  const known = regions.get(key);
  if (known) return known;
  const own = REGIONAL.has(locale) && deviceTags().find((tag) => languageOf(tag) === locale);
  regions.set(key, own || locale);
  return own || locale;
}

/** @param {string} text @param {Values | undefined} values @param {string} tag */
const fill = (text, values, tag) =>
  values
    ? text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        if (value === undefined || value === null) return whole;
        return typeof value === "number" ? formatNumber(value, {}, tag) : String(value);
      })
    : text;

/** @param {string} locale @param {string} message @param {Values} [values] @param {string} [tag] */
function lookUp(locale, message, values, tag = regional(locale)) {
  const found = page.catalogs[locale]?.[message];
  // The same words may stand with a number elsewhere: then the catalog has a form for each.
  const text = Array.isArray(found) ? found.at(-1) : found;
  return fill(typeof text === "string" ? text : message, values, tag);
}

/** @param {string} locale @param {string} one @param {string} other @param {number} n @param {Values} [values] @param {string} [tag] */
function lookUpPlural(locale, one, other, n, values, tag = regional(locale)) {
  const forms = page.catalogs[locale]?.[one];
  const english = typeof forms === "string" ? forms : n === 1 ? one : other;
  const text = Array.isArray(forms) ? forms[Math.min(n === 1 ? 0 : 1, forms.length - 1)] : english;
  return fill(text, { n, ...values }, tag);
}

/** @type {Map<string, any>} */
const remembered = new Map();
/**
 * @template Options, Formatter
 * @param {new (locale: string, options: Options) => Formatter} Kind
 * @param {string} locale
 * @param {Options} options
 * @returns {Formatter}
 */
function intl(Kind, locale, options) {
  const key = Kind.name + locale + JSON.stringify(options);
  if (!remembered.has(key)) remembered.set(key, new Kind(locale, options));
  return remembered.get(key);
}

// Waking the browser's formatters costs an old phone a tenth of a second; small counts look the same in all our languages.
/** @param {number} value @param {object} options */
const isPlain = (value, options) =>
  Number.isInteger(value) && value >= 0 && value < 1000 && !Object.keys(options).length;

/** @param {number} value @param {Intl.NumberFormatOptions} [options] @param {string} [locale] */
export const formatNumber = (value, options = {}, locale = regional(page.locale)) =>
  isPlain(value, options) ? value.toString() : intl(Intl.NumberFormat, locale, options).format(value);

/** @param {Moment} value @param {Intl.DateTimeFormatOptions} [options] @param {string} [locale] */
export function formatDate(value, options = { dateStyle: "medium" }, locale = regional(page.locale)) {
  const moment = value instanceof Date ? value : new Date(value);
  if (Number.isNaN(moment.getTime())) return "";
  const chosen = Object.keys(options).length ? options : /** @type {const} */ ({ dateStyle: "medium" });
  try {
    return intl(Intl.DateTimeFormat, locale, chosen).format(moment);
  } catch {
    // A zone that this browser doesn't know: told by the device's own clock.
    return intl(Intl.DateTimeFormat, locale, { ...chosen, timeZone: undefined }).format(moment);
  }
}

// A day as one says it: with its year only when that is another than this one.
/** @param {Moment} value @param {Intl.DateTimeFormatOptions} [options] @param {string} [locale] */
export function formatDay(value, options = { day: "numeric", month: "short" }, locale = regional(page.locale)) {
  /** @param {Moment} moment @param {{ timeZone?: string }} zone */
  const year = (moment, zone) => formatDate(moment, { year: "numeric", ...zone }, "en");
  const zone = options.timeZone ? { timeZone: options.timeZone } : {};
  return formatDate(
    value,
    year(value, zone) === year(Date.now(), {}) ? options : { ...options, year: "numeric" },
    locale,
  );
}

const SHORT = { second: "sec", minute: "min", hour: "hr" };

/** @param {number} seconds @param {string} [locale] */
export function formatDuration(seconds, locale = regional(page.locale)) {
  const whole = Math.max(0, Math.round(seconds || 0));
  const english = locale.startsWith("en"); // "20 min" everywhere, as the server writes it; not "20 mins"
  /** @param {number} value @param {keyof typeof SHORT} name */
  const unit = (value, name) =>
    english
      ? `${formatNumber(value, {}, "en")} ${SHORT[name]}`
      : formatNumber(value, { style: "unit", unit: name, unitDisplay: "short" }, locale);
  if (whole < 60) return unit(whole, whole ? "second" : "minute");
  const minutes = Math.round(whole / 60);
  const parts = /** @type {[number, keyof typeof SHORT][]} */ ([
    [Math.floor(minutes / 60), "hour"],
    [minutes % 60, "minute"],
  ]);
  return parts
    .filter(([value]) => value)
    .map(([value, name]) => unit(value, name))
    .join(" ");
}

/**
 * One end of a band, told no finer than the band is wide: of 20 to 27 hours nobody knows the minutes. It stays in one line.
 * @param {number} seconds @param {number} low @param {number} high @param {string} [locale]
 */
export function formatRoughly(seconds, low, high, locale = regional(page.locale)) {
  const step = [3600, 900, 300, 60].find((one) => one <= (high - low) / 4) ?? 1;
  return formatDuration(Math.round(seconds / step) * step, locale).replaceAll(" ", "\u00a0");
}

/** @param {number} seconds */
export function formatClock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  /** @param {number} value */
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const rest = `${hours ? two(Math.floor(whole / 60) % 60) : Math.floor(whole / 60)}:${two(whole % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

// What an instrument or a focus area is called; a word of somebody's own begins with a capital as the others do.
/** @param {string} locale @param {string} key */
function wordIn(locale, key) {
  const name = nameOf(key, (known) => lookUp(locale, known));
  const own = locale === "en" && name && name === key && name === name.toLowerCase();
  return own ? name[0].toUpperCase() + name.slice(1) : name;
}

// While React takes over the prerendered page its text must equal what is in the page: fixed texts were
// translated by the script in the head, texts with values and numbers are still English there.
/** @param {string} key */
function writer(key) {
  const boot = key.startsWith(BOOT);
  const locale = (boot ? key.slice(BOOT.length) : key).replace(WHOLE, "");
  const filled = boot ? "en" : locale;
  const tag = boot ? "en" : regional(locale);
  /** @param {string} message @param {Values} [values] */
  const t = (message, values) => lookUp(values ? filled : locale, message, values, tag);
  /** @param {number} seconds @param {number} low @param {number} high */
  const roughly = (seconds, low, high) => formatRoughly(seconds, low, high, tag);
  return {
    locale: filled,
    t,
    /** @param {string} one @param {string} other @param {number} n @param {Values} [values] */
    n: (one, other, n, values) => lookUpPlural(filled, one, other, n, values, tag),
    /** @param {number} value @param {Intl.NumberFormatOptions} [options] */
    number: (value, options) => formatNumber(value, options, tag),
    /** @param {Moment} value @param {Intl.DateTimeFormatOptions} [options] */
    date: (value, options) => formatDate(value, options, tag),
    /** @param {Moment} value @param {Intl.DateTimeFormatOptions} [options] */
    day: (value, options) => formatDay(value, options, tag),
    /** @param {number} seconds */
    duration: (seconds) => formatDuration(seconds, tag),
    roughly,
    /** A length of time; where it isn't sure (`high`), between what and what it lies. @param {number} seconds @param {number} [low] @param {number} [high] */
    length: (seconds, low = 0, high = 0) =>
      high
        ? t("about {low} to {high}", { low: roughly(low, low, high), high: roughly(high, low, high) })
        : formatDuration(seconds, tag),
    clock: formatClock,
    /** @param {string} key */
    word: (key) => wordIn(locale, key),
  };
}
/** @type {Map<string, Text>} */
const writers = new Map();
/** @param {string} key */
function writerFor(key) {
  const fresh = writers.get(key) ?? writer(key);
  writers.set(key, fresh);
  return fresh;
}

let revision = page.locale;
const markup = page.locale; // what the page was written in, until React has taken over the last part of it
const snapshot = () => revision;
// The markup is in American English: who reads just that needs no second look.
const asPrerendered = () => markup === "en" && ["en", "en-US"].includes(regional("en"));
const bootSnapshot = () => (asPrerendered() ? "en" : BOOT + markup);

export const getLocale = () => page.locale;
// Everything of a component's text: {locale, t, n, number, date, day, duration, clock}.
export const useText = () => writerFor(useSyncExternalStore(subscribe, snapshot, bootSnapshot));
// The language itself, for the control that changes it: English until React has taken over the page.
export const useLanguage = () => useSyncExternalStore(subscribe, getLocale, () => "en");

/** @param {string} message @param {Values} [values] */
export const t = (message, values) => lookUp(page.locale, message, values);
/** @param {string} one @param {string} other @param {number} n @param {Values} [values] */
export const nt = (one, other, n, values) => lookUpPlural(page.locale, one, other, n, values);
/** @param {string} locale @param {Catalog} messages */
export const setCatalog = (locale, messages) => {
  page.catalogs[locale] = messages;
};

/** @param {string} name @returns {Promise<unknown>} */
function load(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `/i18n/${name}.js`;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`no catalog ${name}`));
    document.head.append(script);
  });
}

/** @param {string} locale @returns {Promise<unknown>} */
const loadCatalog = (locale) => (locale === "en" || page.catalogs[locale] ? Promise.resolve() : load(locale));

// What pages say that no device stores: whoever comes to them from a stored one has it by then, and with no network
// nobody comes to them.
/** @type {Set<string>} */
const whole = new Set(page.whole ? [page.locale] : []);
/** @param {string} locale */
async function loadRest(locale) {
  if (locale === "en" || whole.has(locale) || typeof document === "undefined") return;
  whole.add(locale);
  try {
    await load(`${locale}-more`);
    if (page.locale === locale) revision = locale + WHOLE;
    for (const listener of listeners) listener();
  } catch {
    whole.delete(locale);
    globalThis.addEventListener?.("online", () => loadRest(page.locale), { once: true });
  }
}
if (globalThis.document?.readyState === "complete") loadRest(page.locale);
else globalThis.addEventListener?.("load", () => loadRest(page.locale), { once: true });

/** The server reads it from a cookie. @param {string} locale */
function tellServer(locale) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is younger than the browsers we promise
  document.cookie = `${COOKIE}=${locale}; path=/; max-age=31536000; samesite=lax${secure}`;
}

// Safari forgets a cookie of ours after a week without a visit. Whoever chose a language is read it by the server, too:
// what it says in words (a plan, what is due) would else be in the browser's own.
if (typeof document !== "undefined") {
  try {
    const chosen = localStorage.getItem(COOKIE);
    if (chosen === page.locale && !document.cookie.includes(`${COOKIE}=${chosen}`)) tellServer(chosen);
  } catch {
    // Private mode: nothing was remembered.
  }
}

// Changes the language now and remembers it. Without a network and without a stored catalog it throws, and nothing changes.
/** @param {string} locale */
export async function setLocale(locale) {
  if (!(locale in LANGUAGES)) return;
  await loadCatalog(locale);
  page.locale = locale;
  revision = whole.has(locale) ? locale + WHOLE : locale;
  loadRest(locale);
  if (typeof document !== "undefined") {
    document.documentElement.lang = locale;
    tellServer(locale);
    try {
      localStorage.setItem(COOKIE, locale);
    } catch {
      // Private mode: the cookie remembers it.
    }
    dispatchEvent(new Event("woodshed-language")); // pwa.js has its catalog stored
  }
  for (const listener of listeners) listener();
}

// The language of somebody's profile, on a device where none was chosen. English is what a profile has when nobody
// said anything: then the browser's own wish is the better guess.
/** @param {string} locale */
export async function adoptLocale(locale) {
  try {
    if (locale && locale !== "en" && !localStorage.getItem(COOKIE)) await setLocale(locale);
  } catch {
    // Without its catalog it stays as it is.
  }
}
