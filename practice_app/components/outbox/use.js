// @ts-check
import { startTransition, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { storedSessions } from "./stored.js";
import { INITIAL_SYNC, sync } from "./sync.js";

/** How sending stands, kept up to date. */
export const useSync = () => useSyncExternalStore(sync.subscribe, sync.getSnapshot, () => INITIAL_SYNC);

// The frame of the journal is in the landing page too, hidden: a visitor's device is not asked.
const concerned = () => location.pathname !== "/" || "signedIn" in document.documentElement.dataset;

/** Whether what lies on this device is anybody's concern on this page; known once React has taken over, without haste. */
export function useConcern() {
  const [concern, setConcern] = useState(false);
  useEffect(() => startTransition(() => setConcern(concerned())), []);
  return concern;
}

/** What lies on this device, kept up to date; null until it is known. */
export function useStored() {
  const state = useSync();
  const [list, setList] = useState(/** @type {import("./stored.js").Stored[] | null} */ (null));
  const load = useCallback(() => storedSessions(state.userId).then(setList, () => setList([])), [state.userId]);
  useEffect(() => {
    if (state.loaded) void load();
  }, [load, state.loaded, state.revision]);
  return { ...state, list, load };
}
