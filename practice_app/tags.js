// Language tags as browsers, systems and people write them (`en-US`, `EN-us`, `en_US.UTF-8`, `en-US@posix`). Whatever goes
// to Intl comes from here: it throws at a tag that is none.

/** @param {unknown} tag @returns {string | null} the tag as it is properly written, or null */
export function canonical(tag) {
  const plain = String(tag ?? "")
    .trim()
    .split(/[@.]/)[0]
    .replaceAll("_", "-");
  try {
    return Intl.getCanonicalLocales(plain)[0] ?? null;
  } catch {
    return null;
  }
}

/** @param {string} tag */
export const languageOf = (tag) => tag.split("-")[0];

/**
 * What the device speaks, best first; what is no tag is skipped.
 * @param {{ languages?: readonly string[], language?: string } | undefined} device
 */
export function deviceTags(device = globalThis.navigator) {
  const told = [...(device?.languages ?? []), device?.language];
  return [...new Set(told.map(canonical).filter((tag) => tag !== null))];
}
