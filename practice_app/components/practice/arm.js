// @ts-check
// The phone on the bow arm: while it is asked for, how fast it turns is written beside the recording that runs. Whatever
// becomes of it, the recording goes on.
import { storageFull, writeIfRoom } from "../outbox/db.js";
import { Bins } from "./turning.js";

const FLUSH_MS = 1_000;
/** A sensor that says nothing for so long says nothing. */
const PATIENCE_MS = 3_000;
/** What an event says of its own time is believed up to so much. */
const OLDEST_MS = 500;

/**
 * `missing`: there is no such sensor; `silent`: it has stopped, or rests while the page is hidden; `full`: no room is left.
 * @typedef {"off" | "asking" | "on" | "refused" | "insecure" | "missing" | "silent" | "full"} ArmState
 * @typedef {{stop: () => Promise<void>}} Beside
 */

/**
 * Which recording, where on its clock it is now (null while it rests), and what is on its way to the disk.
 * @typedef {{id: string, clock: () => number | null, bins: Bins, writing: Promise<void>}} Track
 */

/** Nothing is felt (any more), though that was asked for. @param {ArmState} arm */
export const stopped = (arm) => ["missing", "silent", "full"].includes(arm);

export class BowArm {
  /** @type {ArmState} */
  state = "off";
  /** @type {Set<Track>} */
  #tracks = new Set();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer = undefined;
  #began = 0;
  #last = 0;

  /** @param {{onState: (state: ArmState) => void}} told */
  constructor({ onState }) {
    this.onState = onState;
  }

  /** @param {ArmState} state */
  #say(state) {
    if (state === this.state) return;
    this.state = state;
    this.onState(state);
  }

  /** Ask for the sensor and listen to it. Call it from a tap. */
  async on() {
    if (!globalThis.isSecureContext) return this.#say("insecure");
    if (!globalThis.DeviceMotionEvent) return this.#say("missing");
    this.#say("asking");
    const answer = await permission();
    if (this.state !== "asking") return;
    if (answer !== "granted") return this.#say("refused");
    this.#began = performance.now();
    this.#last = 0;
    window.addEventListener("devicemotion", this.#felt);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#look(), FLUSH_MS);
  }

  off() {
    if (this.state === "off") return;
    this.#quiet();
    this.#say("off");
  }

  #quiet() {
    window.removeEventListener("devicemotion", this.#felt);
    clearInterval(this.#timer);
    this.#flush();
  }

  /**
   * Write what is felt beside this recording, from now until it is stopped.
   * @param {string} id @param {() => number | null} clock seconds on its own clock; null while it rests
   * @returns {Beside}
   */
  beside = (id, clock) => {
    const track = { id, clock, bins: new Bins(), writing: Promise.resolve() };
    this.#tracks.add(track);
    return {
      stop: () => {
        this.#tracks.delete(track);
        return this.#store(track, true);
      },
    };
  };

  /** @param {DeviceMotionEvent} event */
  #felt = ({ rotationRate, timeStamp }) => {
    const { alpha, beta, gamma } = rotationRate ?? {};
    if (alpha == null || beta == null || gamma == null) return;
    const now = performance.now();
    const age = now - timeStamp;
    const ago_s = age >= 0 && age < OLDEST_MS ? age / 1000 : 0;
    this.#last = now;
    this.#say("on");
    for (const { clock, bins } of this.#tracks) {
      const at_s = clock();
      if (at_s !== null) bins.add(at_s - ago_s, [alpha, beta, gamma]);
    }
  };

  #look() {
    this.#flush();
    if (performance.now() - Math.max(this.#began, this.#last) < PATIENCE_MS) return;
    if (this.#last) return this.#say("silent");
    this.#quiet();
    this.#say("missing");
  }

  #flush() {
    for (const track of this.#tracks) void this.#store(track);
  }

  /** @param {Track} track @param {boolean} [all] @returns {Promise<void>} when all that was felt so far is on the disk */
  #store(track, all = false) {
    const felt = track.bins.take(all);
    if (felt) track.writing = track.writing.then(() => this.#write(track.id, felt));
    return track.writing;
  }

  /** @param {string} id @param {{at: number, data: ArrayBuffer}} felt */
  async #write(id, felt) {
    try {
      await writeIfRoom(["motion"], (tx) => tx.objectStore("motion").put({ recording_id: id, ...felt }));
    } catch (error) {
      if (!storageFull(error)) return; // a second of it is lost
      this.#quiet();
      this.#say("full");
    }
  }
}

/** What a browser that guards its sensors asks a person. @returns {Promise<string>} */
async function permission() {
  const ask = guarded();
  return ask ? ask.call(DeviceMotionEvent).catch(() => "denied") : "granted";
}

/** @returns {(() => Promise<string>) | undefined} */
const guarded = () => /** @type {any} */ (DeviceMotionEvent).requestPermission;

/**
 * Whether this device can feel how it turns: it says so within a second, or is held in the hand and would ask first.
 * @returns {Promise<boolean>}
 */
export function feels() {
  if (!globalThis.isSecureContext || !globalThis.DeviceMotionEvent) return Promise.resolve(false);
  return new Promise((resolve) => {
    /** @param {boolean} answer */
    const end = (answer) => (window.removeEventListener("devicemotion", felt), clearTimeout(timer), resolve(answer));
    const felt = (/** @type {DeviceMotionEvent} */ { rotationRate }) => rotationRate?.alpha != null && end(true);
    const timer = setTimeout(() => end(Boolean(guarded()) && matchMedia("(pointer: coarse)").matches), 1_000);
    window.addEventListener("devicemotion", felt);
  });
}
