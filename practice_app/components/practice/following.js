// @ts-check
// A session that goes by a plan: which step is at hand. Each step taken is on the device before it is shown, like the rest.
import { copyOf, dropCopy, keepCopy } from "../outbox/copies.js";
import { present as whoIsHere } from "../outbox/identity.js";
import { NO_WORK } from "../outbox/names.js";
import { at, begun, present, rated, skip, workOf } from "../outbox/plan.js";

/** @typedef {import("../outbox/types").Plan} Plan */
/** @typedef {import("../outbox/types").PlanRun} PlanRun */

export const CHOSEN = "plan-next";
/** A plan that was chosen so long ago is not what the next session is about. */
const KEEP_MS = 12 * 3_600_000;
/** Whoever chose a plan just now wants it to begin at once. */
const AT_ONCE_MS = 30_000;

/**
 * The next session on this device goes by this plan.
 * @param {Plan} plan @param {string} userId
 */
export const choosePlan = (plan, userId) => keepCopy(CHOSEN, userId, () => plan);

/** @param {number} within milliseconds @returns {Promise<Plan | null>} */
async function chosenSince(within) {
  const me = await whoIsHere();
  const copy = await copyOf(CHOSEN, me?.id);
  return copy && Date.now() - copy.at < within ? copy.value : null;
}

/** What the next session begins with, where a plan was chosen for it. */
export async function plannedDetails() {
  const plan = await chosenSince(KEEP_MS);
  return plan ? { plan: begun(plan), ...workOf(plan.steps[0]) } : {};
}

/** Whether a plan was chosen a moment ago. */
export const wantsToBegin = async () => Boolean(await chosenSince(AT_ONCE_MS));

export class Following {
  /** @param {import("./practice_state.js").PracticeState} state */
  constructor(state) {
    this.state = state;
  }

  /** From now on the session that runs goes by a plan. @param {Plan} plan */
  follow = (plan) => this.#go(begun(plan, this.state.elapsed()));

  /** Go on to the step after this one, or back to the one before. @param {1 | -1} by */
  turn = (by) => this.#change((run) => at(run, present(run) + by, this.state.elapsed()));

  /** Leave this step undone. */
  skip = () => this.#change((run) => skip(run, this.state.elapsed()));

  /** How a step went. @param {number} place @param {number | null} rating 1 to 5 */
  rate = (place, rating) => this.state.setDetails(rated(this.state.snapshot.details, place, rating));

  /** Before it has begun: practise without it. */
  drop = async () => {
    await dropCopy(CHOSEN);
    await this.state.setDetails({ plan: undefined, ...NO_WORK, given: false });
  };

  /** @param {(run: PlanRun) => PlanRun} step */
  async #change(step) {
    const { plan } = this.state.snapshot.details;
    if (plan) await this.#go(step(plan));
  }

  /** @param {PlanRun} plan */
  #go(plan) {
    return this.state.setDetails({ plan, ...workOf(plan.steps[present(plan)]) });
  }
}
