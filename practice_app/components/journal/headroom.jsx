// @ts-check
// How high the journal's first lines were when this device last drew them, so that the next visit gives them that room from the
// first paint on (components/shell/inline/head.js) and nothing below moves when they come. Nothing depends on it.
import { useLayoutEffect } from "react";

const KEY = "woodshed_journal_head";
const SETTLED_MS = 1000;

/** @param {{loaded: boolean}} props */
export function HeadRoom({ loaded }) {
  useLayoutEffect(() => {
    if (!loaded) return undefined;
    document.documentElement.style.removeProperty("--journal-head");
    const timer = setTimeout(remember, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [loaded]);
  return null;
}

function remember() {
  const head = document.querySelector(".journal-head");
  if (!head) return;
  try {
    localStorage.setItem(KEY, `${innerWidth} ${Math.round(head.getBoundingClientRect().height)}`);
  } catch {
    // where nothing is kept the page moves
  }
}
