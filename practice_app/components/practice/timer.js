// @ts-check
// A session's time, worked out from its append-only log and never counted: ticks lie when a device sleeps.

/** @typedef {import("../outbox/types").LogEvent} LogEvent */
/** @typedef {import("../outbox/types").Timeline} Timeline */

export const HEARTBEAT_MS = 5_000;
/** Wall clock and monotonic clock may differ this much between two events by mere rounding and slewing. */
const TOLERANCE_MS = 1_000;

/** One life of the page. @type {string} */
export const BOOT_ID = Math.random().toString(36).slice(2, 12);

/**
 * @param {string} session_id
 * @param {number} seq
 * @param {import("../outbox/types").EventKind} kind
 * @param {{wall?: number, mono?: number, boot_id?: string}} [at]
 * @returns {LogEvent}
 */
export function logEvent(session_id, seq, kind, { wall = Date.now(), mono = performance.now(), boot_id = BOOT_ID } = {}) {
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
 * @param {import("../outbox/types").EventKind} kind
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
