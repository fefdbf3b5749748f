// Where everything on a stave goes: pure, in gaps between lines (0 is the top line, 4 the bottom one) and percent.

const MIDDLE = 2;
const PLAIN = 2; // height in gaps of a bar whose loudness is not known
const REST_FROM = 3; // a rest narrower than this many percent would only be noise
const JOIN = 0.35; // so are breaks narrower than this
const round = (value) => Math.round(value * 100) / 100;

// Neighbouring stretches of playing with hardly a breath between them are one bar.
export function joined(spans, clockS) {
  const out = [];
  for (const span of spans) {
    const last = out.at(-1);
    const near = last && ((span.start_s - last.end_s) / clockS) * 100 < JOIN;
    if (near && span.kind === "playing" && last.kind === "playing") last.end_s = span.end_s;
    else out.push({ ...span });
  }
  return out;
}

// → [{kind, x, width (percent), y, height (gaps)}]; rests have no width: they are signs, not lengths.
export function layOut(spans, clockS) {
  if (!(clockS > 0)) return [];
  const shapes = [];
  for (const { kind, start_s, end_s } of joined(spans, clockS)) {
    const x = (Math.max(0, start_s) / clockS) * 100;
    const width = (Math.min(clockS, end_s) / clockS) * 100 - x;
    if (width <= 0) continue;
    if (kind === "playing") {
      shapes.push({ kind, x: round(x), width: round(width), y: MIDDLE - PLAIN / 2, height: PLAIN });
    } else if (width >= REST_FROM) {
      // A whole rest hangs from its line, a half rest sits on it.
      shapes.push({ kind, x: round(x + width / 2), width: 0, y: kind === "silence" ? 1 : 1.5, height: 0.5 });
    }
  }
  return shapes;
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

// Loudness as a share of this session's own range, 0–1; null where it can't be known.
export function shares(values) {
  const known = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (known.length < 2) return values.map(() => null);
  const low = quantile(known, 0.05);
  const range = Math.max(6, quantile(known, 0.97) - low);
  return values.map((value) => (Number.isFinite(value) ? Math.min(1, Math.max(0, (value - low) / range)) : null));
}

// One closed, mirrored shape per stretch of playing, swelling with its loudness; in a box of 1000 × 400.
export function swells(spans, clockS, { step_s: stepS, values }, columns = 160) {
  const level = shares(values);
  const at = (second) => level[Math.min(level.length - 1, Math.max(0, Math.round(second / stepS)))] ?? 0.35;
  return joined(spans.filter((span) => span.kind === "playing"), clockS).map(({ start_s, end_s }) => {
    const count = Math.max(2, Math.round(((end_s - start_s) / clockS) * columns));
    const points = Array.from({ length: count + 1 }, (_, i) => {
      const second = start_s + ((end_s - start_s) * i) / count;
      const edge = Math.min(1, Math.min(i, count - i) / Math.min(2, count / 2));
      return [round((second / clockS) * 1000), round((0.3 + 1.55 * at(second)) * 100 * (0.35 + 0.65 * edge))];
    });
    const top = points.map(([x, half]) => `${x} ${round(200 - half)}`);
    const bottom = points.reverse().map(([x, half]) => `${x} ${round(200 + half)}`);
    return `M${[...top, ...bottom].join("L")}Z`;
  });
}
