// @ts-check
// Only one page of a device runs a session: who has the lease may write.
import { tryLock } from "../outbox/locks.js";

const POLL_MS = 2_000;

export class Lease {
  /** @type {(() => void) | null} */
  #unlock = null;

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /** @returns {Promise<boolean>} whether this page has it now */
  async take() {
    this.#unlock ??= await tryLock(this.name);
    return Boolean(this.#unlock);
  }

  release() {
    this.#unlock?.();
    this.#unlock = null;
  }

  /** Ask again and again until the other page gives it back. @param {() => unknown} then */
  whenFree(then) {
    const timer = setInterval(async () => {
      if (!(await this.take())) return;
      clearInterval(timer);
      then();
    }, POLL_MS);
  }
}
