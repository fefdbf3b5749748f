// @ts-check
// Records one session, in as many segments as the world cuts it into. It never stops the clock: it only says how it is.
import { PROVEN_BYTES } from "../outbox/queue.js";
import { filmOptions } from "./camera.js";
import { askForMedia, bytesPerSecond, micState, obstacle, soundOptions } from "./media.js";
import { Segment } from "./segment.js";

const TIMESLICE_MS = 1_000;
const WATCHDOG_MS = 3 * TIMESLICE_MS;
/** The first pictures of a film come late on a slow phone. */
const FILM_WATCHDOG_MS = 10 * TIMESLICE_MS;
const MUTE_PATIENCE_MS = 1_500;
const REOPEN_MS = 1_000;
/** A recorder that does not say within so long that it has stopped is not waited for. */
const STOP_PATIENCE_MS = 5_000;

/**
 * @typedef {import("./media.js").MicState} MicState
 * @typedef {import("./media.js").Camera} Camera
 * @typedef {import("./media.js").CameraState} CameraState
 */

export class Recorder {
  /** @type {MediaStream | null} */
  stream = null;
  /** @type {MicState} */
  state = "off";
  /** @type {Segment | null} */
  #segment = null;
  /** The sound alone, beside a film that has not proved yet that the browser can film. @type {Segment | null} */
  #spare = null;
  /** @type {Set<Promise<void>>} */
  #closing = new Set();
  #wanted = false;
  #closed = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watch = undefined;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later = undefined;

  #stored = 0;

  /**
   * @param {{
   *   sessionId: string,
   *   elapsed: () => number,
   *   onState: (state: MicState) => void,
   *   camera?: Camera | null,
   *   onCamera?: (state: CameraState) => void,
   *   beside?: import("./segment.js").Place["beside"],
   *   stopPatienceMs?: number,
   * }} session `beside`: what is written beside each recording of sound
   */
  constructor({ sessionId, elapsed, onState, camera = null, onCamera = () => {}, ...rest }) {
    const { beside, stopPatienceMs = STOP_PATIENCE_MS } = rest;
    this.sessionId = sessionId;
    this.elapsed = elapsed;
    this.onState = onState;
    this.camera = camera;
    this.onCamera = onCamera;
    this.beside = beside;
    this.stopPatienceMs = stopPatienceMs;
  }

  /** Bytes of this session that are on the disk. */
  get bytes() {
    return this.#stored + (this.#segment?.writer.bytes ?? 0);
  }

  /** @param {MicState} state */
  #say(state) {
    if (this.#closed && state !== "off") return;
    this.state = state;
    this.onState(state);
  }

  /** Ask for the microphone and record. Call it from a tap. */
  async open() {
    this.#wanted = true;
    await this.#ask();
  }

  /** From now on with these pictures, or without any; what was recorded so far is a recording of its own. @param {Camera | null} camera */
  async film(camera) {
    this.camera = camera;
    this.#end();
    this.#drop();
    await this.#ask();
  }

  async #ask() {
    const blocked = obstacle();
    if (blocked) return this.#say(blocked);
    this.#say("asking");
    const { camera } = this;
    try {
      const { stream, film } = await askForMedia(camera);
      if (this.#closed || camera !== this.camera) return stream.getTracks().forEach((track) => track.stop());
      this.#drop();
      if (film !== "on") this.camera = null;
      this.onCamera(film);
      this.#use(stream);
    } catch (error) {
      if (camera === this.camera) this.#say(micState(error));
    }
  }

  /** @param {MediaStream} stream */
  #use(stream) {
    const [track] = stream.getAudioTracks();
    this.stream = stream;
    track.addEventListener("ended", () => this.#lost(stream));
    track.addEventListener("mute", () => this.#muted(stream, track));
    track.addEventListener("unmute", () => this.stream === stream && this.state === "muted" && this.#ready());
    for (const picture of stream.getVideoTracks()) picture.addEventListener("ended", () => this.#cameraLost(stream));
    navigator.mediaDevices.addEventListener("devicechange", this.#onDevices);
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#check(), TIMESLICE_MS);
    this.#ready();
  }

  #ready() {
    this.#say("on");
    if (this.#wanted && !this.#segment) this.#begin();
  }

  /** @param {MediaStream} stream */
  #lost(stream) {
    if (this.stream !== stream) return;
    this.#end();
    this.#say("lost");
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.state === "lost" && this.open(), REOPEN_MS);
  }

  /** @param {MediaStream} stream */
  #cameraLost(stream) {
    if (this.stream === stream) void this.film(null).then(() => this.onCamera("lost"));
  }

  /** @param {MediaStream} stream @param {MediaStreamTrack} track */
  #muted(stream, track) {
    setTimeout(() => {
      if (this.stream !== stream || !track.muted || this.state !== "on") return;
      this.#end();
      this.#say("muted");
    }, MUTE_PATIENCE_MS);
  }

  #onDevices = () => {
    if (this.state === "lost" || this.state === "missing") this.open();
  };

  /** Begin a segment: a recording of its own, placed on the session's clock. */
  #begin() {
    const stream = /** @type {MediaStream} */ (this.stream);
    if (!this.camera || !stream.getVideoTracks().length) return this.#beginSound(stream);
    try {
      this.#segment = this.#record(stream, filmOptions(this.camera));
      this.#spare = this.#record(new MediaStream(stream.getAudioTracks()), soundOptions(), this.#segment.row.id);
    } catch {
      if (!this.#segment) this.#onlySound();
    }
  }

  /** @param {MediaStream} stream */
  #beginSound(stream) {
    try {
      this.#segment = this.#record(stream, soundOptions());
    } catch {
      this.#wanted = false;
      this.#drop();
      this.#say("failed");
    }
  }

  /** @param {MediaStream} stream @param {MediaRecorderOptions & {mimeType: string}} options @param {string} [spareOf] */
  #record(stream, options, spareOf) {
    const { sessionId, elapsed, stopPatienceMs } = this;
    const beside = stream.getVideoTracks().length || spareOf ? undefined : this.beside;
    const segment = new Segment(stream, options, { sessionId, elapsed, stopPatienceMs, spareOf, beside }, this.#told);
    this.#closing.add(segment.done);
    void segment.done.finally(() => this.#closing.delete(segment.done));
    segment.start(TIMESLICE_MS);
    return segment;
  }

  /** @type {import("./segment.js").Told} */
  #told = {
    onData: (segment) => {
      if (segment === this.#segment && segment.writer.bytes >= PROVEN_BYTES) this.#dismissSpare();
    },
    onError: (segment) => this.#rotate(segment),
    onFailure: (reason) => this.#cannotStore(reason),
    onOver: (segment) => {
      if (this.#segment === segment) this.#segment = null;
      if (this.#spare === segment) this.#spare = null;
    },
    onKept: (bytes) => {
      this.#stored += bytes;
    },
  };

  /** The film is on the disk; the sound beside it is not needed any more. */
  #dismissSpare() {
    const spare = this.#spare;
    this.#spare = null;
    spare?.stop();
  }

  /** The browser says that it films, and there is no film: what was heard meanwhile is in the spare, and sound goes on. */
  #onlySound() {
    void this.film(null).then(() => this.onCamera("unsupported"));
  }

  /** Bytes that a second of sound takes, as this browser records it. */
  get bytesPerSecond() {
    const segment = this.#segment;
    return segment?.bytesPerSecond ?? bytesPerSecond(segment?.row.kind === "audio" ? null : this.camera);
  }

  /** There is hardly any room left: end the recording while it can still be put away properly. */
  full() {
    if (this.#segment) this.#cannotStore("full");
  }

  #end() {
    this.#dismissSpare();
    const segment = this.#segment;
    this.#segment = null;
    segment?.stop();
  }

  /** @param {Segment} segment */
  #rotate(segment) {
    if (this.#segment !== segment) return;
    if (segment.row.kind === "video" && segment.writer.bytes < PROVEN_BYTES) return this.#onlySound();
    this.#end();
    if (this.state === "on" && this.#wanted) this.#begin();
  }

  /** A recorder that has gone quiet is replaced; after a sleep of the page it gets its time first. */
  #check() {
    const segment = this.#segment;
    if (!segment || segment.recorder.state === "paused") return;
    const now = performance.now();
    if (now - this.#checkedAt > 2 * TIMESLICE_MS) segment.heardAt = now;
    this.#checkedAt = now;
    const patience = segment.row.kind === "video" ? FILM_WATCHDOG_MS : WATCHDOG_MS;
    if (segment.recorder.state === "inactive" || now - segment.heardAt > patience) this.#rotate(segment);
  }
  #checkedAt = 0;

  /** @param {"full" | "broken"} reason */
  #cannotStore(reason) {
    this.#wanted = false;
    this.#end();
    this.#drop();
    this.#say(reason);
  }

  pause() {
    this.#wanted = false;
    this.#segment?.pause();
    this.#spare?.pause();
  }

  resume() {
    this.#wanted = true;
    const segment = this.#segment;
    if (segment?.recorder.state === "paused") {
      segment.resume();
      this.#spare?.resume();
      segment.heardAt = performance.now();
    } else if (!segment && this.state === "on") this.#begin();
    else if (!this.stream?.active) this.open();
  }

  #drop() {
    navigator.mediaDevices?.removeEventListener("devicechange", this.#onDevices);
    clearInterval(this.#watch);
    clearTimeout(this.#later);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }

  /** Stop for good. Resolves when everything that was heard is on the disk. */
  async close() {
    this.#wanted = false;
    this.#closed = true;
    this.#end();
    const closing = [...this.#closing];
    this.#say("off");
    await Promise.allSettled(closing);
    this.#drop();
  }
}
