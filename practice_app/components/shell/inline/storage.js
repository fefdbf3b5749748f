// Where a browser lets pages keep nothing (cookies blocked, some private windows), merely to look for localStorage throws:
// then everything, Reflex's own part included, gets a stand-in that lasts as long as the page.
(() => {
  const standIn = () => {
    /** @type {Map<string, string>} */
    const kept = new Map();
    return {
      /** @param {unknown} key */
      getItem: (key) => kept.get(String(key)) ?? null,
      /** @param {unknown} key @param {unknown} value */
      setItem: (key, value) => void kept.set(String(key), String(value)),
      /** @param {unknown} key */
      removeItem: (key) => void kept.delete(String(key)),
      clear: () => kept.clear(),
      /** @param {number} n */
      key: (n) => [...kept.keys()][n] ?? null,
      get length() {
        return kept.size;
      },
    };
  };
  const PROBE = "woodshed-probe";
  /** @param {"localStorage" | "sessionStorage"} name */
  const works = (name) => {
    try {
      self[name].getItem(PROBE);
      if (name === "localStorage") return true; // full is not denied, and what is in it can still be read
      self[name].setItem(PROBE, "1");
      self[name].removeItem(PROBE);
      return true;
    } catch {
      return false;
    }
  };
  for (const name of /** @type {const} */ (["localStorage", "sessionStorage"])) {
    if (works(name)) continue;
    (self.woodshed ??= /** @type {Woodshed} */ ({})).keepsNothing = true;
    try {
      Object.defineProperty(self, name, { value: standIn(), configurable: true });
    } catch {
      // It stays as it is; what is ours looks with care.
    }
  }
})();
