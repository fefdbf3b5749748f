// @ts-check
// What a closed page left behind, looked at without taking it over: whoever opens the practice page does that.
import { HEARTBEAT_MS, straightened, timelineOf } from "../outbox/timer.js";
import { readLog, unfinished } from "./session_store.js";

/** @typedef {{elapsed_s: number, finished: boolean}} Left */

/** A page that has said nothing for so long is gone. */
export const GONE_MS = 2.5 * HEARTBEAT_MS;

/** @param {number} [now] @returns {Promise<Left | null>} null also while another tab runs it */
export async function orphanedSession(now = Date.now()) {
  const session = await unfinished();
  if (!session) return null;
  if (session.state === "review") return { elapsed_s: session.timeline?.elapsed_s ?? 0, finished: true };
  const log = await readLog(session.id);
  const last = log.at(-1)?.wall ?? 0;
  const lives = Math.abs(now - last) < GONE_MS && (await elsewhere());
  return lives ? null : { elapsed_s: timelineOf(straightened(log)).elapsed_s, finished: false };
}

/** Whether another tab holds the session, where the browser tells. */
async function elsewhere() {
  const locks = await globalThis.navigator?.locks?.query?.();
  return locks ? Boolean(locks.held?.some(({ name }) => name === "woodshed:practice")) : true;
}
