// @ts-check
// The metronome that listens: onsets from the worklet, beats from the metronome, a mood from both.
import { practice } from "../island.js";
import { listen } from "./ear.js";
import { LISTEN_S, tempoOf } from "./freetempo.js";
import { clickWatchers, room, running, setListening } from "./room.js";
import { Store } from "./store.js";
import { WINDOW_S, judge } from "./timing.js";

const LOOK_MS = 500;

/** @typedef {{on: boolean, judged: import("./timing.js").Judgement | null, bpm: number | null}} Listening */

const NOTHING = /** @type {Listening} */ ({ on: false, judged: null, bpm: null });
export const listening = new Store(NOTHING);

/** @type {import("./onsets.js").Onset[]} */
let onsets = [];
/** @type {number[]} */
let beats = [];
let stopListening = () => {};

/** Call it from a tap, and only with a measured latency: without it early and late would be guesses. */
export function startListening() {
  const { latency_s } = room.get();
  if (latency_s === null || listening.get().on) return;
  onsets = [];
  const heard = (/** @type {import("./onsets.js").Onset} */ { at, strength }) => void onsets.push({ at: at - latency_s, strength });
  const beaten = (/** @type {import("./bars.js").Click} */ click) => void (click.part || beats.push(click.at));
  clickWatchers.add(beaten);
  const deaf = listen("onsets", heard);
  const timer = setInterval(look, LOOK_MS);
  stopListening = () => {
    clickWatchers.delete(beaten);
    clearInterval(timer);
    deaf();
  };
  setListening(true);
  listening.set({ ...NOTHING, on: true });
}

export function endListening() {
  stopListening();
  stopListening = () => {};
  setListening(false);
  listening.set(NOTHING);
}

function look() {
  const metronome = running();
  if (!metronome) beats = [];
  const latest = metronome?.context.currentTime ?? onsets.at(-1)?.at ?? 0;
  onsets = onsets.filter(({ at }) => at > latest - WINDOW_S);
  beats = beats.filter((at) => at > latest - WINDOW_S - 4);
  if (metronome) return listening.set({ on: true, judged: judge(onsets, beats), bpm: null });
  const recent = onsets.filter(({ at }) => at > latest - LISTEN_S).map(({ at }) => at);
  listening.set({ on: true, judged: null, bpm: tempoOf(recent, practice.getSnapshot().details.target_bpm) });
}
