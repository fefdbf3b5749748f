// The strokes of the bow that a film shows: a sentence, and each stroke in lines as long as lines of music.
import { useRef, useState } from "react";
import { formatClock } from "../../i18n.js";
import { anglePath, isUneven, lines, measured, said, strokesOf, told } from "./bow.js";
import { inWords } from "./sayings.js";
import "./bow.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./bow.js").Stroke} StrokeData */
/** @typedef {import("./bow.js").Line} Line */
/** @typedef {(stroke: StrokeData) => void} Choose */

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${(100 * part) / whole}%`;

/** @param {{ stroke: StrokeData, line: Line, chosen: boolean, reached: boolean, text: Text, onChoose: Choose }} props */
function Stroke({ stroke, line, chosen, reached, text, onChoose }) {
  const label = told(text, stroke);
  const classes = ["stroke", stroke.number % 2 ? "stroke-to" : "stroke-fro", isUneven(stroke) && "stroke-uneven"];
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
      onClick={() => onChoose(stroke)}
    />
  );
}

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

/** @param {{ line: Line, chosen: StrokeData | null, text: Text, onChoose: Choose }} props */
function Strokes({ line, chosen, text, onChoose }) {
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
      <svg className="bow-angle" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        <path className="bow-straight" d="M0 50H1000" vectorEffect="non-scaling-stroke" />
        <path d={anglePath(line)} vectorEffect="non-scaling-stroke" />
      </svg>
    </li>
  );
}

/** @param {{ text: Text }} props */
function Legend({ text }) {
  return (
    <p className="bow-legend" aria-hidden="true">
      <span className="bow-key bow-key-stroke">{text.t("a stroke")}</span>
      <span className="bow-key bow-key-uneven">{text.t("an uneven one")}</span>
      <span className="bow-key bow-key-angle">{text.t("the bow's angle")}</span>
    </p>
  );
}

/**
 * @param {{
 *   bow: import("./bow.js").BowData, metric: { confidence: number } | undefined, playable: boolean, text: Text,
 *   onShow: (parts: StrokeData[], second: number) => void,
 * }} props
 */
export function Bow({ bow, metric, playable, text, onShow }) {
  const [chosen, setChosen] = useState(/** @type {StrokeData | null} */ (null));
  const strokes = strokesOf(bow);
  if (!strokes.length || !metric) return null;
  const invitation = playable
    ? text.t("Tap a stroke to hear and see it.")
    : text.t("Tap a stroke to see how long and how even it was.");
  /** @type {Choose} */
  const choose = (stroke) => {
    setChosen(stroke);
    onShow([stroke], stroke.start_s);
  };
  return (
    <section className="mt-10" data-testid="session-bow">
      <h2 className="mb-2">{text.t("The bow")}</h2>
      <p className="bow-said">{said(text, bow)}</p>
      <p className="quiet text-sm">
        {[...measured(text, bow, strokes), text.t(inWords(metric.confidence))].join(" · ")}
      </p>
      <ol className="bow-lines">
        {lines(strokes).map((line) => (
          <Strokes key={line.start_s} line={line} chosen={chosen} text={text} onChoose={choose} />
        ))}
      </ol>
      <Legend text={text} />
      <p className="bow-told" role="status">
        {chosen ? told(text, chosen) : invitation}
      </p>
      <details className="repeat-what">
        <summary>{text.t("What is this?")}</summary>
        <p>
          {text.t(
            "What the film shows of your bow; of a long film a few parts were looked at. Each block is one stroke: where the blocks change sides, the bow turned. Which of them is the down-bow can't be told. A stroke is even when the bow keeps its speed from one end to the other, as long notes want it; accents and swells make it uneven on purpose. The line below is the bow's angle in the picture: every string has its own.",
          )}
        </p>
      </details>
    </section>
  );
}
