// Registers the service worker. A new version takes over only while no session runs in any tab.
(() => {
  // The browser's offer to install is kept until there is a sensible moment for it (components/install).
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    (self.woodshed ??= /** @type {Woodshed} */ ({})).install = /** @type {InstallOffer} */ (event);
    dispatchEvent(new Event("woodshed-install"));
  });
  if (!("serviceWorker" in navigator)) return;
  const STALE_MS = 180_000;
  const idle = () => {
    try {
      return Date.now() - Number(localStorage.getItem("woodshed-running") ?? 0) > STALE_MS;
    } catch {
      return false;
    }
  };
  /** Only the language in use is stored. @param {ServiceWorkerRegistration} registration */
  const tell = ({ installing, waiting, active }) => {
    const language = self.woodshed?.locale;
    if (language) for (const worker of [installing, waiting, active]) worker?.postMessage({ language });
  };
  /** @param {ServiceWorkerRegistration} registration */
  const follow = (registration) => {
    tell(registration);
    addEventListener("woodshed-language", () => tell(registration));
    const apply = () => {
      if (registration.waiting && idle()) registration.waiting.postMessage("activate");
    };
    /** @param {ServiceWorker | null} worker */
    const watch = (worker) => worker?.addEventListener("statechange", apply);
    watch(registration.installing);
    registration.addEventListener("updatefound", () => {
      watch(registration.installing);
      tell(registration);
    });
    document.addEventListener("visibilitychange", () => {
      apply();
      if (document.visibilityState === "visible") registration.update().catch(() => {});
    });
    setInterval(apply, 60_000);
    apply();
  };
  // In development there is none, and that is no error.
  const register = () => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(follow, () => {});
  // What is needed offline is fetched once the page's own scripts are here and at rest (first_paint.py says when).
  const AFTER_MS = 1_500;
  const calm = self.requestIdleCallback ?? ((/** @type {() => void} */ action) => action());
  const later = () => setTimeout(() => calm(register, { timeout: 10_000 }), AFTER_MS);
  if (self.woodshed?.started) later();
  else addEventListener("woodshed-started", later, { once: true });
})();
