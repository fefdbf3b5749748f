// @ts-check
import { useSyncExternalStore } from "react";
import { INITIAL_SYNC, sync } from "./sync.js";

/** How sending stands, kept up to date. */
export const useSync = () => useSyncExternalStore(sync.subscribe, sync.getSnapshot, () => INITIAL_SYNC);
