// @ts-check
/** Beats a minute that a tempo may have, from and to. */
export const SLOWEST_BPM = 10;
export const FASTEST_BPM = 400;
