// @ts-check
// The log of the session that runs: lines are only added, one after another, and each is on the disk before it counts.
import { appendEvent } from "./session_store.js";
import { between, logEvent, straightened, timelineOf } from "../outbox/timer.js";

/** @typedef {import("../outbox/types").LogEvent} LogEvent */

/** A disk or a recorder that says nothing for so long keeps nobody from saving what there is. */
const PATIENCE_MS = 15_000;

export class SessionLog {
  /** @type {LogEvent[]} */
  #lines = [];
  /** @type {Promise<unknown>} */
  #writing = Promise.resolve();

  /** Go on with the lines that are on the disk. @param {LogEvent[]} lines */
  take(lines) {
    this.#lines = lines;
  }

  /** @returns {LogEvent[]} */
  get lines() {
    return this.#lines;
  }

  /** When the first line was written, in milliseconds since 1970. */
  get beganAt() {
    return this.#lines[0]?.wall ?? 0;
  }

  get timeline() {
    return timelineOf(straightened(this.#lines));
  }

  /** Seconds since the last line. */
  sinceLast() {
    const last = this.#lines.at(-1);
    return last ? between(last, logEvent(last.session_id, 0, "heartbeat")).passed / 1000 : 0;
  }

  /**
   * @param {string} sessionId
   * @param {import("../outbox/types").EventKind} kind
   * @returns {Promise<void>} when the line is on the disk; it may be refused
   */
  append(sessionId, kind) {
    const written = this.#writing.then(async () => {
      const line = logEvent(sessionId, this.#lines.length, kind);
      await appendEvent(line);
      this.#lines.push(line);
    });
    this.#writing = written.catch(() => {});
    return written;
  }

  /** Nothing is settled before this is, too. @param {Promise<unknown> | undefined} more */
  waitFor(more) {
    const enough = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    this.#writing = Promise.race([Promise.allSettled([this.#writing, more]), enough]);
  }

  /** When everything asked for so far is on the disk, or was refused. */
  settled() {
    return this.#writing;
  }
}
