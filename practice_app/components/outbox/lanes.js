// @ts-check
// Parts of an upload go two at a time; the first that fails for good stops the other.
import { anyOf } from "./signals.js";

const AT_ONCE = 2;

/**
 * @template T
 * @param {T[]} things @param {AbortSignal | undefined} signal
 * @param {(signal: AbortSignal) => (one: T) => Promise<void>} laneOf makes what a lane does with each of its things
 */
export async function inLanes(things, signal, laneOf) {
  const stop = new AbortController();
  const ending = anyOf(signal, stop.signal);
  const queue = [...things];
  const lane = async () => {
    const send = laneOf(ending);
    for (let one = queue.shift(); one; one = queue.shift()) await send(one);
  };
  const lanes = Array.from({ length: Math.min(AT_ONCE, things.length) }, lane);
  try {
    await Promise.all(lanes);
  } catch (error) {
    stop.abort();
    await Promise.allSettled(lanes);
    throw error;
  }
}
