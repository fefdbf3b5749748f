// @ts-check
// Which notice of the server was seen in this tab, so that none follows whoever goes from page to page.
const SEEN = "woodshed_notice_seen";
const SHOWN = "woodshed_notice_shown";
/** Who goes on before a notice could be read finds it on the next page, and on no other. */
const PAGES = 2;

/** @param {string} key */
const stored = (key) => {
  try {
    return globalThis.sessionStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
};
/** @param {string} key @param {string} value */
const store = (key, value) => {
  try {
    globalThis.sessionStorage?.setItem(key, value);
  } catch {
    // Then it may be seen again.
  }
};

export const lastSeen = () => Number(stored(SEEN) ?? 0);

/** @param {number} number */
export const markSeen = (number) => store(SEEN, String(number));

/**
 * Whether a notice may stand on this page; from then on it counts as shown here.
 * @param {number} number @param {string} page its address @param {boolean} stays what can be taken back goes along
 */
export function mayShow(number, page, stays = false) {
  const [of, ...pages] = (stored(SHOWN) ?? "").split("\n");
  const before = Number(of) === number ? pages : [];
  if (before.includes(page)) return true;
  store(SHOWN, [String(number), ...before, page].join("\n"));
  return stays || before.length < PAGES;
}
