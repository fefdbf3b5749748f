// Opens Woodshed with no network. Written into the build by practice_app/pwa.py, which knows the files and their revisions.
const BUILD = "__BUILD__";
/** @type {Record<string, string>} what is stored, with its revision */
const FILES = __FILES__;
/** @type {Record<string, string>} catalogs of languages with their revisions; only that of the language in use is stored */
const CATALOGS = __CATALOGS__;
/** @type {string[]} addresses that open with no network from the one page that draws whatever its address says */
const DRAWN = __DRAWN__;

const worker = /** @type {WorkerSelf} */ (/** @type {unknown} */ (self));
const PREFIX = "woodshed-shell-";
const CURRENT = PREFIX + BUILD;
const FALLBACK = "/__spa-fallback.html";
// Files that other apps shared, until the page that writes a session in by hand has taken them (components/practice/byhand).
const SHARED = "woodshed-shared";
const NETWORK_ONLY = [
  "/_event",
  "/_s3",
  "/_upload",
  "/api",
  "/health",
  "/metrics",
  "/ping",
  "/privacy",
  "/sw.js",
  "/terms",
  "/unsubscribe",
];
const PATIENCE_MS = 1000;
const TELLING_MS = 3000;
const LONGEST_PATH = 1000;
const MATCH = { ignoreVary: true, ignoreSearch: true };
const REVISION = "x-woodshed-revision";

const shellCaches = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/**
 * Files that have not changed since the last build are taken over from it; pages are not, for their headers say which of
 * their scripts may run, and what they may reach: the two stay together.
 * @param {Cache} cache @param {string} path @param {string} revision
 */
async function keep(cache, path, revision) {
  const known = path.endsWith(".html") ? undefined : await caches.match(path, MATCH);
  if (known?.headers.get(REVISION) === revision) return cache.put(path, known);
  const fresh = await fetch(path, { cache: "no-cache", credentials: "same-origin", redirect: "follow" });
  if (!fresh.ok) throw new Error(`${path}: ${fresh.status}`);
  const headers = new Headers(fresh.headers);
  headers.set(REVISION, revision);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return cache.put(path, new Response(await fresh.blob(), { status: 200, headers }));
}

/** @type {(language: string) => void} */
let heard;
/** @type {Promise<string>} the language in use, which a page that is open tells */
const language = new Promise((resolve) => {
  heard = resolve;
});

/** @param {string} tag */
const catalogOf = (tag) => [`/i18n/${tag}.js`].filter((path) => path in CATALOGS);

/** With no page that tells it, the language is that of the build before. */
async function catalogsInUse() {
  /** @type {Promise<null>} */
  const late = new Promise((resolve) => setTimeout(resolve, TELLING_MS, null));
  const told = await Promise.race([language, late]);
  if (told) return catalogOf(told);
  const before = (await shellCaches()).filter((name) => name !== CURRENT).pop();
  const paths = before ? (await (await caches.open(before)).keys()).map(({ url }) => new URL(url).pathname) : [];
  return paths.filter((path) => path in CATALOGS);
}

/** The language in use changed: its catalog instead of the one before. English needs none, and drops none. @param {string} tag */
async function keepLanguage(tag) {
  const cache = await caches.open(CURRENT);
  for (const path of catalogOf(tag)) {
    if (!(await cache.match(path))) await keep(cache, path, CATALOGS[path]);
    const others = Object.keys(CATALOGS).filter((other) => other !== path);
    await Promise.all(others.map((other) => cache.delete(other)));
  }
}

async function install() {
  const cache = await caches.open(CURRENT);
  const catalogs = catalogsInUse().then((paths) => Promise.all(paths.map((path) => keep(cache, path, CATALOGS[path]))));
  const todo = Object.entries(FILES);
  const lane = async () => {
    for (let next = todo.pop(); next; next = todo.pop()) await keep(cache, ...next);
  };
  await Promise.all([lane(), lane(), lane(), lane(), catalogs]);
}

// The build before this one stays: pages that are still open may ask for a chunk of it.
async function activate() {
  const names = (await shellCaches()).filter((name) => name !== CURRENT);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {string} path @param {string} pattern like `/sessions/:session_id` */
const fits = (path, pattern) => {
  const [parts, wanted] = [path.split("/"), pattern.split("/")];
  return parts.length === wanted.length && wanted.every((part, i) => part.startsWith(":") || part === parts[i]);
};

/**
 * The stored file that opens an address; none where not all of that page is stored: with a chunk missing the router
 * would load it again and again.
 * @param {string} pathname
 */
const pageFile = (pathname) => {
  const path = pathname.replace(/\/+$/, "");
  const file = path === "" ? "/index.html" : `${path}.html`;
  if (file in FILES) return file;
  return DRAWN.some((pattern) => fits(path, pattern)) ? FALLBACK : null;
};

/** @param {string} path */
const stored = async (path) => (await caches.open(CURRENT)).match(path, MATCH);

/**
 * A page that is not stored comes from the network alone; without one the journal opens, which is stored and says that the
 * other needs a network (components/shell/connection.jsx).
 * @param {Request} request @param {string} pathname
 */
async function fromNetwork(request, pathname) {
  const answer = await fetch(request).catch(() => null);
  if (answer && ![502, 503, 504].includes(answer.status)) return answer;
  return pathname === "/"
    ? (answer ?? Response.error())
    : Response.redirect(`${worker.location.origin}/?needs-network`, 302);
}

/** The newest page when the network is quick, else the stored one. @param {Request} request @param {string} pathname */
async function navigate(request, pathname) {
  const file = pageFile(pathname);
  const page = file && (await stored(file));
  if (!page) return fromNetwork(request, pathname);
  /** @type {Promise<null>} */
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const answer = await Promise.race([fetch(request).catch(() => null), late]);
  return answer && answer.status < 500 ? answer : page;
}

/** @param {Request} request @param {string} path */
const fromShell = async (request, path) =>
  (await stored(path)) ?? (path.startsWith("/assets/") ? await caches.match(path, MATCH) : undefined) ?? fetch(request);

/** Another app shares a recording: keep it first, with or without a network, then show the page that makes a session of it. @param {Request} request */
async function receive(request) {
  try {
    const files = (await request.formData())
      .getAll("audio")
      .filter((file) => file instanceof File)
      .filter((file) => file.size);
    if (!files.length) throw new Error("nothing in it");
    const cache = await caches.open(SHARED);
    for (const [i, file] of files.entries()) {
      const told = {
        "content-type": file.type,
        "x-name": encodeURIComponent(file.name.replace(/\p{Surrogate}/gu, "")),
        "x-modified": String(file.lastModified),
      };
      await cache.put(`/__shared/${Date.now()}-${i}`, new Response(file, { headers: told }));
    }
    return Response.redirect("/add?shared=1", 303);
  } catch {
    return Response.redirect("/add?shared=failed", 303);
  }
}

const INBOX = "/notifications";
const SUBSCRIPTIONS = "/api/v1/push/subscriptions";

/**
 * Show what a push tells. Something is always shown, whatever came: browsers end a subscription that shows nothing.
 * @param {{ json(): { title?: string, body?: string, url?: string, tag?: string, lang?: string } } | null} data
 */
function show(data) {
  let told = null;
  try {
    told = data?.json();
  } catch {} // what another version of us may have written
  const { title = "Woodshed", body = "", url = INBOX, tag, lang } = told ?? {};
  const looks = { icon: "/icons/icon-192.png", badge: "/icons/icon-192.png" };
  return worker.registration.showNotification(title, { body, tag, lang, data: { url }, ...looks });
}

/** A tap opens what it tells of, here and nowhere else; never in place of a page that is open: somebody may be practising there. @param {string | undefined} url */
async function openTold(url) {
  const there = new URL(url ?? INBOX, worker.location.origin);
  const address = there.origin === worker.location.origin ? there.href : worker.location.origin + INBOX;
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = open.find((page) => page.url === address);
  return shown ? shown.focus() : worker.clients.openWindow(address);
}

/** A browser made another subscription than we know. @param {PushSubscription | null | undefined} made @param {PushSubscription | null | undefined} before */
async function renew(made, before) {
  const now = made ?? (before && (await worker.registration.pushManager.subscribe(before.options)));
  const headers = { "content-type": "application/json" };
  if (now) await fetch(SUBSCRIPTIONS, { method: "POST", headers, body: JSON.stringify(now) });
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if (event.data === "activate") worker.skipWaiting();
  if (typeof event.data?.language !== "string") return;
  heard(event.data.language);
  // Without a network it stays as it is; the next page that opens tells it again.
  event.waitUntil(keepLanguage(event.data.language).catch(() => {}));
});
worker.addEventListener("push", (event) => event.waitUntil(show(event.data)));
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openTold(event.notification.data?.url));
});
worker.addEventListener("pushsubscriptionchange", (event) =>
  event.waitUntil(renew(event.newSubscription, event.oldSubscription).catch(() => {})),
);
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === "POST" && origin === worker.location.origin && pathname === "/share")
    return event.respondWith(receive(request));
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (pathname.length > LONGEST_PATH) return; // none of ours: somebody's link with a million slashes holds nobody up
  if (NETWORK_ONLY.some((path) => pathname === path || pathname.startsWith(`${path}/`))) return;
  if (request.mode === "navigate") event.respondWith(navigate(request, pathname));
  else if (pathname in FILES || pathname in CATALOGS || pathname.startsWith("/assets/"))
    event.respondWith(fromShell(request, pathname));
});
