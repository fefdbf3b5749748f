// A session as a line of music. Used by pages through stave.py and by islands directly.
import { hollow, rests, ribbons } from "./stave_shapes.js";

/** @typedef {import("./stave_shapes.js").Span} Span */
/** @typedef {import("./stave_shapes.js").Levels} Levels */

const GAPS = { small: 6, medium: 10, large: 18 };
const LINES = [0, 1, 2, 3, 4];

/**
 * Spans are of kind "clock" where nothing was recorded; with levels, the loudness curve, the ribbons rise as it gets louder.
 * @param {{
 *   spans?: Span[], clockS?: number, levels?: Levels | null, size?: keyof typeof GAPS, label?: string,
 *   live?: boolean, draws?: boolean, waits?: boolean,
 * }} props
 */
export function Stave({ spans = [], clockS = 0, levels = null, size = "small", label, live, draws, waits }) {
  const gap = GAPS[size];
  const pad = Math.round(gap / 2);
  /** @param {number} position */
  const y = (position) => pad + position * gap + 0.5;
  const classes = ["stave", live && "stave-live", draws && "stave-draws", waits && "stave-waits"];
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": /** @type {const} */ (true) };
  const barLine = { className: "stave-end", x: "100%", y: y(0), height: 4 * gap };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by its label, or hidden
    <svg className={classes.filter(Boolean).join(" ")} height={4 * gap + 2 * pad + 1} {...named}>
      {LINES.map((line) => (
        <line key={line} className="stave-line" x1="0" x2="100%" y1={y(line)} y2={y(line)} />
      ))}
      <rect {...barLine} width={gap / 4} transform={`translate(${-gap / 4})`} />
      <rect {...barLine} width="1" transform={`translate(${-Math.round(gap * 0.55)})`} />
      {(size === "small" ? [] : rests(spans, clockS)).map((rest, i) => (
        <rect
          key={i}
          className={`stave-${rest.kind}`}
          x={`${rest.x}%`}
          y={y(rest.y)}
          width={gap * 0.8}
          height={gap / 2}
          transform={`translate(${-gap * 0.4})`}
        />
      ))}
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: a part of the one above */}
      <svg y={y(0)} width="100%" height={4 * gap} viewBox="0 0 1000 400" preserveAspectRatio="none" overflow="visible">
        {hollow(spans, clockS).map((path, i) => (
          <g key={`clock${i}`}>
            <path className="stave-playing" d={path} strokeWidth={gap * 0.86} />
            <path className="stave-hollow" d={path} strokeWidth={gap * 0.86 - 2.5} />
          </g>
        ))}
        {ribbons(spans, clockS, levels).map((path, i) => (
          <path
            key={i}
            className="stave-playing"
            d={path}
            strokeWidth={gap * (size === "large" ? 0.72 : 0.86)}
            pathLength="1"
            style={draws ? { animationDelay: `${i * 60}ms` } : undefined}
          />
        ))}
      </svg>
    </svg>
  );
}

// Five notes on five lines that draw a W.
const MELODY = [0, 3, 1.5, 3, 0];

/** @param {{ size?: number }} props */
export function Mark({ size = 32 }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect className="mark-paper" width="64" height="64" rx="15" />
      {LINES.map((line) => (
        <line key={line} className="mark-line" x1="9" x2="55" y1={18 + 7 * line} y2={18 + 7 * line} strokeWidth="1.4" />
      ))}
      {MELODY.map((position, i) => (
        <rect
          key={i}
          className="mark-note"
          x={8.6 + 9.6 * i}
          y={17.6 + 7 * position}
          width="8.4"
          height="7.8"
          rx="3.6"
        />
      ))}
    </svg>
  );
}
