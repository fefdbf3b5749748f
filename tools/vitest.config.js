// JavaScript unit tests lie beside what they test: `tools/node_modules/.bin/vitest run --config tools/vitest.config.js`.
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const packages = ["@noble/hashes", "idb", "react", "vitest"].map((name) => ({
  find: name,
  replacement: here(`node_modules/${name}`),
}));

export default {
  root: here("../practice_app"),
  cacheDir: here("../build/vite"),
  resolve: {
    alias: [
      { find: "fake-indexeddb/auto", replacement: here("node_modules/fake-indexeddb/auto/index.mjs") },
      ...packages,
    ],
  },
  test: { include: ["**/*.test.js"] },
};
