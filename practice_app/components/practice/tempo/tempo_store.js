// @ts-check
// Tempo and tuning as a store that their panels draw: metronome, drone, and what was chosen last. It lives as long as the
// page, so that a metronome goes on while its panel is closed, and it stops with the session.
import { useSyncExternalStore } from "react";
import { tempoOf } from "../../outbox/pieces.js";
import { plannedTempo, present } from "../../outbox/plan.js";
import { sync } from "../../outbox/sync.js";
import { practice } from "../island.js";
import { withBeat } from "./clicklog.js";
import { Drone } from "./drone.js";
import { Metronome } from "./metronome.js";
import { recall, remember, settingsFrom } from "./remembered.js";
import { sounding } from "./sounding.js";
import { openSound, outputLatency, soundRole } from "./sound.js";
import { Store } from "./store.js";
import { Taps } from "./tap.js";

const KEEP_LOG_MS = 10_000;
const VIBRATE_MS = { 2: 40, 1: 20, 0: 0 };

/** @typedef {import("./bars.js").Click} Click */
/** @typedef {import("./bars.js").Settings} Settings */
/** @typedef {import("./remembered.js").Remembered & {running: boolean, droning: boolean}} Snapshot */

export const tempoStore = new Store(/** @type {Snapshot} */ ({ ...recall(), running: false, droning: false }));
/** The click that sounds now. */
export const beat = new Store(/** @type {Click | null} */ (null));

const drone = new Drone();
const taps = new Taps();
/** @type {Metronome | null} */
let metronome = null;
/** @type {Click[]} laid on the clock, not heard yet */
let coming = [];
/** Told of every click when it is laid. @type {Set<(click: Click) => void>} */
export const clickWatchers = new Set();

/** @param {Partial<Snapshot>} change */
function show(change) {
  tempoStore.set({ ...tempoStore.get(), ...change });
  if ("running" in change || "droning" in change)
    sounding.set({ metronome: tempoStore.get().running, drone: tempoStore.get().droning });
  const { settings, a4, latency_s, drone: note } = tempoStore.get();
  remember({ settings, a4, latency_s, drone: note });
}

/** @param {Partial<Settings>} change */
export function choose(change) {
  const settings = settingsFrom({ ...tempoStore.get().settings, ...change });
  show({ settings });
  metronome?.set(played());
}

/** What the metronome plays: one that listens clicks above what it listens to, and does not shake its own microphone. */
let listens = false;
const played = () =>
  listens ? { ...tempoStore.get().settings, sound: /** @type {const} */ ("bright") } : tempoStore.get().settings;

/** @param {boolean} on */
export function setFeedback(on) {
  listens = on;
  metronome?.set(played());
}

/** @param {Partial<Pick<Snapshot, "a4" | "latency_s" | "drone">>} change */
export function prefer(change) {
  show(change);
  if (drone.sounding) drone.start(openSound(), tempoStore.get().drone, tempoStore.get().a4);
}

export function start() {
  const sound = openSound();
  if (metronome?.context !== sound) metronome = new Metronome(sound, laid);
  if (!practice.stream) soundRole(false);
  metronome.set(played());
  coming = [];
  metronome.start();
  show({ running: true });
  follow();
}

export function stop() {
  metronome?.stop();
  coming = [];
  beat.set(null);
  if (tempoStore.get().running) show({ running: false });
  keepLog();
}

export const toggle = () => (tempoStore.get().running ? stop() : start());

export function toggleDrone() {
  if (drone.sounding) drone.stop();
  else drone.start(openSound(), tempoStore.get().drone, tempoStore.get().a4);
  show({ droning: drone.sounding });
}

/** One tap of a tempo. @param {number} [at_ms] */
export function tap(at_ms = performance.now()) {
  const bpm = taps.tap(at_ms / 1000);
  if (bpm) choose({ bpm });
}

/** The metronome that runs, if one does. */
export const running = () => (metronome?.running ? metronome : null);

/** @param {Click} click */
function laid(click) {
  coming.push(click);
  if (!click.part) log(click);
  clickWatchers.forEach((watch) => watch(click));
}

/** Show each click when it is heard: screen and sound have each their own delay. */
function follow() {
  const sound = metronome?.context;
  if (!metronome?.running || !(sound instanceof AudioContext)) return;
  const heard = sound.currentTime - outputLatency(sound);
  while (coming[0] && coming[0].at <= heard) sounds(/** @type {Click} */ (coming.shift()));
  requestAnimationFrame(follow);
}

/** @param {Click} click */
function sounds(click) {
  beat.set(click);
  if (tempoStore.get().settings.vibrate && !listens && click.audible && !click.part)
    navigator.vibrate?.(VIBRATE_MS[click.stress]);
}

// What clicks in a session is kept with it, so that the analysis can tell the click from the player.
/** @type {import("../../outbox/types").ClickRun[]} */
let runs = [];
let logged = "";
let keptAt = 0;
/** Where the session's clock stands when the sound card's stands at 0. */
let apart = 0;

/** @param {Click} click */
function log(click) {
  const { phase, session } = practice.getSnapshot();
  const sound = metronome?.context;
  if (phase !== "running" || !session || !(sound instanceof AudioContext)) return;
  if (logged !== session.id) [runs, logged] = [session.clicks ?? [], session.id];
  const now = practice.elapsed() - sound.currentTime;
  // The two clocks are read together once; the sound card's alone decides from then on, unless they part.
  if (Math.abs(now - apart) > 0.05) apart = now;
  runs = withBeat(runs, Math.max(0, click.at + apart), click.bpm);
  if (performance.now() - keptAt > KEEP_LOG_MS) keepLog();
}

function keepLog() {
  keptAt = performance.now();
  if (logged && runs.length)
    void practice.keep(logged, { clicks: runs, click_latency_s: tempoStore.get().latency_s }).catch(() => {});
}

// A piece that is chosen brings its tempo; what is turned by hand afterwards stays until another is chosen.
let subject = "";
async function takeTempo() {
  const { details } = practice.getSnapshot();
  const { piece_title, section_title, target_bpm, plan } = details;
  const now = JSON.stringify([piece_title.trim(), section_title?.trim(), target_bpm, plan && present(plan)]);
  if (now === subject) return;
  subject = now;
  const planned = plannedTempo(details);
  const bpm = planned ?? (await tempoOf(details, sync.getSnapshot().userId).catch(() => null));
  // Whoever takes the next step of a plan wants its tempo even while it clicks.
  if (bpm && now === subject && (planned || !tempoStore.get().running)) choose({ bpm });
}
practice.subscribe(takeTempo);
void takeTempo();

/** Phases in which a metronome may sound. */
const AUDIBLE = new Set(["loading", "ready", "starting", "running"]);
practice.subscribe(() => {
  if (AUDIBLE.has(practice.getSnapshot().phase)) return;
  if (tempoStore.get().running) stop();
  if (drone.sounding) toggleDrone();
});

export const useTempoStore = () => useSyncExternalStore(tempoStore.subscribe, tempoStore.get, tempoStore.get);
export const useBeat = () => useSyncExternalStore(beat.subscribe, beat.get, () => null);
