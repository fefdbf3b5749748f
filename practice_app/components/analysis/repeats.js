// What is said of a passage that was played again and again. Pure: rounds have start_s, end_s, bpm (or null) and pace.

const ALIKE = 0.03;

// The first and the last speed, slowest and fastest, and whether each round was at least as fast as the one before.
function course(speeds) {
  const rises = speeds.every((speed, i) => i === 0 || speed >= speeds[i - 1] * (1 - ALIKE));
  return { first: speeds[0], last: speeds.at(-1), slowest: Math.min(...speeds), fastest: Math.max(...speeds), rises };
}

const alike = ({ slowest, fastest }) => fastest / slowest - 1 < 2 * ALIKE;

export const known = (rounds) => rounds.every(({ bpm }) => bpm !== null && bpm !== undefined);

// One sentence: how often, and how fast, in tempi where they are known, else beside the first round.
export function drilled(text, rounds) {
  const n = text.number(rounds.length);
  const whole = (value) => text.number(value, { maximumFractionDigits: 0 });
  if (known(rounds)) {
    const tempi = course(rounds.map(({ bpm }) => bpm));
    if (alike(tempi)) return text.t("You played this {n} times, at about {a} bpm.", { n, a: whole(tempi.first) });
    const [a, b] = tempi.rises ? [tempi.first, tempi.last] : [tempi.slowest, tempi.fastest];
    const values = { n, a: whole(a), b: whole(b) };
    return tempi.rises
      ? text.t("You played this {n} times, from {a} to {b} bpm.", values)
      : text.t("You played this {n} times, between {a} and {b} bpm.", values);
  }
  const paces = course(rounds.map(({ pace }) => pace ?? 1));
  if (alike(paces)) return text.t("You played this {n} times, always about as fast.", { n });
  const change = paces.last / paces.first - 1;
  const percent = whole(Math.abs(change) * 100);
  if (Math.abs(change) < ALIKE) return text.t("You played this {n} times, now slower, now faster.", { n });
  return change > 0
    ? text.t("You played this {n} times, the last time {percent} % faster than the first.", { n, percent })
    : text.t("You played this {n} times, the last time {percent} % slower than the first.", { n, percent });
}

// How high each round's column stands, 0.25 to 1: what differs is seen, and nothing is made larger than it is.
export function heights(rounds) {
  const speeds = rounds.map(({ bpm, pace }) => (known(rounds) ? bpm : (pace ?? 1)));
  const fastest = Math.max(...speeds);
  return speeds.map((speed) => Math.max(0.25, 1 - 2 * (1 - speed / fastest)));
}
