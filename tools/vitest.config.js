// JavaScript unit tests lie beside what they test: `tools/node_modules/.bin/vitest run --config tools/vitest.config.js`.
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const packages = ["idb", "react", "vitest"].map((name) => ({ find: name, replacement: here(`node_modules/${name}`) }));

export default {
  root: here("../practice_app"),
  cacheDir: here("../build/vite"),
  resolve: {
    alias: [
      // The build publishes every module of ours under this address; see rx.asset.
      { find: "$/public/external/practice_app/i18n/i18n.js", replacement: here("../practice_app/i18n.js") },
      { find: /^\$\/public\/external\/practice_app\/components\/outbox\//, replacement: here("../practice_app/components/outbox/") },
      { find: "$/public/external/practice_app/i18n/words.js", replacement: here("../practice_app/words.js") },
      { find: "$/public/external/practice_app/i18n/tags.js", replacement: here("../practice_app/tags.js") },
      { find: "$/public/external/practice_app/components/ui/field/keys.js", replacement: here("../practice_app/components/ui/keys.js") },
      { find: "fake-indexeddb/auto", replacement: here("node_modules/fake-indexeddb/auto/index.mjs") },
      ...packages,
    ],
  },
  test: { include: ["**/*.test.js"] },
};
