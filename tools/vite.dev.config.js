// What `make dev` serves pages by: Reflex's own configuration, and in front of everything else.
// practice_app/run/development.py copies this file beside the configuration that Reflex writes.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import generated from "./vite.config.js";

const web = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(web);
const behind = { target: process.env.WOODSHED_BEHIND, ws: true, changeOrigin: false };

// A tab that used the finished build on this port has a service worker, which would go on showing that build.
const NO_SERVICE_WORKER = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
  for (const page of await clients.matchAll({ type: "window" })) page.navigate(page.url);
})()));`;

const noServiceWorker = () => ({
  name: "woodshed-no-service-worker",
  configureServer(server) {
    server.middlewares.use("/sw.js", (_request, response) => {
      response.setHeader("Content-Type", "text/javascript");
      response.end(NO_SERVICE_WORKER);
    });
  },
});

const PUBLIC = path.join(web, "public");
const STYLES = path.join(web, "styles");

/** Folders of ours, each with the places that its files are copied to (see practice_app/reflex_seams/published.py). */
const FOLDERS = new Map([
  [path.join(root, "assets"), [PUBLIC, STYLES]],
  [path.join(root, "practice_app"), [path.join(PUBLIC, "external", "practice_app")]],
]);

/** Where each script and style sheet of ours was copied to, by where it lies. */
function copies() {
  const found = new Map();
  for (const [folder, places] of FOLDERS)
    for (const name of fs.readdirSync(folder, { recursive: true })) {
      const there = places.map((place) => path.join(place, name)).filter((copy) => fs.existsSync(copy));
      if (/\.(jsx?|css)$/.test(name) && there.length) found.set(fs.realpathSync(path.join(folder, name)), there);
    }
  return found;
}

// An editor empties a file before it writes it, and of two events so close the watcher tells one.
const WRITTEN_AFTER_MS = 80;

const followSources = () => ({
  name: "woodshed-follow-sources",
  configureServer(server) {
    const waiting = new Map();
    let known = copies();
    const copy = (file) => {
      for (const target of known.get(file) ?? []) {
        fs.copyFileSync(file, target);
        if (target.startsWith(STYLES)) server.watcher.emit("change", target);
      }
    };
    const follow = () => {
      known = copies();
      server.watcher.add([...known.keys()]);
    };
    follow();
    server.watcher.on("change", (file) => {
      if (!known.has(file)) return;
      clearTimeout(waiting.get(file));
      waiting.set(file, setTimeout(copy, WRITTEN_AFTER_MS, file));
    });
    server.watcher.on("add", (file) => file.startsWith(PUBLIC) && follow());
  },
});

export default (environment) => {
  const config = generated(environment);
  const passedOn = ["/api/", "/_event", "/_s3/", "/_upload", "/_health", "/ping", "/health/", "/metrics"];
  // Reflex writes the style sheets anew with each compilation, and for each of them Tailwind would look at everything.
  const ignored = [...config.server.watch.ignored, `${STYLES}/styles/**`];
  const proxy = Object.fromEntries(passedOn.map((start) => [start, behind]));
  return {
    ...config,
    plugins: [...config.plugins, noServiceWorker(), followSources()],
    server: { ...config.server, proxy, watch: { ...config.server.watch, ignored } },
  };
};
