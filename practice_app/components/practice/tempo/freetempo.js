// @ts-check
// The tempo of what is played without a click, from the onsets of the last seconds.

export const LISTEN_S = 8;
const FEWEST = 7;
const EVEN = 0.75;
const STEP = 1.004;
const SLOWEST_S = 3;
const QUICKEST_S = 0.1;
/** Without a target the beat is taken to be near a walking pace. */
const USUAL_BPM = 88;

/** How evenly onsets lie on a grid: 1 all on it. @param {number[]} times @param {number} period */
function evenness(times, period) {
  let [x, y] = [0, 0];
  for (const time of times) {
    x += Math.cos((2 * Math.PI * time) / period);
    y += Math.sin((2 * Math.PI * time) / period);
  }
  return Math.hypot(x, y) / times.length;
}

/** The longest period on which nearly all onsets lie. @param {number[]} times */
function grid(times) {
  /** @type {{period: number, even: number}[]} */
  const tried = [];
  for (let period = QUICKEST_S; period < SLOWEST_S; period *= STEP)
    tried.push({ period, even: evenness(times, period) });
  const most = Math.max(...tried.map((one) => one.even));
  if (most < EVEN) return null;
  const longest = tried.findLastIndex(
    (one, i) =>
      one.even >= 0.92 * most && one.even >= (tried[i + 1]?.even ?? 0) && one.even >= (tried[i - 1]?.even ?? 0),
  );
  return longest < 0 ? null : tried[longest].period;
}

/**
 * @param {number[]} onsets seconds, ascending
 * @param {number | null} target beats a minute, where there is one
 * @returns {number | null} beats a minute; null: it can't be told
 */
export function tempoOf(onsets, target) {
  const times = onsets.map((at) => at - onsets[0]);
  if (times.length < FEWEST) return null;
  const period = grid(times);
  if (!period) return null;
  const wanted = Math.log(target ?? USUAL_BPM);
  const candidates = [1, 2, 3, 4].map((notes) => 60 / (notes * period)).filter((bpm) => bpm >= 20 && bpm <= 300);
  if (!candidates.length) return null;
  return candidates.reduce((a, b) => (Math.abs(Math.log(b) - wanted) < Math.abs(Math.log(a) - wanted) ? b : a));
}
