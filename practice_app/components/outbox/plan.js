// @ts-check
// A plan that a session goes by. Which step is at hand and how long each was worked at is read from marks on the practice
// clock, never counted: it is the same after a page was closed and opened again.
import { NO_WORK } from "./names.js";

/** @typedef {import("./types").Plan} Plan */
/** @typedef {import("./types").PlanRun} PlanRun */
/** @typedef {import("./types").PlanStep} PlanStep */
/** @typedef {import("./types").Details} Details */
/** @typedef {import("./types").Work} Work */

/** A step is done when at least this share of its time was given to it. */
const ENOUGH = 0.5;
/** What was passed over within so many seconds was not worked at. */
export const GLANCE_S = 5;

/** @param {Plan} plan @param {number} [at_s] where the practice clock stands @returns {PlanRun} */
export const begun = ({ day, steps }, at_s = 0) => ({ day, steps, marks: [{ step: 0, at_s }] });

/** The place of the step at hand; as many as there are when all is done. @param {PlanRun} run */
export const present = ({ marks }) => marks.at(-1)?.step ?? 0;

/**
 * Go to a step.
 * @param {PlanRun} run @param {number} step @param {number} at_s
 * @returns {PlanRun}
 */
export const at = (run, step, at_s) => ({
  ...run,
  marks: [...run.marks, { step: Math.min(run.steps.length, Math.max(0, step)), at_s }],
  skipped: (run.skipped ?? []).filter((one) => one !== step),
});

/** Leave the step at hand without doing it. @param {PlanRun} run @param {number} at_s @returns {PlanRun} */
export const skip = (run, at_s) => {
  const step = present(run);
  return { ...at(run, step + 1, at_s), skipped: [...new Set([...(run.skipped ?? []), step])] };
};

/**
 * Seconds given to each step.
 * @param {PlanRun} run @param {number} elapsed_s of the practice clock; marks after it were never on the disk
 * @returns {number[]}
 */
export function spent({ steps, marks }, elapsed_s) {
  const seconds = steps.map(() => 0);
  marks.forEach(({ step, at_s }, i) => {
    const until = Math.min(elapsed_s, marks[i + 1]?.at_s ?? elapsed_s);
    if (step < steps.length) seconds[step] += Math.max(0, until - at_s);
  });
  return seconds;
}

/** Seconds that are left of the step at hand; below zero: its time is over. @param {PlanRun} run @param {number} elapsed_s */
export function left(run, elapsed_s) {
  const step = present(run);
  return step < run.steps.length ? run.steps[step].minutes * 60 - spent(run, elapsed_s)[step] : 0;
}

/** Whether each step is done. @param {PlanRun} run @param {number} elapsed_s @returns {boolean[]} */
export const done = (run, elapsed_s) =>
  spent(run, elapsed_s).map(
    (seconds, step) => !run.skipped?.includes(step) && seconds >= ENOUGH * 60 * run.steps[step].minutes,
  );

/** @param {PlanRun} run @param {number} elapsed_s @returns {{steps: number, done: number}} */
export const doneOf = (run, elapsed_s) => ({
  steps: run.steps.length,
  done: done(run, elapsed_s).filter(Boolean).length,
});

/** What a step is about, as a session names it. @param {PlanStep | undefined} step @returns {Work} */
export const workOf = (step) =>
  step?.piece_id
    ? {
        ...NO_WORK,
        piece_id: step.piece_id,
        piece_title: step.piece_title,
        section_id: step.section_id,
        section_title: step.section_title,
        given: true,
      }
    : NO_WORK;

/**
 * The pieces and passages that were worked at by the plan, each once, with its time.
 * @param {PlanRun} run @param {number} elapsed_s
 * @returns {Work[]}
 */
export function worked(run, elapsed_s) {
  /** @type {Map<string, Work>} */
  const found = new Map();
  spent(run, elapsed_s).forEach((seconds, place) => {
    const step = run.steps[place];
    if (!step.piece_id || seconds < GLANCE_S) return;
    const key = `${step.piece_id} ${step.section_id}`;
    const before = found.get(key);
    const total = seconds + (before?.seconds ?? 0);
    const rating = run.ratings?.[place] ?? before?.rating ?? null;
    found.set(key, { ...workOf(step), seconds: total, minutes: Math.round(total / 60), rating });
  });
  return [...found.values()];
}

/**
 * The details of a session that went by a plan, at its end: what was worked at, and how long.
 * @param {Details} details @param {number} elapsed_s
 * @returns {Details}
 */
export function summed(details, elapsed_s) {
  if (!details.plan) return details;
  const [first = NO_WORK, ...also] = worked(details.plan, elapsed_s);
  return { ...details, ...first, also };
}

/**
 * Say how a step went, in the plan and wherever it is named.
 * @param {Details} details @param {number} place @param {number | null} rating
 * @returns {Partial<Details>}
 */
export function rated(details, place, rating) {
  const { plan } = details;
  const step = plan?.steps[place];
  if (!plan || !step) return {};
  const { [place]: _, ...others } = plan.ratings ?? {};
  const ratings = rating === null ? others : { ...others, [place]: rating };
  const same = (/** @type {Work} */ work) => work.piece_id === step.piece_id && work.section_id === step.section_id;
  const change = (/** @type {Work} */ work) => (same(work) ? { ...work, rating } : work);
  return {
    plan: { ...plan, ratings },
    also: (details.also ?? []).map(change),
    ...(same(details) ? { rating } : {}),
  };
}

/** A session of which nothing was said went well enough. */
const WELL_ENOUGH = 4;

/**
 * When a step comes back, as far as this device can tell.
 * @param {PlanRun} run @param {number} place @param {number | null} self_rating of the session as a whole
 * @returns {string | null} a day
 */
export const nextOn = (run, place, self_rating) =>
  run.steps[place].next_on[(run.ratings?.[place] ?? self_rating ?? WELL_ENOUGH) - 1] ?? null;

/** The tempo that the plan wants now. @param {Details} details @returns {number | null} */
export const plannedTempo = ({ plan }) => plan?.steps[present(plan)]?.bpm ?? null;

/**
 * The same steps with exactly so many minutes together, each its part of them and none less than one.
 * @param {PlanStep[]} steps @param {number} minutes
 * @returns {PlanStep[]}
 */
export function fitted(steps, minutes) {
  const kept = steps.slice(0, minutes);
  const total = kept.reduce((sum, step) => sum + step.minutes, 0);
  const spare = minutes - kept.length;
  const exact = kept.map((step) => (step.minutes / total) * spare);
  const given = exact.map(Math.floor);
  const rest = spare - given.reduce((sum, one) => sum + one, 0);
  const byRest = exact.map((part, n) => ({ n, over: part - given[n] })).sort((a, b) => b.over - a.over || a.n - b.n);
  for (const { n } of byRest.slice(0, rest)) given[n] += 1;
  return kept.map((step, n) => ({ ...step, minutes: 1 + given[n] }));
}
