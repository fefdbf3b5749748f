// @ts-check
// One practice session from the first tap to "Save session", as a store that the page draws. It writes to the device
// first and shows afterwards.
import { putBy } from "../outbox/db.js";
import { FEW_MINUTES, minutesLeft, space } from "../outbox/space.js";
import { BowArm } from "./arm.js";
import { Ending } from "./ending.js";
import { Filming, said } from "./filming.js";
import { Following } from "./following.js";
import { createWatch } from "./idle.js";
import { Lease } from "./lease.js";
import { bytesPerSecond } from "./media.js";
import { PracticeState } from "./practice_state.js";
import { Recorder } from "./recorder.js";
import { sayOpen } from "./guard.js";
import * as sessionStore from "./session_store.js";
import { INITIAL, LIVE } from "./snapshot.js";
import { interrupted, LONGEST_MS } from "../outbox/timer.js";
import { keepAlive } from "./keepalive.js";

/** A session that was left so long ago is over: it ended with its last heartbeat. */
const STALE_MS = 6 * 3_600_000;
/** A session is ended a little before it grows longer than the journal takes. */
const ENOUGH_MS = LONGEST_MS - 30 * 60_000;

/**
 * @typedef {import("../outbox/types").SessionRow} SessionRow
 * @typedef {import("../outbox/types").Details} Details
 * @typedef {import("./snapshot.js").Snapshot} Snapshot
 */

/** @param {import("../outbox/types").Timeline} timeline */
const tooLong = ({ started_at, ended_at }) => ended_at - started_at > LONGEST_MS;

export class Practice {
  #state = new PracticeState();
  #lease = new Lease("practice");
  /** @type {Recorder | null} */
  #recorder = null;
  /** @type {(() => void) | null} */
  #endKeepalive = null;
  /** @type {Promise<void>} */
  #turn = Promise.resolve();
  #watch = createWatch();
  #filming = new Filming();
  #arm = new BowArm({ onState: (arm) => this.#state.show({ arm }) });

  /**
   * @param {{
   *   signedIn?: () => boolean | null,
   *   identified?: () => Promise<unknown>,
   *   onSaved?: (sessionId: string) => void,
   *   makeRecorder?: (options: ConstructorParameters<typeof Recorder>[0]) => Recorder,
   * }} [options]
   */
  constructor({
    signedIn = () => null,
    identified = () => Promise.resolve(),
    onSaved,
    makeRecorder = (options) => new Recorder(options),
  } = {}) {
    this.signedIn = signedIn;
    this.identified = identified;
    this.makeRecorder = makeRecorder;
    const ending = new Ending(this.#state, { onSaved, free: this.#free, quiet: this.#quiet, boot: this.boot });
    this.plan = new Following(this.#state);
    this.takeOutSleep = () => ending.takeOutSleep();
    this.save = () => ending.save();
    this.discard = () => ending.discard();
    this.undoDiscard = () => ending.undoDiscard();
  }

  get #snapshot() {
    return this.#state.snapshot;
  }

  get #log() {
    return this.#state.log;
  }

  /** The practice clock, in seconds, right now. */
  elapsed = this.#state.elapsed;
  subscribe = this.#state.subscribe;

  getSnapshot = () => this.#state.snapshot;

  get stream() {
    return this.#recorder?.stream ?? null;
  }

  /** Find out what this page is about: a new session, or one that is not finished. */
  boot = () => this.#inTurn(() => this.#boot());

  /**
   * One after another: a page that is mounted twice must not lay a fresh start over a session that has just begun.
   * @param {() => Promise<void>} step
   */
  #inTurn(step) {
    return (this.#turn = this.#turn.then(step));
  }

  async #boot() {
    if (LIVE.has(this.#snapshot.phase)) return;
    try {
      await sessionStore.tidy();
      // What somebody left unfinished is shown to nobody else: find out who is here before showing it.
      if (await sessionStore.unfinished()) await this.identified();
      const session = await sessionStore.unfinished();
      const details = await sessionStore.firstDetails();
      void this.#weigh();
      sayOpen(Boolean(session));
      if (!session) return this.#state.show({ ...INITIAL, phase: "ready", details, room: this.#snapshot.room });
      if (!(await this.#mayWrite())) return;
      this.#log.take(await sessionStore.readLog(session.id));
      await this.#pickUp(session);
    } catch {
      this.#state.show({ phase: "nostore" });
    }
  }

  /** @returns {Promise<boolean>} this page may write; otherwise it waits until the other one is done */
  async #mayWrite() {
    const ours = await this.#lease.take();
    if (!ours) this.#waitElsewhere();
    return ours;
  }

  #waitElsewhere() {
    this.#state.show({ phase: "elsewhere" });
    this.#lease.whenFree(async () => {
      await this.boot();
      if (this.#snapshot.phase === "ready") this.#lease.release();
    });
  }

  /** @param {SessionRow} stored */
  async #pickUp(stored) {
    const { lines } = this.#log;
    const over = stored.state === "review" || !interrupted(lines);
    const stale = !over && Date.now() - (lines.at(-1)?.wall ?? 0) > STALE_MS;
    const session = (over && !stored.timeline) || stale ? await sessionStore.endSession(stored.id, lines) : stored;
    const timeline = session.timeline ?? this.#log.timeline;
    const details = { ...sessionStore.NO_DETAILS, ...session.details };
    const closed = stale ? "stale" : over && tooLong(this.#log.timeline) ? "long" : null;
    this.#state.show({ session, details, timeline, phase: over || stale ? "review" : "offer", closed });
  }

  /** Whoever was here has left: what the next session would begin or go on with is not for others. One that runs goes on. */
  strangers = () =>
    this.#inTurn(async () => {
      if (!["ready", "offer"].includes(this.#snapshot.phase)) return;
      this.#lease.release();
      await this.#boot();
    });

  start = () => this.#inTurn(() => this.#start());

  async #start() {
    if (this.#snapshot.phase === "loading") await this.#boot();
    if (this.#snapshot.phase !== "ready") return;
    this.#state.show({ phase: "starting", undo: null });
    try {
      if (!(await this.#mayWrite())) return;
      const { session, log } = await sessionStore.beginSession(this.#snapshot.details, this.signedIn());
      sayOpen(true);
      this.#log.take(log);
      this.#state.show({ session, timeline: this.#log.timeline, phase: "running", closed: null });
      this.#run(session.id);
      void putBy().catch(() => {});
    } catch {
      this.#lease.release();
      this.#state.show({ phase: "nostore" });
    }
  }

  /** From now on this page runs the session. @param {string} sessionId */
  #run(sessionId) {
    this.#watch.sign();
    const beat = async () => {
      void this.#weigh();
      if (this.#snapshot.phase === "running") await this.#state.append("heartbeat").catch(() => {});
      this.#look();
    };
    this.#endKeepalive ??= keepAlive(beat, this.#touched);
    this.#recorder = this.makeRecorder({
      sessionId,
      elapsed: this.elapsed,
      onState: (mic) => this.#state.show({ mic }),
      camera: this.#snapshot.camera,
      onCamera: (film) => void this.#filmed(film),
      beside: this.#arm.beside,
    });
    void this.#recorder.open();
  }

  /** How much sound still fits on this device; a recording is ended before there is no room for anything. */
  async #weigh() {
    const found = await space();
    if (!found) return;
    const minutes = minutesLeft(found, this.#recorder?.bytesPerSecond ?? bytesPerSecond(this.#snapshot.camera));
    if (!minutes) this.#recorder?.full();
    const room = minutes < FEW_MINUTES ? minutes : null;
    if (room !== this.#snapshot.room) this.#state.show({ room });
  }

  /** Nobody there? Then ask; only the longest session that the journal takes is ended without an answer. */
  #look() {
    const { phase, mic, timeline, idle } = this.#snapshot;
    if (phase !== "running") return;
    const quiet = this.#watch.quietSince(mic === "on");
    if (Date.now() - (timeline?.started_at ?? Infinity) > ENOUGH_MS) {
      // A clock that jumped says nothing of who was there.
      const at = tooLong(this.#log.timeline) ? undefined : (quiet ?? undefined);
      void this.finish(at).then(() => this.#state.show({ closed: "long" }));
    } else if (quiet !== idle) this.#state.show({ idle: quiet });
  }

  /** What the microphone hears now. @param {number} level */
  heard = (level) => this.#watch.heard(level);

  /** While the question shows, only its buttons answer it. */
  #touched = () => {
    if (this.#snapshot.idle === null) this.#watch.sign();
  };

  /** "Yes, still practising." */
  stillHere = () => {
    this.#watch.sign();
    this.#state.show({ idle: null });
  };

  pause = async () => {
    if (this.#snapshot.phase !== "running") return;
    await this.#state.append("pause");
    this.#recorder?.pause();
    this.#state.show({ phase: "paused", idle: null });
  };

  resume = async () => {
    if (this.#snapshot.phase !== "paused") return;
    if (Date.now() - this.#log.beganAt > ENOUGH_MS) {
      await this.finish();
      return this.#state.show({ closed: "long" });
    }
    await this.#state.append("resume");
    this.#watch.sign();
    this.#recorder?.resume();
    this.#state.show({ phase: "running" });
  };

  /** The page is left for another one of ours: what the journal shows of this session is as it stands now. */
  note = () => {
    if (this.#snapshot.phase === "running") void this.#state.append("heartbeat").catch(() => {});
  };

  /** The big button, by foot: whether it means anything now. */
  press = () => {
    const { phase, idle } = this.#snapshot;
    const meant = {
      loading: this.start,
      ready: this.start,
      running: idle === null ? this.pause : this.stillHere,
      paused: this.resume,
    }[/** @type {string} */ (phase)];
    void meant?.();
    return Boolean(meant);
  };

  /** Go on with a session that a closed page left behind. */
  goOn = async () => {
    const { phase, session } = this.#snapshot;
    if (phase !== "offer" || !session) return;
    await this.#state.append("resume");
    this.#state.show({ phase: "running" });
    this.#run(session.id);
  };

  tryMicrophone = () => this.#recorder?.open();

  /** Bytes of this session that are on the disk. */
  get bytes() {
    return this.#recorder?.bytes ?? 0;
  }

  /** Feel the bow arm from now on, or no more; a phone that films lies elsewhere. @param {boolean} worn */
  wear = (worn) => (worn ? this.#arm.on() : this.#arm.off());

  /**
   * Film from now on, or only listen. Who films wants to see it: the film of this session is kept, unless they say otherwise.
   * @param {import("./camera.js").Camera | null} camera
   */
  setCamera = async (camera) => {
    if (camera) this.#arm.off();
    this.#state.show({ camera, film: "off" });
    void this.#weigh();
    await this.#keepFilm(Boolean(camera));
    await this.#recorder?.film(camera);
  };

  /** @param {import("./camera.js").CameraState} film */
  async #filmed(film) {
    if (film === "on") return this.#state.show({ film });
    this.#state.show({ film, camera: null });
    await this.#keepFilm(false);
  }

  /** @param {boolean} on the camera is on */
  async #keepFilm(on) {
    const change = this.#filming[on ? "begins" : "ends"](this.#snapshot.details, this.elapsed());
    if (change) await this.#state.setDetails(change);
  }

  /**
   * Stop the clock. What was recorded goes on being stored while the summary shows.
   * @param {number} [at] where the session really ended, milliseconds since 1970
   */
  finish = async (at) => {
    const { session, phase } = this.#snapshot;
    if (!session || !["running", "paused", "offer"].includes(phase)) return;
    try {
      await this.#state.append("stop");
      this.#quiet();
      const ended = await sessionStore.endSession(session.id, this.#log.lines, at);
      const closed = tooLong(this.#log.timeline) ? "long" : null;
      this.#filming.forget();
      this.#state.show({
        session: ended,
        details: ended.details,
        timeline: ended.timeline,
        phase: "review",
        mic: "off",
        camera: null,
        film: "off",
        idle: null,
        closed,
      });
    } catch {
      this.#state.show({ trouble: true }); // it can be tried again
    }
  };

  /** Another page may run a session, and the next one here is another. */
  #free = () => {
    this.#lease.release();
    this.#filming.forget();
  };

  /** This page runs nothing any more. */
  #quiet = () => {
    const closing = this.#recorder?.close();
    this.#arm.off();
    this.#recorder = null;
    this.#log.waitFor(closing);
    this.#endKeepalive?.();
    this.#endKeepalive = null;
  };

  /** @param {Partial<Details>} change */
  setDetails = async (change) => {
    const stored = this.#state.setDetails(said(change));
    void sessionStore.rememberDetails(this.#snapshot.details).catch(() => {});
    await stored;
  };

  /**
   * Keep what else belongs to a session of this device.
   * @param {string} sessionId
   * @param {Pick<SessionRow, "clicks" | "click_latency_s">} change
   */
  keep = (sessionId, change) => sessionStore.updateSession(sessionId, change);

  /** The server has said who is signed in: a session begun before that is theirs. @param {string} userId */
  belongsTo = async (userId) => {
    const { session } = this.#snapshot;
    if (!session || session.sure || session.state === "saved") return;
    const owned = await sessionStore.updateSession(session.id, { user_id: userId, sure: true });
    if (this.#snapshot.session?.id === owned.id) this.#state.show({ session: owned });
  };
}
