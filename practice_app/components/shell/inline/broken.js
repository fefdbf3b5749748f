// What breaks before this page can say so by its socket (a script that doesn't come, a browser that can't run it) is told
// to our own server by itself: message and stack, cut, no address of the page, no cookie. Once Reflex listens, it tells.
(() => {
  const MOST = 5;
  const LONGEST = 2000; // letters that the server takes
  let told = 0;
  /** @param {unknown} fault @param {string} otherwise */
  const words = (fault, otherwise) => {
    if (!(fault instanceof Error)) return otherwise;
    const stack = String(fault.stack ?? "");
    return stack.includes(fault.message) ? stack : `${fault.name}: ${fault.message}\n${stack}`;
  };
  /** @param {string} said */
  const tell = (said) => {
    if (!said || window.onerror || told >= MOST) return;
    told += 1;
    const body = JSON.stringify({ said: said.slice(0, LONGEST) });
    const headers = { "Content-Type": "application/json" };
    fetch("/api/v1/page-reports", { method: "POST", body, headers, credentials: "omit", keepalive: true }).catch(
      () => {},
    );
  };
  addEventListener(
    "error",
    (event) => {
      const { target } = event;
      if (target instanceof HTMLScriptElement && target.src) tell(`did not come: ${new URL(target.src).pathname}`);
      else if (target === window) tell(words(event.error, `${event.message}\n at ${event.filename}:${event.lineno}`));
    },
    true, // what doesn't come is told to its element alone
  );
  addEventListener("unhandledrejection", (event) => tell(words(event.reason, `rejected: ${typeof event.reason}`)));
})();
