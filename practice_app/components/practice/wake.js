// @ts-check
// Keeps the screen on while a session runs. Browsers let go of it whenever the page is hidden, so it is taken again.

/** @returns {() => void} let the screen sleep again */
export function keepAwake() {
  /** @type {WakeLockSentinel | null} */
  let sentinel = null;
  let wanted = true;
  const take = async () => {
    if (!wanted || document.visibilityState !== "visible") return;
    const taken = await navigator.wakeLock?.request("screen").catch(() => null);
    if (wanted) sentinel = taken ?? null;
    else void taken?.release();
  };
  document.addEventListener("visibilitychange", take);
  void take();
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", take);
    void sentinel?.release();
  };
}
