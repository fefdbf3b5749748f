// @ts-check
// The one door to what is stored on this device. Every step of a session is written here before it is shown.
import { openDB } from "idb";

export const NAME = "woodshed";
const VERSION = 3;
const TRIES = 3;

/** @typedef {import("./types").Schema} Schema */
/** @typedef {import("idb").IDBPDatabase<Schema>} Database */

/** @type {Promise<Database> | null} */
let opening = null;

/** @type {[import("idb").StoreNames<Schema>, IDBObjectStoreParameters?][]} */
const STORES = [
  ["sessions", { keyPath: "id" }],
  ["events", { keyPath: ["session_id", "seq"] }],
  ["recordings", { keyPath: "id" }],
  ["chunks", { keyPath: ["recording_id", "offset"] }],
  ["motion", { keyPath: ["recording_id", "at"] }],
  ["outbox", { keyPath: "id" }],
  ["pieces", { keyPath: "id" }],
  ["sections", { keyPath: "id" }],
  ["tags", { keyPath: "id" }],
  ["meta"],
];

/**
 * Stores are only ever added, so that a page of the version before goes on with a database of the next. What is missing
 * is made, whatever the version that is there says of itself.
 * @param {import("idb").IDBPDatabase<Schema>} db
 */
function create(db) {
  for (const [name, keys] of STORES) {
    if (db.objectStoreNames.contains(name)) continue;
    const store = db.createObjectStore(name, keys);
    if (name === "recordings") /** @type {any} */ (store).createIndex("by_session", "session_id");
  }
}

/** @returns {Promise<Database>} */
function open() {
  const forget = () => (opening = null);
  const callbacks = { upgrade: create, blocking: () => void close(), terminated: forget };
  /** @type {Promise<Database>} */
  const opened = openDB(NAME, VERSION, callbacks).catch((error) => {
    // A tab of a newer version was here: what this page knows is still there.
    if (error?.name === "VersionError") return openDB(NAME, undefined, callbacks);
    throw error;
  });
  opened.catch(forget);
  return opened;
}

/** Give the connection back; the next use opens another. */
export async function close() {
  const was = opening;
  opening = null;
  (await was?.catch(() => null))?.close();
}

/**
 * Whether a failure is of the connection (phones lose it in the background), not of the request.
 * @param {unknown} error
 */
export function connectionLost(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  return ["InvalidStateError", "UnknownError", "AbortError", "TransactionInactiveError"].includes(name);
}

/** @param {unknown} error */
export function storageFull(error) {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/**
 * Run one piece of work on the database; a lost connection is opened again and the work done again.
 * @template T
 * @param {(db: Database) => Promise<T>} work must be safe to do twice
 * @returns {Promise<T>}
 */
export async function withDb(work) {
  for (let tried = 1; ; tried++) {
    try {
      opening ??= open();
      return await work(await opening);
    } catch (error) {
      if (tried === TRIES || !connectionLost(error)) throw error;
      await close();
    }
  }
}

/**
 * One durable transaction over some stores: all of it is on the disk when this resolves, or none. When there is no more
 * room, all but sound may have what was put by for it.
 * @template T
 * @param {Stores} stores
 * @param {Work<T>} work
 * @returns {Promise<T>}
 */
export async function write(stores, work) {
  try {
    return await transact(stores, work);
  } catch (error) {
    if (!storageFull(error) || stores.includes("chunks") || !(await giveWay())) throw error;
    return transact(stores, work);
  }
}

/**
 * The same for what can be done without: it never takes of the room that was put by.
 * @template T
 * @param {Stores} stores
 * @param {Work<T>} work
 * @returns {Promise<T>}
 */
export const writeIfRoom = (stores, work) => transact(stores, work);

/** @typedef {import("idb").StoreNames<Schema>[]} Stores */
/** @typedef {import("idb").IDBPTransaction<Schema, Stores, "readwrite">} Writing */
/**
 * @template T
 * @typedef {(tx: Writing) => Promise<T>} Work
 */

/**
 * @template T
 * @param {Stores} stores
 * @param {Work<T>} work
 * @returns {Promise<T>}
 */
function transact(stores, work) {
  return withDb(async (db) => {
    const tx = db.transaction(stores, "readwrite", { durability: "strict" });
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      tx.done.catch(() => {});
      try {
        tx.abort();
      } catch {
        // it has ended already
      }
      throw error;
    }
  });
}

const PUT_BY = "put-by";
/**
 * Bytes that no sound can take: enough for the rest of a session's log, its summary and its way to the server, also where
 * the app itself (2 MB) is being stored just when this gives way.
 */
export const PUT_BY_BYTES = 4_000_000;

/** Put room by while there is some: a browser whose store is full refuses even the smallest row. */
export async function putBy() {
  if (await withDb((db) => db.getKey("meta", PUT_BY))) return;
  const noise = new Uint8Array(PUT_BY_BYTES); // what repeats itself would be packed
  for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
  await transact(["meta"], (tx) => tx.objectStore("meta").put(noise.buffer, PUT_BY));
}

/** @returns {Promise<boolean>} there was something to give */
async function giveWay() {
  if (!(await withDb((db) => db.getKey("meta", PUT_BY)))) return false;
  await transact(["meta"], (tx) => tx.objectStore("meta").delete(PUT_BY));
  return true;
}
