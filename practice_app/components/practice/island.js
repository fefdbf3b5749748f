// @ts-check
// The one practice of this page, joined to the outbox that sends what it saves.
import { useSyncExternalStore } from "react";
import { sync } from "../outbox/sync.js";
import { Store } from "./tempo/store.js";
import { Practice } from "./running.js";
import { INITIAL } from "./snapshot.js";

/** A network that says nothing does not keep anybody from their session. */
const PATIENCE_MS = 2_000;

export const practice = new Practice({
  signedIn: () => sync.getSnapshot().signedIn,
  identified: () => Promise.race([sync.settled, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]),
  onSaved: () => void sync.kick(),
});

/** How often the lists of pieces have come from the server: who draws them looks again. */
export const learned = new Store(0);

/** What the page shows now. */
export const usePractice = () => useSyncExternalStore(practice.subscribe, practice.getSnapshot, () => INITIAL);

export { useSync } from "../outbox/use.js";
