// An outbox on an empty device, with a server of its own, for one test after another.
import { withDb } from "../db.js";
import { drain } from "../drain.js";
import { FakeServer } from "./fakes.js";
import { emptied } from "./finished.js";

/** @type {FakeServer} of the test that runs */
export let server;

/** For `beforeEach`. */
export async function fresh() {
  server = new FakeServer();
  await emptied();
}

export const rows = () => withDb((db) => db.getAll("outbox"));
/** @param {"sessions" | "recordings" | "chunks" | "outbox"} store */
export const count = (store) => withDb((db) => db.count(store));
/** @param {Partial<Parameters<typeof drain>[0]>} [more] */
export const send = (more = {}) => drain({ api: server.api, put: server.put, random: () => 1, ...more });
export const later = () => Date.now() + 600_000;
