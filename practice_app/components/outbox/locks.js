// @ts-check
// One writer at a time across tabs: Web Locks where they are, a lease in localStorage where they are not (plain http).
const LEASE_MS = 8_000;
const RENEW_MS = 2_000;

/** @typedef {() => void} Release */

/**
 * @param {string} name
 * @param {LockManager} manager
 * @returns {Promise<Release | null>}
 */
function takeLock(name, manager) {
  return new Promise((resolve, reject) => {
    manager
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null);
        return new Promise((done) => resolve(() => done(undefined)));
      })
      .catch(reject);
  });
}

/**
 * @param {string} name
 * @param {Storage} storage
 * @returns {Release | null}
 */
function takeLease(name, storage) {
  const key = `woodshed-lease:${name}`;
  const mine = Math.random().toString(36).slice(2);
  const [owner, until] = (storage.getItem(key) ?? "").split(" ");
  if (owner && Number(until) > Date.now()) return null;
  const renew = () => storage.setItem(key, `${mine} ${Date.now() + LEASE_MS}`);
  const release = () => {
    clearInterval(timer);
    globalThis.removeEventListener?.("pagehide", release);
    if (storage.getItem(key)?.startsWith(mine)) storage.removeItem(key);
  };
  const timer = setInterval(renew, RENEW_MS);
  globalThis.addEventListener?.("pagehide", release);
  renew();
  return release;
}

/**
 * Become the only holder of a name, or learn at once that another tab is.
 * @param {string} name
 * @param {{locks?: LockManager | null, storage?: Storage}} [from]
 * @returns {Promise<Release | null>} call it to let go; null when another tab holds it
 */
export async function tryLock(name, { locks = globalThis.navigator?.locks, storage = globalThis.localStorage } = {}) {
  if (locks) return takeLock(`woodshed:${name}`, locks);
  return storage ? takeLease(name, storage) : () => {};
}
