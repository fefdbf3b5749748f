// @ts-check
// Reflex loads a page again that broke, and all of them when there is a newer build. Apart from page.js: it weighs nothing.
// Seen on Reflex 0.10.1: `.templates/web/utils/state.js` of reflex_base.

/** In `sessionStorage`: when it last did. One that it believes it reloaded a moment ago gets a banner instead. */
export const RELOADED = "reflex_last_reloaded_on_error";
