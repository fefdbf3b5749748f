// @ts-check
// A session's time, worked out from its append-only log and never counted: ticks lie when a device sleeps.

/** @typedef {import("./types").LogEvent} LogEvent */
/** @typedef {import("./types").Timeline} Timeline */

export const HEARTBEAT_MS = 5_000;
/** Wall clock and monotonic clock may differ this much between two events by mere rounding and slewing. */
const TOLERANCE_MS = 1_000;
/** The journal takes sessions of at most 24 hours. */
export const LONGEST_MS = 24 * 3_600_000;

/** One life of the page. @type {string} */
export const BOOT_ID = Math.random().toString(36).slice(2, 12);

/**
 * @param {string} session_id
 * @param {number} seq
 * @param {import("./types").EventKind} kind
 * @param {{wall?: number, mono?: number, boot_id?: string}} [at]
 * @returns {LogEvent}
 */
export function logEvent(
  session_id,
  seq,
  kind,
  { wall = Date.now(), mono = performance.now(), boot_id = BOOT_ID } = {},
) {
  return { session_id, seq, kind, wall, mono, boot_id };
}

/**
 * The time between two events: by the wall clock, which goes on while a device sleeps, unless it was set back.
 * @param {LogEvent} from
 * @param {LogEvent} to
 * @returns {{passed: number, divergence: number}} milliseconds
 */
export function between(from, to) {
  const wall = to.wall - from.wall;
  if (from.boot_id !== to.boot_id) return { passed: Math.max(0, wall), divergence: 0 };
  const mono = to.mono - from.mono;
  const apart = wall - mono;
  if (Math.abs(apart) <= TOLERANCE_MS) return { passed: Math.max(0, wall), divergence: 0 };
  return { passed: apart < 0 ? mono : wall, divergence: Math.abs(apart) };
}

/**
 * Fold a log into what it says. A page that ended without a word ended at its last heartbeat.
 * @param {LogEvent[]} log in order
 * @param {LogEvent} [now] the present moment, when this page is the one that runs the session
 * @returns {Timeline}
 */
export function timelineOf(log, now) {
  const events = now && log.length ? [...log, now] : log;
  /** @type {Timeline} */
  const line = { state: "empty", started_at: 0, ended_at: 0, intervals: [], elapsed_s: 0, divergence_s: 0 };
  let elapsed = 0;
  let divergence = 0;
  let at = events[0]?.wall ?? 0;
  /** @type {number | null} */
  let openedAt = null;
  const close = () => {
    if (openedAt === null) return;
    if (at > openedAt) line.intervals.push({ started_at: openedAt, ended_at: at });
    elapsed += at - openedAt;
    openedAt = null;
  };
  line.started_at = at;
  events.forEach((event, i) => {
    const before = events[i - 1];
    if (before && before.boot_id !== event.boot_id) close();
    if (before) {
      const gap = between(before, event);
      at += gap.passed;
      divergence += gap.divergence;
    }
    if (event.kind === "start" || event.kind === "resume") openedAt ??= at;
    if (event.kind === "pause" || event.kind === "stop") close();
    line.state = stateAfter(line.state, event.kind);
  });
  close();
  const ended_at = line.intervals.at(-1)?.ended_at ?? line.started_at;
  return { ...line, ended_at, elapsed_s: elapsed / 1000, divergence_s: divergence / 1000 };
}

/**
 * @param {Timeline["state"]} state
 * @param {import("./types").EventKind} kind
 * @returns {Timeline["state"]}
 */
function stateAfter(state, kind) {
  if (kind === "start" || kind === "resume") return "running";
  if (kind === "pause") return "paused";
  if (kind === "stop") return "stopped";
  return state;
}

/**
 * The same session, ended earlier: at the last sign of somebody being there.
 * @param {Timeline} timeline
 * @param {number} at milliseconds since 1970
 * @returns {Timeline}
 */
export function cutAt(timeline, at) {
  const kept = timeline.intervals.filter(({ started_at }) => started_at < at);
  const intervals = kept.map(({ started_at, ended_at }) => ({ started_at, ended_at: Math.min(ended_at, at) }));
  const elapsed = intervals.reduce((sum, { started_at, ended_at }) => sum + ended_at - started_at, 0);
  const ended_at = intervals.at(-1)?.ended_at ?? timeline.started_at;
  return { ...timeline, intervals, ended_at, elapsed_s: elapsed / 1000 };
}

/**
 * Whether a session's page is gone: it was running, and its last word is from another life of a page.
 * @param {LogEvent[]} log
 * @param {string} [boot]
 */
export function interrupted(log, boot = BOOT_ID) {
  const last = log.at(-1);
  return Boolean(last && last.kind !== "stop" && last.boot_id !== boot);
}

/**
 * The same log by the clock that was right in the end. A clock that is set back shows that it was ahead until then: since
 * it last jumped forward by so much, or from the beginning.
 * @param {LogEvent[]} log
 * @returns {LogEvent[]}
 */
export function straightened(log) {
  const lines = log.map((event) => ({ ...event }));
  lines.forEach((event, i) => {
    const jump = i ? apart(lines[i - 1], event) : 0;
    if (jump < -TOLERANCE_MS) setBack(lines, i, -jump);
  });
  return lines;
}

/** How much further the wall clock went than the other; nothing is known of two lives of a page. @param {LogEvent} from @param {LogEvent} to */
const apart = (from, to) => (from.boot_id === to.boot_id ? to.wall - from.wall - (to.mono - from.mono) : 0);

/** @param {LogEvent[]} lines @param {number} from the first line that is right @param {number} ahead milliseconds */
function setBack(lines, from, ahead) {
  for (let i = from - 1; i >= 0 && ahead > TOLERANCE_MS && lines[i].boot_id === lines[from].boot_id; i--) {
    const jumped = i ? Math.max(0, apart(lines[i - 1], lines[i])) : 0;
    lines[i].wall -= ahead;
    ahead -= Math.min(ahead, jumped);
  }
}

/**
 * The same log without what the wall clock counted and the page did not: it slept, or its clock was set forward.
 * @param {LogEvent[]} log
 * @returns {LogEvent[]}
 */
export function awake(log) {
  let slept = 0;
  return log.map((event, i) => {
    const jump = i ? apart(log[i - 1], event) : 0;
    if (jump > TOLERANCE_MS) slept += jump;
    return { ...event, wall: event.wall - slept };
  });
}

/**
 * What the journal takes: at most 24 hours, and nothing that is still to come.
 * @param {Timeline} timeline
 * @param {number} [now]
 * @returns {Timeline}
 */
export function bounded(timeline, now = Date.now()) {
  const late = timeline.ended_at - now;
  const past = late > TOLERANCE_MS ? shifted(timeline, -late) : timeline;
  return past.ended_at - past.started_at > LONGEST_MS ? cutAt(past, past.started_at + LONGEST_MS) : past;
}

/** @param {Timeline} timeline @param {number} ms @returns {Timeline} */
function shifted(timeline, ms) {
  const intervals = timeline.intervals.map(({ started_at, ended_at }) => ({
    started_at: started_at + ms,
    ended_at: ended_at + ms,
  }));
  return { ...timeline, started_at: timeline.started_at + ms, ended_at: timeline.ended_at + ms, intervals };
}
