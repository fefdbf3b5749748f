// @ts-check
// At which moment of which recording something was drawn. Pure: seconds are of the whole recording, as comments tell them.

/** @typedef {{ recording: string, at: number }} Place */

/** So near to its moment a drawing is shown. */
const NEAR_S = 0.5;

/** Whether a film stands there, or nearly. @param {Place} place @param {Place | null} stands */
export const near = ({ recording, at }, stands) =>
  stands?.recording === recording && Math.abs(stands.at - at) <= NEAR_S;

/**
 * The one that is nearest to where the film stands, if any is near; of several drawn on the same frame the last.
 * @template {Place} Drawn
 * @param {Drawn[]} drawn @param {Place | null} stands @returns {Drawn | undefined}
 */
export function nearest(drawn, stands) {
  /** @param {Drawn} one */
  const off = (one) => Math.abs(one.at - (stands?.at ?? 0));
  return drawn
    .filter((one) => near(one, stands))
    .reduce((/** @type {Drawn | undefined} */ best, one) => (best && off(best) < off(one) ? best : one), undefined);
}
