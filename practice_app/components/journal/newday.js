// @ts-check
// A page that stays open over midnight must not go on calling yesterday "today".

const LOOK_EVERY_MS = 60_000;

/** Tell whenever this device's day has become another: looked at each minute, and when somebody looks at the page. */
export function onNewDay(
  /** @type {() => void} */ tell,
  { page = /** @type {EventTarget & { hidden: boolean }} */ (document), now = () => new Date() } = {},
) {
  let day = now().toDateString();
  const look = () => {
    const found = now().toDateString();
    if (found === day || page.hidden) return; // who does not look need not be told yet
    day = found;
    tell();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  page.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(timer);
    page.removeEventListener("visibilitychange", look);
  };
}
