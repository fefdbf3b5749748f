// @ts-check
// What the page shows of one session, and the log it is read from: written to the device first, shown afterwards.
import { SessionLog } from "./log.js";
import * as sessionStore from "./session_store.js";
import { INITIAL } from "./snapshot.js";

/**
 * @typedef {import("../outbox/types").SessionRow} SessionRow
 * @typedef {import("../outbox/types").Details} Details
 * @typedef {import("./snapshot.js").Snapshot} Snapshot
 */

export class PracticeState {
  log = new SessionLog();
  snapshot = INITIAL;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {() => void} listener */
  subscribe = (listener) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** @param {Partial<Snapshot>} change */
  show(change) {
    this.snapshot = { ...this.snapshot, ...change };
    this.#listeners.forEach((listener) => listener());
  }

  /** The practice clock, in seconds, right now. */
  elapsed = () => {
    const { timeline, phase } = this.snapshot;
    const runs = timeline?.state === "running" && phase !== "offer";
    return (timeline?.elapsed_s ?? 0) + (runs ? this.log.sinceLast() : 0);
  };

  /** Write one line of the log, then show what it says. @param {import("../outbox/types").EventKind} kind */
  async append(kind) {
    try {
      await this.log.append(/** @type {SessionRow} */ (this.snapshot.session).id, kind);
      this.show({ timeline: this.log.timeline, trouble: false });
    } catch (refused) {
      this.show({ trouble: true });
      throw refused;
    }
  }

  /** For this session only. @param {Partial<Details>} change */
  async setDetails(change) {
    const details = { ...this.snapshot.details, ...change };
    this.show({ details });
    const { session } = this.snapshot;
    if (session) await sessionStore.updateSession(session.id, { details }).catch(() => this.show({ trouble: true }));
  }
}
