// @ts-check
// What the pages make their elements with: React's own, in place of Emotion's, which weighs 10 kB on each of them.
// Emotion is for `css`, and no element of ours has any: the policy of our pages refuses a sheet written into them.
// Seen on Reflex 0.10.1: every page imports `jsx` of `@emotion/react`, and nothing else of it (reflex_seams/plain.py).
import { createElement } from "react";

export const jsx = createElement; // of its own, since React, a CommonJS module, is written out at each call
