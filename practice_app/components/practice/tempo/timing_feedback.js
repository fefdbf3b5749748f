// @ts-check
// What the metronome says of one's timing: onsets from the worklet, beats from the metronome, a mood from both.
import { practice } from "../island.js";
import { subscribe } from "./microphone_input.js";
import { LISTEN_S, tempoOf } from "./freetempo.js";
import { clickWatchers, tempoStore, running, setFeedback } from "./tempo_store.js";
import { Store } from "./store.js";
import { WINDOW_S, judge } from "./timing.js";

const LOOK_MS = 500;

/** @typedef {{on: boolean, judged: import("./timing.js").Judgement | null, bpm: number | null}} Feedback */

const NOTHING = /** @type {Feedback} */ ({ on: false, judged: null, bpm: null });
export const feedback = new Store(NOTHING);

/** @type {import("./onsets.js").Onset[]} */
let onsets = [];
/** @type {number[]} */
let beats = [];
let stopFeedback = () => {};

/** Call it from a tap, and only with a measured latency: without it early and late would be guesses. */
export function startFeedback() {
  const { latency_s } = tempoStore.get();
  if (latency_s === null || feedback.get().on) return;
  onsets = [];
  const heard = (/** @type {import("./onsets.js").Onset} */ { at, strength }) =>
    void onsets.push({ at: at - latency_s, strength });
  const beaten = (/** @type {import("./bars.js").Click} */ click) => void (click.part || beats.push(click.at));
  clickWatchers.add(beaten);
  const unsubscribe = subscribe("onsets", heard);
  const timer = setInterval(look, LOOK_MS);
  stopFeedback = () => {
    clickWatchers.delete(beaten);
    clearInterval(timer);
    unsubscribe();
  };
  setFeedback(true);
  feedback.set({ ...NOTHING, on: true });
}

export function endFeedback() {
  stopFeedback();
  stopFeedback = () => {};
  setFeedback(false);
  feedback.set(NOTHING);
}

function look() {
  const metronome = running();
  if (!metronome) beats = [];
  const latest = metronome?.context.currentTime ?? onsets.at(-1)?.at ?? 0;
  onsets = onsets.filter(({ at }) => at > latest - WINDOW_S);
  beats = beats.filter((at) => at > latest - WINDOW_S - 4);
  if (metronome) return feedback.set({ on: true, judged: judge(onsets, beats), bpm: null });
  const recent = onsets.filter(({ at }) => at > latest - LISTEN_S).map(({ at }) => at);
  feedback.set({ on: true, judged: null, bpm: tempoOf(recent, practice.getSnapshot().details.target_bpm) });
}
