// A value that was null on a page's first moment: the page is loaded again, unless it was just now or somebody practises.
// Reflex would do so by a script that its server sends as text, and the policy of our pages lets no text run.
(() => {
  const KEY = "reflex_last_reloaded_on_error"; // reloading.js says what else looks there
  const REST_MS = 10_000;
  const SAYS = [
    "Cannot read properties of null", // Chromium
    "null is not an object", // Safari
    "can't access property", // Firefox
  ];
  /** @param {unknown} fault */
  const ofNull = (fault) => {
    const said = fault instanceof TypeError ? fault.message : "";
    return SAYS.some((words) => said.startsWith(words)) && / null\b/.test(` ${said.slice(0, 500)}`);
  };
  /** @param {unknown} fault */
  const mend = (fault) => {
    if (!ofNull(fault)) return;
    try {
      if (Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) <= REST_MS) return;
      sessionStorage.setItem(KEY, String(Date.now()));
    } catch {
      return; // it could go on for ever
    }
    location.reload();
  };
  addEventListener("error", (event) => mend(event.error));
  addEventListener("unhandledrejection", (event) => mend(event.reason));
})();
