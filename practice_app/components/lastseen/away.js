// How long a page waits for the server before it says so.
import { useEffect, useState } from "react";
import { useSync } from "../outbox/use.js";

const PATIENCE_MS = 4000;

/** Whether a page waits in vain for what it shows: there is no network, or the server takes its time. @param {boolean} loaded */
export function useAway(loaded) {
  const { offline } = useSync();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (loaded) return setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [loaded]);
  return !loaded && (offline || late);
}
