// @ts-check
// What a page does for as long as it runs a session: heartbeats, a bright screen, and a sign to the rest of the app.
import { guard, unguard } from "./guard.js";
import { HEARTBEAT_MS } from "./timer.js";
import { keepAwake } from "./wake.js";

/**
 * @param {() => void} onBeat
 * @returns {() => void} end it
 */
export function keepVigil(onBeat) {
  const beat = () => {
    guard();
    onBeat();
  };
  const letSleep = keepAwake();
  const timer = setInterval(beat, HEARTBEAT_MS);
  addEventListener("pagehide", onBeat);
  guard();
  return () => {
    clearInterval(timer);
    removeEventListener("pagehide", onBeat);
    letSleep();
    unguard();
  };
}
