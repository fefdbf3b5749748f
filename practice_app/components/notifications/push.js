// @ts-check
// Whether pushes reach this device, and the switch for it. The browser asks for leave only when somebody taps.
const SUBSCRIPTIONS = "/api/v1/push/subscriptions";
const PATIENCE_MS = 20_000;

/** @typedef {"unsupported" | "blocked" | "off" | "on"} Standing */

/** The page's worker; on a first visit it takes a while to be there. @returns {Promise<ServiceWorkerRegistration | null>} */
async function worker(patience = PATIENCE_MS) {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return null;
  const there = await navigator.serviceWorker.getRegistration();
  if (there?.active) return there;
  return inTime(navigator.serviceWorker.ready, patience).catch(() => null);
}

/** @param {string} path @param {RequestInit} [how] */
async function ask(path, how) {
  const answer = await fetch(path, how);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

/** @param {string} text base64url @returns {Uint8Array<ArrayBuffer>} */
export function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** @param {PushSubscription} made @param {string} key */
function isFor(made, key) {
  const held = made.options.applicationServerKey;
  return held !== null && String(new Uint8Array(held)) === String(bytes(key));
}

/** The id that Woodshed knows this device's subscription by. @returns {Promise<string | null>} */
async function known() {
  const { items } = await ask(SUBSCRIPTIONS);
  return items.find((/** @type {{ here: boolean }} */ one) => one.here)?.id ?? null;
}

/** How it stands here; what the browser holds under another key than ours is made anew. @returns {Promise<Standing>} */
export async function standing() {
  const registration = await worker();
  if (!registration) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  const made = await registration.pushManager.getSubscription();
  if (!made || Notification.permission !== "granted" || !(await known())) return "off";
  const { public_key } = await ask("/api/v1/push/key");
  return isFor(made, public_key) ? "on" : turnOn();
}

/** Called in a tap: asks for leave, and tells Woodshed where pushes reach this device. @returns {Promise<Standing>} */
export async function turnOn() {
  const registration = await worker();
  if (!registration) return "unsupported";
  if ((await Notification.requestPermission()) !== "granted")
    return Notification.permission === "denied" ? "blocked" : "off";
  const { public_key } = await ask("/api/v1/push/key");
  const before = await registration.pushManager.getSubscription();
  if (before && !isFor(before, public_key)) await before.unsubscribe();
  const wanted = { userVisibleOnly: true, applicationServerKey: bytes(public_key) };
  const made = await inTime(registration.pushManager.subscribe(wanted));
  const headers = { "content-type": "application/json" };
  await ask(SUBSCRIPTIONS, { method: "POST", headers, body: JSON.stringify(made) });
  return "on";
}

/**
 * A browser that can't reach its push service may wait for ever.
 * @template T @param {Promise<T>} wanted @param {number} [patience] @returns {Promise<T>}
 */
function inTime(wanted, patience = PATIENCE_MS) {
  const late = new Promise((_, reject) => setTimeout(reject, patience, new Error("it takes too long")));
  return Promise.race([wanted, /** @type {Promise<never>} */ (late)]);
}

/** @returns {Promise<Standing>} */
export async function turnOff() {
  const id = await known();
  if (id) await ask(`${SUBSCRIPTIONS}/${id}`, { method: "DELETE" });
  await forget();
  return "off";
}

/** The browser forgets it too, as when one signs out. */
export async function forget() {
  const made = await (await worker(0))?.pushManager.getSubscription();
  await made?.unsubscribe();
}

/** Send a push to this device, to see one. */
export async function tryIt() {
  const id = await known();
  if (!id) throw new Error("not subscribed");
  await ask(`${SUBSCRIPTIONS}/${id}/try`, { method: "POST" });
}
