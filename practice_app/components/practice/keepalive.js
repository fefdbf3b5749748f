// @ts-check
// What a page does for as long as it runs a session: heartbeats, a bright screen, and a sign to the rest of the app.
import { guard, unguard } from "./guard.js";
import { HEARTBEAT_MS } from "../outbox/timer.js";
import { keepAwake } from "./wake.js";

/**
 * @param {() => void} onBeat
 * @param {() => void} onTouch somebody is there
 * @returns {() => void} end it
 */
export function keepAlive(onBeat, onTouch) {
  const beat = () => {
    guard();
    onBeat();
  };
  const letSleep = keepAwake();
  const timer = setInterval(beat, HEARTBEAT_MS);
  addEventListener("pagehide", onBeat);
  addEventListener("pointerdown", onTouch);
  addEventListener("keydown", onTouch);
  guard();
  return () => {
    clearInterval(timer);
    removeEventListener("pagehide", onBeat);
    removeEventListener("pointerdown", onTouch);
    removeEventListener("keydown", onTouch);
    letSleep();
    unguard();
  };
}
