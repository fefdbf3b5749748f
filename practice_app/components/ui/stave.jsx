// A session as a line of music. Used by pages through stave.py and by islands directly.
import { layOut, swells } from "./stave_shapes.js";

const GAPS = { small: 6, medium: 10, large: 18 };
const LINES = [0, 1, 2, 3, 4];

// spans: [{kind, start_s, end_s}]; levels: {step_s, values}, the loudness curve, makes the bars swell with it.
export function Stave({ spans = [], clockS = 0, levels = null, size = "small", label, live, draws, waits }) {
  const gap = GAPS[size];
  const pad = Math.round(gap / 2);
  const y = (position) => pad + position * gap + 0.5;
  const shapes = layOut(spans, clockS);
  const swelling = levels?.values?.length > 1;
  const classes = ["stave", live && "stave-live", draws && "stave-draws", waits && "stave-waits"];
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return (
    <svg className={classes.filter(Boolean).join(" ")} height={4 * gap + 2 * pad + 1} {...named}>
      {LINES.map((line) => (
        <line key={line} className="stave-line" x1="0" x2="100%" y1={y(line)} y2={y(line)} />
      ))}
      <rect className="stave-end" x="0" y={y(0)} width="1" height={4 * gap} />
      <rect className="stave-end" x="100%" y={y(0)} width={gap / 3} height={4 * gap} transform={`translate(${-gap / 3})`} />
      <rect className="stave-end" x="100%" y={y(0)} width="1" height={4 * gap} transform={`translate(${-gap * 0.7})`} />
      {swelling ? (
        <svg y={y(0)} width="100%" height={4 * gap} viewBox="0 0 1000 400" preserveAspectRatio="none">
          {swells(spans, clockS, levels).map((d, i) => (
            <path key={i} className="stave-playing" d={d} />
          ))}
        </svg>
      ) : null}
      {shapes.map((shape, i) =>
        shape.kind === "playing" ? (
          swelling ? null : (
            <rect
              key={i}
              className="stave-playing"
              x={`${shape.x}%`}
              width={`${shape.width}%`}
              y={y(shape.y)}
              height={shape.height * gap}
              rx={gap / 3}
              style={draws ? { animationDelay: `${shape.x * 6}ms` } : undefined}
            />
          )
        ) : (
          <rect
            key={i}
            className={`stave-${shape.kind}`}
            x={`${shape.x}%`}
            width={gap * 1.2}
            y={y(shape.y)}
            height={shape.height * gap}
            transform={`translate(${-gap * 0.6})`}
          />
        ),
      )}
    </svg>
  );
}

// Five notes on five lines that draw a W.
const MELODY = [0, 3, 1.5, 3, 0];

export function Mark({ size = 32 }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect className="mark-paper" width="64" height="64" rx="15" />
      {LINES.map((line) => (
        <line key={line} className="mark-line" x1="8" x2="56" y1={18 + 7 * line} y2={18 + 7 * line} strokeWidth="1.2" />
      ))}
      {MELODY.map((position, i) => (
        <rect key={i} className="mark-note" x={9.5 + 9.4 * i} y={14.8 + 7 * position + 3.5} width="7.6" height="6.4" rx="2.6" />
      ))}
    </svg>
  );
}
