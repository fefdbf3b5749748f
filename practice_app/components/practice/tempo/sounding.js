// @ts-check
// What metronome and drone sound just now. The stand shows it also while another tool is open, without loading them.
import { Store } from "./store.js";

/** @typedef {{metronome: boolean, drone: boolean}} Sounding */

export const sounding = new Store(/** @type {Sounding} */ ({ metronome: false, drone: false }));
