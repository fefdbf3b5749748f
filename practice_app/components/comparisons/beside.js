// Which second of one take is which of the other, and what is drawn of both. Pure: seconds on each take's own clock.

/** @typedef {{ a_from_s: number, a_to_s: number, b_from_s: number, b_to_s: number }} Stretch where both play the same */
/** @typedef {{ path: [number, number][], stretches: Stretch[] }} Beside */
/** @typedef {"a" | "b"} Side */

/** @type {(side: Side) => Side} */
export const other = (side) => (side === "a" ? "b" : "a");

/**
 * The second of the other take that belongs to this one; where there is no partner, the nearest end of what has one, and before the
 * first and after the last the same distance from it.
 * @param {Beside} beside @param {number} second @param {Side} from
 */
export function across({ path, stretches }, second, from) {
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (!first || !last) return second;
  const there = other(from);
  if (second <= first[`${from}_from_s`])
    return Math.max(0, first[`${there}_from_s`] - (first[`${from}_from_s`] - second));
  if (second >= last[`${from}_to_s`]) return last[`${there}_to_s`] + (second - last[`${from}_to_s`]);
  const gap = stretches.findIndex(
    (one, n) => n > 0 && second > stretches[n - 1][`${from}_to_s`] && second < one[`${from}_from_s`],
  );
  if (gap > 0) return stretches[gap - 1][`${there}_to_s`];
  return along(path, second, from === "a" ? 0 : 1);
}

/** @param {[number, number][]} path @param {number} second @param {0 | 1} column */
function along(path, second, column) {
  let [low, high] = [0, path.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (path[middle][column] <= second) low = middle;
    else high = middle;
  }
  const [here, next] = [path[low], path[high]];
  const share = (second - here[column]) / Math.max(next[column] - here[column], 1e-6);
  return here[1 - column] + Math.min(1, Math.max(0, share)) * (next[1 - column] - here[1 - column]);
}

/** What only one of the two plays, from so many seconds on. @param {Stretch[]} stretches @param {{ a: number, b: number }} lengths */
export function alone(stretches, lengths, least = 2) {
  /** @type {{ side: Side, from: number, to: number }[]} */
  const found = [];
  for (const side of /** @type {Side[]} */ (["a", "b"])) {
    let at = 0;
    for (const one of stretches) {
      if (one[`${side}_from_s`] - at >= least) found.push({ side, from: at, to: one[`${side}_from_s`] });
      at = one[`${side}_to_s`];
    }
    if (lengths[side] - at >= least) found.push({ side, from: at, to: lengths[side] });
  }
  return found;
}

/** A line through values a step apart, broken where there are none; in a box 1000 wide and 100 high. @param {(number | null)[]} values @param {number} step @param {number} clock @param {[number, number]} bounds */
export function line(values, step, clock, [low, high]) {
  let drawn = "";
  let pen = "M";
  values.forEach((value, n) => {
    if (value === null) {
      pen = "M";
      return;
    }
    const x = ((n + 0.5) * step * 1000) / clock;
    const y = 100 - (100 * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
    drawn += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    pen = "L";
  });
  return drawn;
}

/** Between which whole numbers the values lie; at least so far apart, and no lower than the floor: silence is not drawn whole. @param {(number | null)[][]} series @param {number} least @param {number} floor @returns {[number, number]} */
export function bounds(series, least, floor = -24) {
  const known = series.flat().filter((value) => value !== null);
  if (!known.length) return [-least / 2, least / 2];
  const [low, high] = [Math.max(floor, Math.floor(Math.min(...known))), Math.ceil(Math.max(...known))];
  const more = Math.max(0, Math.ceil((least - (high - low)) / 2));
  return [low - more, high + more];
}

/** The same distance to both sides of zero. @param {(number | null)[]} values @param {number} least @returns {[number, number]} */
export function balanced(values, least) {
  const far = Math.max(least, ...values.map((value) => Math.ceil(Math.abs(value ?? 0))));
  return [-far, far];
}
