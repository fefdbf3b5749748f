// @ts-check

/**
 * A session's intervals as a stave draws them: stretches of the clock, and the pauses between as rests.
 * @param {import("../outbox/types").Timeline} timeline
 * @returns {{kind: "clock" | "silence", start_s: number, end_s: number}[]}
 */
export function spansOf({ started_at, intervals }) {
  const at = (/** @type {number} */ ms) => (ms - started_at) / 1000;
  return intervals.flatMap(({ started_at: from, ended_at: to }, i) => {
    const before = intervals[i - 1];
    const rest = /** @type {const} */ ({ kind: "silence", start_s: before ? at(before.ended_at) : 0, end_s: at(from) });
    const run = /** @type {const} */ ({ kind: "clock", start_s: at(from), end_s: at(to) });
    return before && rest.end_s > rest.start_s ? [rest, run] : [run];
  });
}
