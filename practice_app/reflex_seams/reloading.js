// @ts-check
// Reflex loads a page again that broke, and all of them when there is a newer build. Apart from page.js: it weighs nothing.
// Seen on Reflex 0.10.1: `.templates/web/utils/state.js` of reflex_base.

/** In `sessionStorage`: when it last did. One that it believes it reloaded a moment ago gets a banner instead. */
export const RELOADED = "reflex_last_reloaded_on_error";

const DAY_MS = 86_400_000;

/** Why it must not now. @type {Set<string>} */
const reasons = new Set();

/**
 * Let no page be loaded again by itself for this reason, until it is over; call it again now and then.
 * @param {string} reason
 */
export function hold(reason, now = Date.now()) {
  reasons.add(reason);
  try {
    sessionStorage.setItem(RELOADED, String(now + DAY_MS));
  } catch {
    // then it can't be held
  }
}

/** This reason is over. @param {string} reason */
export function letGo(reason) {
  reasons.delete(reason);
  if (reasons.size) return;
  try {
    sessionStorage.removeItem(RELOADED);
  } catch {
    // as above
  }
}

/** The banner over a page that Reflex may not load again just now. It is drawn without React, in English. */
const BANNER = "reflex-new-version-banner";

/**
 * Have it say this, in our look; answers how to stop.
 * @param {string} sentence
 * @param {string} deed
 */
export function bannerSays(sentence, deed) {
  const say = () => {
    const banner = document.getElementById(BANNER);
    const [words, button] = banner?.childNodes ?? [];
    if (!banner || !words || !button || banner.className) return;
    banner.className = "connection newer";
    banner.style.cssText = "";
    words.textContent = sentence;
    button.textContent = deed;
    if (button instanceof HTMLElement) {
      button.style.cssText = "";
      button.className = "slip-action";
    }
  };
  const watching = new MutationObserver(say);
  watching.observe(document.body, { childList: true });
  say();
  return () => watching.disconnect();
}
