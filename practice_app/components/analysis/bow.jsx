// Each stroke of the bow that a film shows or a phone felt, in lines as long as lines of music; a tap shows it on the music, too (moments.js).
import { useRef, useState } from "react";
import { formatClock, useText } from "../../i18n.js";
import { anglePath, isUneven, lines, strokesOf, told } from "./bow.js";
import { showMoments } from "./moments.js";
import "./bow.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./bow.js").Stroke} StrokeData */
/** @typedef {import("./bow.js").Line} LineData */
/** @typedef {(stroke: StrokeData) => void} Choose */

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${(100 * part) / whole}%`;

/** @param {{ stroke: StrokeData, line: LineData, chosen: boolean, reached: boolean, text: Text, onChoose: Choose }} props */
function Stroke({ stroke, line, chosen, reached, text, onChoose }) {
  const label = told(text, stroke);
  const classes = [
    "stroke",
    stroke.side > 0 ? "stroke-to" : "stroke-fro",
    isUneven(stroke) && "stroke-uneven",
    stroke.heard === false && "stroke-unheard",
  ];
  const [left, width] = [stroke.start_s - line.start_s, stroke.end_s - stroke.start_s].map((length) =>
    percent(length, line.length_s),
  );
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(" ")}
      style={{ left, width }}
      aria-label={label}
      aria-pressed={chosen}
      title={label}
      tabIndex={reached ? 0 : -1}
      data-stroke={stroke.number}
      data-moments={JSON.stringify([stroke])}
      data-second={stroke.start_s}
      onClick={() => onChoose(stroke)}
    />
  );
}

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** @param {{ line: LineData, chosen: StrokeData | null, text: Text, onChoose: Choose }} props */
function Line({ line, chosen, text, onChoose }) {
  const row = useRef(/** @type {HTMLDivElement | null} */ (null));
  const own = line.strokes.find(({ number }) => number === chosen?.number) ?? line.strokes[0];
  /** @param {import("react").KeyboardEvent} event */
  const onKeyDown = ({ key }) => {
    const by = STEPS[key];
    const next = by ? line.strokes[line.strokes.indexOf(own) + by] : undefined;
    if (!next) return;
    onChoose(next);
    /** @type {HTMLElement | null | undefined} */
    const button = row.current?.querySelector(`[data-stroke="${next.number}"]`);
    button?.focus();
    showMoments(button ?? null);
  };
  return (
    <li className="bow-line">
      <span className="bow-at figures">{formatClock(line.start_s)}</span>
      <div
        className="bow-strokes"
        role="group"
        aria-label={text.t("Strokes from {at} on", { at: formatClock(line.start_s) })}
        ref={row}
        onKeyDown={onKeyDown}
      >
        {line.strokes.map((stroke) => (
          <Stroke
            key={stroke.number}
            stroke={stroke}
            line={line}
            chosen={stroke.number === chosen?.number}
            reached={stroke === own}
            text={text}
            onChoose={onChoose}
          />
        ))}
      </div>
      {line.strokes[0].off_deg === undefined ? null : (
        <svg className="bow-angle" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
          <path className="bow-straight" d="M0 50H1000" vectorEffect="non-scaling-stroke" />
          <path d={anglePath(line)} vectorEffect="non-scaling-stroke" />
        </svg>
      )}
    </li>
  );
}

/**
 * `children`: what the blocks mean.
 * @param {{ bow: Partial<import("./bow.js").BowData>, invitation: string, children?: import("react").ReactNode }} props
 */
export function Strokes({ bow, invitation, children }) {
  const text = useText();
  const [chosen, setChosen] = useState(/** @type {StrokeData | null} */ (null));
  return (
    <>
      <ol className="bow-lines">
        {lines(strokesOf(bow)).map((line) => (
          <Line key={line.start_s} line={line} chosen={chosen} text={text} onChoose={setChosen} />
        ))}
      </ol>
      {children}
      <p className="bow-told" role="status">
        {chosen ? told(text, chosen) : invitation}
      </p>
    </>
  );
}
