// @ts-check
// Changing a plan by hand. Pure.

/** @typedef {import("../outbox/types").PlanStep} PlanStep */

export const MOST_STEPS = 30;
const MOST_MIN = 240;

/** @param {PlanStep[]} steps */
export const total = (steps) => steps.reduce((sum, step) => sum + step.minutes, 0);

/** @param {PlanStep[]} steps @param {number} from @param {-1 | 1} by @returns {PlanStep[]} */
export function moved(steps, from, by) {
  const to = from + by;
  if (to < 0 || to >= steps.length) return steps;
  const next = [...steps];
  [next[from], next[to]] = [next[to], next[from]];
  return next;
}

/** @param {PlanStep[]} steps @param {number} place @returns {PlanStep[]} */
export const without = (steps, place) => steps.filter((_, n) => n !== place);

/** @param {PlanStep[]} steps @param {number} place @param {Partial<PlanStep>} told @returns {PlanStep[]} */
const changed = (steps, place, told) => steps.map((step, n) => (n === place ? { ...step, ...told } : step));

/** What was typed as minutes; nothing sensible changes nothing. @param {PlanStep[]} steps @param {number} place @param {string} typed */
export function withMinutes(steps, place, typed) {
  const minutes = Math.round(Number(typed));
  return minutes >= 1 && minutes <= MOST_MIN ? changed(steps, place, { minutes }) : steps;
}

/** The same for a tempo; none is possible. @param {PlanStep[]} steps @param {number} place @param {string} typed */
export function withTempo(steps, place, typed) {
  if (!typed) return changed(steps, place, { bpm: null });
  const bpm = Math.round(Number(typed));
  return bpm >= 10 && bpm <= 400 ? changed(steps, place, { bpm }) : steps;
}

/**
 * A step for what is practised: a proposal of what is due, or a piece or passage that this device knows.
 * @param {{piece_id: string, section_id: string | null, piece_title: string, section_title: string, minutes?: number, bpm?: number | null, why?: string}} it
 * @returns {PlanStep}
 */
export const stepFor = ({ piece_id, section_id, piece_title, section_title, minutes = 5, bpm = null, why = "" }) => ({
  kind: "own",
  piece_id,
  section_id,
  title: [piece_title, section_title].filter(Boolean).join(" · "),
  piece_title,
  section_title,
  minutes,
  bpm,
  how: "",
  why,
  next_on: [],
});

/** @param {PlanStep[]} steps @param {{piece_id: string, section_id: string | null}} it */
export const holds = (steps, { piece_id, section_id }) =>
  steps.some((step) => step.piece_id === piece_id && step.section_id === section_id);

/** One more: before a play-through, which stays the last. @param {PlanStep[]} steps @param {PlanStep} step */
export function added(steps, step) {
  if (steps.length >= MOST_STEPS) return steps;
  const at = steps.at(-1)?.kind === "play_through" ? steps.length - 1 : steps.length;
  return [...steps.slice(0, at), step, ...steps.slice(at)];
}
