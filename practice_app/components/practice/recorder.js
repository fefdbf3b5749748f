// @ts-check
// Records one session, in as many segments as the world cuts it into. It never stops the clock: it only says how it is.
import { write } from "../outbox/db.js";
import { newId } from "../outbox/ids.js";
import { PROVEN_BYTES } from "../outbox/queue.js";
import { bytesAMinute, filmFormat, filmOptions, pictureOf } from "./camera.js";
import { audioFormat, CONSTRAINTS, granted } from "./formats.js";
import { createWriter } from "./writer.js";

const TIMESLICE_MS = 1_000;
const WATCHDOG_MS = 3 * TIMESLICE_MS;
/** The first pictures of a film come late on a slow phone. */
const FILM_WATCHDOG_MS = 10 * TIMESLICE_MS;
const MUTE_PATIENCE_MS = 1_500;
const REOPEN_MS = 1_000;
/** A recorder that does not say within so long that it has stopped is not waited for. */
const STOP_PATIENCE_MS = 5_000;
const BITS_PER_SECOND = 128_000;
/** Browsers do not keep to the rate they were asked for; after so long theirs is known. */
const RATE_KNOWN_MS = 10_000;

/**
 * @typedef {"off" | "asking" | "on" | "refused" | "missing" | "busy" | "insecure" | "unsupported" | "muted" | "lost" | "full" | "broken" | "failed"} MicState
 * @typedef {import("../outbox/types").RecordingRow} RecordingRow
 * @typedef {import("./camera.js").Camera} Camera
 * @typedef {import("./camera.js").CameraState} CameraState
 * @typedef {{row: RecordingRow, recorder: MediaRecorder, writer: ReturnType<typeof createWriter>, heardAt: number, letGo: () => void, over: boolean, until_s?: number, done: Promise<void>}} Segment
 */

/**
 * What a refusal means, in our words.
 * @param {unknown} error from getUserMedia
 * @returns {MicState}
 */
export function micState(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return "busy";
}

/**
 * Whether this page may ask for a microphone at all.
 * @returns {MicState | null}
 */
function obstacle() {
  if (!globalThis.isSecureContext) return "insecure";
  if (!navigator.mediaDevices?.getUserMedia || !audioFormat()) return "unsupported";
  return null;
}

/**
 * Sound, and pictures when they are wished for: a camera that can't be had does not cost the sound.
 * @param {Camera | null} camera
 * @returns {Promise<{stream: MediaStream, film: CameraState}>}
 */
async function ask(camera) {
  /** @type {CameraState} */
  let film = "off";
  if (camera) {
    try {
      if (!filmFormat()) film = "unsupported";
      else return { stream: await navigator.mediaDevices.getUserMedia({ audio: CONSTRAINTS, video: pictureOf(camera) }), film: "on" };
    } catch (error) {
      film = /** @type {CameraState} */ (micState(error));
    }
  }
  return { stream: await navigator.mediaDevices.getUserMedia({ audio: CONSTRAINTS }), film };
}

const soundOptions = () => ({ mimeType: audioFormat() ?? "", audioBitsPerSecond: BITS_PER_SECOND });

/** Bytes that a second takes, as they are asked for. @param {Camera | null} camera */
export const bytesPerSecond = (camera) => (camera ? bytesAMinute(camera) / 60 : BITS_PER_SECOND / 8);

/** @param {RecordingRow} row */
const saveRow = (row) => write(["recordings"], (tx) => tx.objectStore("recordings").put(row));

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
   *   stopPatienceMs?: number,
   * }} session
   */
  constructor({ sessionId, elapsed, onState, camera = null, onCamera = () => {}, stopPatienceMs = STOP_PATIENCE_MS }) {
    this.sessionId = sessionId;
    this.elapsed = elapsed;
    this.onState = onState;
    this.camera = camera;
    this.onCamera = onCamera;
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

  /** From now on with these pictures, or without any; what was recorded so far is a take of its own. @param {Camera | null} camera */
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
      const { stream, film } = await ask(camera);
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
    track.addEventListener("unmute", () => this.stream === stream && this.state === "muted" && this.#listen());
    for (const picture of stream.getVideoTracks()) picture.addEventListener("ended", () => this.#cameraLost(stream));
    navigator.mediaDevices.addEventListener("devicechange", this.#onDevices);
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#check(), TIMESLICE_MS);
    this.#listen();
  }

  #listen() {
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

  /** @param {MediaStream} stream @param {MediaRecorderOptions & {mimeType: string}} options @param {string} [spare_of] @returns {Segment} */
  #record(stream, options, spare_of) {
    const recorder = new MediaRecorder(stream, options);
    const row = this.#row(stream, recorder.mimeType || options.mimeType, spare_of);
    const writer = createWriter(row.id, { onFailure: (reason) => this.#cannotStore(reason) });
    const saved = saveRow(row).catch(() => this.#cannotStore("broken"));
    let letGo = () => {};
    const stopped = /** @type {Promise<void>} */ (new Promise((done) => (letGo = recorder.onstop = () => done())));
    /** @type {Segment} */
    const segment = { row, recorder, writer, heardAt: performance.now(), letGo, over: false, done: stopped.then(() => this.#finish(segment, saved)) };
    this.#closing.add(segment.done);
    void segment.done.finally(() => this.#closing.delete(segment.done));
    recorder.ondataavailable = ({ data }) => {
      if (segment.over) return; // it may be on its way to the server already
      if (data.size) segment.heardAt = performance.now();
      writer.push(data);
      if (segment === this.#segment && writer.bytes >= PROVEN_BYTES) this.#dismissSpare();
    };
    recorder.onerror = () => this.#rotate(segment);
    try {
      recorder.start(TIMESLICE_MS);
    } catch (error) {
      letGo();
      throw error;
    }
    return segment;
  }

  /** End a segment, whether or not the browser ever says that it has. @param {Segment | null} segment */
  #stop(segment) {
    if (!segment) return;
    segment.until_s ??= this.elapsed();
    setTimeout(segment.letGo, this.stopPatienceMs);
    try {
      if (segment.recorder.state !== "inactive") segment.recorder.stop();
    } catch {
      segment.letGo();
    }
  }

  /** The film is on the disk; the sound beside it is not needed any more. */
  #dismissSpare() {
    const spare = this.#spare;
    this.#spare = null;
    this.#stop(spare);
  }

  /** The browser says that it films, and there is no film: what was heard meanwhile is in the spare, and sound goes on. */
  #onlySound() {
    void this.film(null).then(() => this.onCamera("unsupported"));
  }

  /** @param {MediaStream} stream @param {string} mime_type @param {string} [spare_of] @returns {RecordingRow} */
  #row(stream, mime_type, spare_of) {
    return {
      id: newId(),
      session_id: this.sessionId,
      kind: stream.getVideoTracks().length ? "video" : "audio",
      mime_type,
      offset_s: Math.round(this.elapsed() * 1000) / 1000,
      duration_s: 0,
      created_at: Date.now(),
      settings: granted(stream),
      state: "recording",
      etags: {},
      restarts: 0,
      ...(spare_of && { spare_of }),
    };
  }

  /** @param {Segment} segment @param {Promise<unknown>} saved */
  async #finish(segment, saved) {
    const duration_s = Math.max(0, Math.round(((segment.until_s ?? this.elapsed()) - segment.row.offset_s) * 1000) / 1000);
    if (this.#segment === segment) this.#segment = null;
    if (this.#spare === segment) this.#spare = null;
    segment.over = true;
    await saved;
    await segment.writer.idle();
    this.#stored += segment.writer.bytes;
    await saveRow({ ...segment.row, duration_s, state: "recorded" }).catch(() => {});
  }

  /** Bytes that a second of sound takes, as this browser records it. */
  get bytesPerSecond() {
    const { writer, row } = this.#segment ?? {};
    const seconds = row ? this.elapsed() - row.offset_s : 0;
    const known = writer?.bytes && seconds * 1000 > RATE_KNOWN_MS;
    return known ? writer.bytes / seconds : bytesPerSecond(row?.kind === "audio" ? null : this.camera);
  }

  /** There is hardly any room left: end the recording while it can still be put away properly. */
  full() {
    if (this.#segment) this.#cannotStore("full");
  }

  #end() {
    this.#dismissSpare();
    const segment = this.#segment;
    this.#segment = null;
    this.#stop(segment);
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
    for (const part of [this.#segment, this.#spare]) if (part?.recorder.state === "recording") part.recorder.pause();
  }

  resume() {
    this.#wanted = true;
    const segment = this.#segment;
    if (segment?.recorder.state === "paused") {
      segment.recorder.resume();
      if (this.#spare?.recorder.state === "paused") this.#spare.recorder.resume();
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
