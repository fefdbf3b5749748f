// @ts-check
// One recording from its beginning to its end: what the browser's recorder gives goes to the disk as it comes.
import { write } from "../outbox/db.js";
import { newId } from "../outbox/ids.js";
import { granted } from "./formats.js";
import { createWriter } from "./writer.js";

/** Browsers do not keep to the rate they were asked for; after so long theirs is known. */
const RATE_KNOWN_S = 10;

/**
 * @typedef {import("../outbox/types").RecordingRow} RecordingRow
 * @typedef {{
 *   onData: (segment: Segment) => void,
 *   onError: (segment: Segment) => void,
 *   onFailure: (reason: "full" | "broken") => void,
 *   onOver: (segment: Segment) => void,
 *   onKept: (bytes: number) => void,
 * }} Told `onData`: some of it is on its way to the disk; `onError`: the recorder failed; `onFailure`: the disk did;
 * `onOver`: nothing more comes; `onKept`: all of it is on the disk
 */

/**
 * `beside`: what is to be written beside it, on its own clock.
 * @typedef {{
 *   sessionId: string, elapsed: () => number, spareOf?: string, stopPatienceMs: number,
 *   beside?: import("./arm.js").BowArm["beside"],
 * }} Place
 */

/** @param {RecordingRow} row */
const saveRow = (row) => write(["recordings"], (tx) => tx.objectStore("recordings").put(row));

/** @param {number} seconds */
const toMilliseconds = (seconds) => Math.round(seconds * 1000) / 1000;

export class Segment {
  heardAt = performance.now();
  over = false;
  /** @type {number | undefined} where on the session's clock it ended */
  until_s;

  /**
   * @param {MediaStream} stream
   * @param {MediaRecorderOptions & {mimeType: string}} options
   * @param {Place} place
   * @param {Told} told
   */
  constructor(stream, options, place, told) {
    this.elapsed = place.elapsed;
    this.stopPatienceMs = place.stopPatienceMs;
    this.told = told;
    this.recorder = new MediaRecorder(stream, options);
    this.row = rowOf(stream, this.recorder.mimeType || options.mimeType, place);
    this.writer = createWriter(this.row.id, { onFailure: told.onFailure });
    this.beside = place.beside?.(this.row.id, () => this.#clock());
    const saved = saveRow(this.row).catch(() => told.onFailure("broken"));
    this.letGo = () => {};
    const stopped = /** @type {Promise<void>} */ (
      new Promise((done) => (this.letGo = this.recorder.onstop = () => done()))
    );
    /** When it is over, and on the disk. @type {Promise<void>} */
    this.done = stopped.then(() => this.#finish(saved));
    this.recorder.ondataavailable = ({ data }) => this.#store(data);
    this.recorder.onerror = () => told.onError(this);
  }

  /** @param {number} timeslice_ms */
  start(timeslice_ms) {
    try {
      this.recorder.start(timeslice_ms);
    } catch (error) {
      this.letGo();
      throw error;
    }
  }

  /** End it, whether or not the browser ever says that it has. */
  stop() {
    this.until_s ??= this.elapsed();
    setTimeout(this.letGo, this.stopPatienceMs);
    try {
      if (this.recorder.state !== "inactive") this.recorder.stop();
    } catch {
      this.letGo();
    }
  }

  pause() {
    if (this.recorder.state === "recording") this.recorder.pause();
  }

  resume() {
    if (this.recorder.state === "paused") this.recorder.resume();
  }

  /** Where it is by its own clock; null while it rests. */
  #clock() {
    return this.recorder.state === "recording" ? this.elapsed() - this.row.offset_s : null;
  }

  /** Bytes that a second takes, once that is known. @returns {number | null} */
  get bytesPerSecond() {
    const seconds = this.elapsed() - this.row.offset_s;
    return this.writer.bytes && seconds > RATE_KNOWN_S ? this.writer.bytes / seconds : null;
  }

  /** @param {Blob} data */
  #store(data) {
    if (this.over) return; // it may be on its way to the server already
    if (data.size) this.heardAt = performance.now();
    this.writer.push(data);
    this.told.onData(this);
  }

  /** @param {Promise<unknown>} saved */
  async #finish(saved) {
    const duration_s = Math.max(0, toMilliseconds((this.until_s ?? this.elapsed()) - this.row.offset_s));
    this.over = true;
    this.told.onOver(this);
    await saved;
    await Promise.all([this.writer.idle(), this.beside?.stop()]);
    this.told.onKept(this.writer.bytes);
    await saveRow({ ...this.row, duration_s, state: "recorded" }).catch(() => {});
  }
}

/**
 * @param {MediaStream} stream
 * @param {string} mime_type
 * @param {{sessionId: string, elapsed: () => number, spareOf?: string}} place
 * @returns {RecordingRow}
 */
function rowOf(stream, mime_type, { sessionId, elapsed, spareOf }) {
  return {
    id: newId(),
    session_id: sessionId,
    kind: stream.getVideoTracks().length ? "video" : "audio",
    mime_type,
    offset_s: toMilliseconds(elapsed()),
    duration_s: 0,
    created_at: Date.now(),
    settings: granted(stream),
    state: "recording",
    etags: {},
    restarts: 0,
    ...(spareOf && { spare_of: spareOf }),
  };
}
