// @ts-check
// What becomes of a session that has been stopped: saved and sent, or thrown away and, for a moment, brought back.
import { markPractised, withIds } from "../outbox/pieces.js";
import { saveSession } from "../outbox/queue.js";
import { keepForGood } from "../outbox/space.js";
import { sayOpen } from "./guard.js";
import * as sessionStore from "./session_store.js";
import { INITIAL } from "./snapshot.js";

/**
 * @typedef {{
 *   onSaved?: (sessionId: string) => void,
 *   free: () => void,
 *   quiet: () => void,
 *   boot: () => Promise<void>,
 * }} Steps `free`: of this session nothing is held any more; `quiet`: this page runs nothing any more; `boot`: look again what there is
 */

export class Ending {
  /**
   * @param {import("./practice_state.js").PracticeState} state
   * @param {Steps} steps
   */
  constructor(state, steps) {
    this.state = state;
    this.steps = steps;
  }

  /** Take out what was counted while the device slept, or its clock was set forward. */
  async takeOutSleep() {
    const { session, phase } = this.state.snapshot;
    if (!session || phase !== "review") return;
    const shorter = await sessionStore.withoutSleep(session.id, this.state.log.lines);
    this.state.show({ session: shorter, timeline: shorter.timeline, closed: null });
  }

  async save() {
    const { state, steps } = this;
    const { session, phase, busy, details } = state.snapshot;
    if (!session || phase !== "review" || busy) return;
    state.show({ busy: true });
    try {
      await state.log.settled();
      const final = await sessionStore.updateSession(session.id, { details: await withIds(details, session.user_id) });
      await saveSession(final);
      sayOpen(false);
      steps.free();
      state.show({ session: final, phase: "sending", busy: false, trouble: false });
      steps.onSaved?.(session.id);
      void markPractised(final.details, final.timeline?.ended_at ?? Date.now()).catch(() => {});
      void keepForGood();
    } catch {
      state.show({ busy: false, trouble: true });
    }
  }

  /** Throw the session away; for a moment it can come back. */
  async discard() {
    const { state, steps } = this;
    const { session } = state.snapshot;
    if (!session) return;
    steps.quiet();
    await state.log.settled();
    await sessionStore.updateSession(session.id, { discarded_at: Date.now() });
    steps.free();
    sayOpen(false);
    state.log.take([]);
    const { room } = state.snapshot;
    state.show({ ...INITIAL, phase: "ready", details: await sessionStore.firstDetails(), undo: session.id, room });
    setTimeout(() => this.#forget(session.id), sessionStore.UNDO_MS + 500);
  }

  /** @param {string} sessionId */
  #forget(sessionId) {
    if (this.state.snapshot.undo === sessionId) this.state.show({ undo: null });
    void sessionStore.tidy().catch(() => {});
  }

  async undoDiscard() {
    const { undo, phase } = this.state.snapshot;
    if (!undo || phase !== "ready") return;
    await sessionStore.updateSession(undo, { discarded_at: undefined });
    sayOpen(true);
    this.state.show({ undo: null });
    await this.steps.boot();
  }
}
