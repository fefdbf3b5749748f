// @ts-check
// Joins the microphone to the worklet that looks at its sound. While a session runs its own microphone is used, never a second one.
import { CONSTRAINTS } from "../formats.js";
import { practice } from "../island.js";
import { micState } from "../media.js";
import address from "./input.worklet.js?worker&url";
import { openSound, soundRole } from "./sound.js";
import { Store } from "./store.js";

/** @typedef {import("../media.js").MicState} MicState */
/**
 * What is told of each signal; times in seconds of the sound card's clock.
 * @typedef {object} Signals
 * @property {{at: number, pitch: import("./pitch.js").Pitch | null}} pitch
 * @property {import("./onsets.js").Onset} onsets
 * @property {{at: number, rate: number, samples: Float32Array}} sound
 */
/** @typedef {keyof Signals} Signal */

/** How the microphone is. */
export const inputState = new Store(/** @type {MicState} */ ("off"));

/** @type {Map<(heard: any) => void, Signal>} */
const listeners = new Map();
/** @type {{stream: MediaStream, own: boolean, source: MediaStreamAudioSourceNode, node: AudioWorkletNode} | null} */
let joined = null;
/** @type {WeakMap<AudioContext, Promise<void>>} */
const loaded = new WeakMap();
let joining = Promise.resolve();

/** Phases in which the session holds the microphone. */
const SESSION = new Set(["starting", "running", "paused"]);

/**
 * Be told of one signal. Call it from a tap.
 * @template {Signal} S
 * @param {S} signal
 * @param {(heard: Signals[S]) => void} listener
 * @returns {() => void} stop
 */
export function subscribe(signal, listener) {
  listeners.set(listener, signal);
  join();
  return () => {
    listeners.delete(listener);
    join();
  };
}

function join() {
  joining = joining.then(settle).catch((error) => inputState.set(micState(error)));
}

async function settle() {
  if (!listeners.size) return leave();
  const sound = openSound();
  const session = SESSION.has(practice.getSnapshot().phase);
  if (session && !practice.stream) {
    leave();
    return inputState.set(practice.getSnapshot().mic);
  }
  const fits =
    joined &&
    joined.node.context === sound &&
    joined.stream.active &&
    (session ? joined.stream === practice.stream : joined.own);
  if (!fits) await connect(sound, session);
  const signals = [...listeners.values()];
  joined?.node.port.postMessage({
    pitch: signals.includes("pitch"),
    onsets: signals.includes("onsets"),
    sound: signals.includes("sound"),
  });
}

/** @param {AudioContext} sound @param {boolean} session */
async function connect(sound, session) {
  leave();
  inputState.set("asking");
  if (!navigator.mediaDevices?.getUserMedia || !sound.audioWorklet) return inputState.set("unsupported");
  soundRole(true);
  const stream = session ? practice.stream : await navigator.mediaDevices.getUserMedia({ audio: CONSTRAINTS });
  if (!stream) return inputState.set(practice.getSnapshot().mic);
  if (!loaded.has(sound)) loaded.set(sound, sound.audioWorklet.addModule(address));
  await loaded.get(sound);
  const source = sound.createMediaStreamSource(stream);
  const node = new AudioWorkletNode(sound, "woodshed-input", {
    numberOfOutputs: 1,
    outputChannelCount: [1],
    channelCount: 1,
    channelCountMode: "explicit",
  });
  node.port.onmessage = ({ data }) => listeners.forEach((signal, listener) => signal === data.kind && listener(data));
  // Nodes that lead nowhere are not run by every browser; nothing is ever written to this output.
  source.connect(node).connect(sound.destination);
  joined = { stream, own: !session, source, node };
  inputState.set("on");
}

function leave() {
  if (!joined) return;
  joined.source.disconnect();
  joined.node.disconnect();
  joined.node.port.onmessage = null;
  if (joined.own) joined.stream.getTracks().forEach((track) => track.stop());
  joined = null;
  inputState.set("off");
}

let before = "";
practice.subscribe(() => {
  const { phase, mic } = practice.getSnapshot();
  if (`${phase} ${mic}` === before) return;
  before = `${phase} ${mic}`;
  if (listeners.size) join();
});
