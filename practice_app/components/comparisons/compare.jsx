// Two takes on one axis of time, heard in turn without losing the place, and what changed in words beside each stretch.
import { useRef, useState } from "react";
import { formatClock, useText } from "../../i18n.js";
import { seek, ticks } from "../analysis/playback.js";
import { LoopEnd, PlayButton, Speed } from "../player/controls.jsx";
import { useKeys } from "../player/keys.js";
import { bracketed, dragged } from "../player/loops.js";
import { alone, balanced, bounds, line, other } from "./beside.js";
import { usePlayers } from "./players.js";
import "./compare.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./beside.js").Side} Side */
/** @typedef {import("../player/loops.js").Loop} Loop */
/** @typedef {{ recording_id: string, duration_s: number }} Take */
/** @typedef {{ text: string, n: number }} Phrase */
/** @typedef {{ from_s: number, to_s: number, first_bar: number, last_bar: number, phrases: Phrase[] }} Said */
/**
 * @typedef {import("./beside.js").Beside & {
 *   id: string, clock_s: number, b_clock_s: number, alike: boolean, a: Take, b: Take, said: Said[],
 *   curves: { step_s: number, loudness_a: (number | null)[], loudness_b: (number | null)[], faster_pct: (number | null)[] },
 * }} Comparison
 */
/** @typedef {ReturnType<typeof usePlayers>} Players */

/** @param {number} value @param {string} unit @param {Text} text */
const signed = (value, unit, text) =>
  `${text.number(value, { signDisplay: "exceptZero", maximumFractionDigits: 0 }).replace("-", "−")} ${unit}`;

/**
 * A caption with the ends of its axis, and the lines.
 * @param {{ caption: string, ends: string[], zero?: boolean, lines: { look: string, path: string }[] }} props
 */
function Curves({ caption, ends, zero, lines }) {
  return (
    <div className="compare-curves">
      <span className="compare-caption">
        {caption} <span className="figures">{ends.join(" … ")}</span>
      </span>
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        {zero ? <path className="compare-zero" d="M0 50H1000" vectorEffect="non-scaling-stroke" /> : null}
        {lines.map(({ look, path }) => (
          <path key={look} className={look} d={path} vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
    </div>
  );
}

/** @param {{ comparison: Comparison, text: Text }} props */
function Drawn({ comparison, text }) {
  const { curves, clock_s: clock } = comparison;
  const { step_s: step, loudness_a: a, loudness_b: b, faster_pct: pace } = curves;
  const loud = bounds([a, b], 12);
  const fast = balanced(pace, 10);
  const known = [...a, ...b].some((value) => value !== null);
  return (
    <>
      {known ? (
        <Curves
          caption={text.t("Loudness, each against its own usual")}
          ends={loud.map((value) => signed(value, "dB", text))}
          lines={[
            { look: "compare-line-a", path: line(a, step, clock, loud) },
            { look: "compare-line-b", path: line(b, step, clock, loud) },
          ]}
        />
      ) : null}
      <Curves
        caption={text.t("Tempo: how much faster B is than A")}
        ends={fast.map((value) => signed(value, "%", text))}
        zero
        lines={[{ look: "compare-line-b", path: line(pace, step, clock, fast) }]}
      />
    </>
  );
}

/** @param {{ from: number, to: number, clock: number, look: string }} props */
const Span = ({ from, to, clock, look }) => (
  <span className={look} style={{ left: `${(from / clock) * 100}%`, width: `${((to - from) / clock) * 100}%` }} />
);

/** @param {{ clock: number }} props */
const Axis = ({ clock }) => (
  <div className="compare-axis figures" aria-hidden="true">
    {ticks(clock).map((second) => (
      <span key={second} style={{ left: `${(second / clock) * 100}%` }}>
        {formatClock(second)}
      </span>
    ))}
  </div>
);

/**
 * The place in both takes: tapped or dragged over, or moved by keys.
 * @param {{ comparison: Comparison, players: Players, loop: Loop | null, setLoop: (loop: Loop | null) => void, text: Text }} props
 */
function Music({ comparison, players, loop, setLoop, text }) {
  const { clock_s: clock } = comparison;
  const begun = useRef(/** @type {number | null} */ (null));
  const [over, setOver] = useState(/** @type {Loop | null} */ (null));
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const secondOf = ({ currentTarget, clientX }) => {
    const box = currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * clock;
  };
  const least = clock / 60;
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const onPointerDown = (event) => {
    begun.current = secondOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const onPointerMove = (event) => {
    if (begun.current !== null) setOver(dragged(begun.current, secondOf(event), least));
  };
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const onPointerUp = (event) => {
    if (begun.current === null) return;
    const round = dragged(begun.current, secondOf(event), least);
    if (round) setLoop(round);
    void players.seekTo(round ? round.from : begun.current);
    begun.current = null;
    setOver(null);
  };
  const onPointerCancel = () => {
    begun.current = null;
    setOver(null);
  };
  /** @param {import("react").KeyboardEvent} event */
  const onKeyDown = (event) => {
    const to = seek(players.at, event.key, clock);
    if (to === null) return;
    event.preventDefault();
    void players.seekTo(to);
  };
  const shown = over ?? loop;
  return (
    <div
      className="compare-music"
      role="slider"
      tabIndex={0}
      aria-label={text.t("Place in both takes")}
      aria-valuemin={0}
      aria-valuemax={Math.round(clock)}
      aria-valuenow={Math.round(players.at)}
      aria-valuetext={formatClock(players.at)}
      data-testid="compare-place"
      {...{ onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onKeyDown }}
    >
      {alone(comparison.stretches, { a: clock, b: comparison.b_clock_s })
        .filter(({ side }) => side === "a")
        .map(({ from, to }) => (
          <Span key={from} from={from} to={to} clock={clock} look="compare-alone" />
        ))}
      {shown ? <Span from={shown.from} to={shown.to} clock={clock} look="compare-loop" /> : null}
      <Drawn comparison={comparison} text={text} />
      <span className="compare-head" style={{ left: `${Math.min(100, (players.at / clock) * 100)}%` }} />
    </div>
  );
}

/** @param {{ side: Side, onSwitch: (side: Side) => void, text: Text }} props */
function Switch({ side, onSwitch, text }) {
  return (
    <div className="compare-switch" role="radiogroup" aria-label={text.t("Which take is heard")}>
      {
        /** @type {Side[]} */ (["a", "b"]).map((one) => (
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={side === one}
            className={`compare-side compare-side-${one}`}
            data-testid={`compare-side-${one}`}
            onClick={() => onSwitch(one)}
          >
            {one.toUpperCase()}
          </button>
        ))
      }
    </div>
  );
}

/** @param {{ players: Players, comparison: Comparison, loop: Loop | null, setLoop: (loop: Loop | null) => void, text: Text }} props */
function Controls({ players, comparison, loop, setLoop, text }) {
  return (
    <div className="compare-controls">
      <PlayButton {...players} onToggle={() => void players.toggle()} text={text} handle="compare-play" />
      <Switch side={players.side} onSwitch={(side) => void players.switchTo(side)} text={text} />
      <Speed speed={players.speed} onSpeed={players.setSpeed} text={text} handle="compare-speed" />
      <span className="figures compare-clock" aria-live="off">
        {formatClock(players.at)} <span className="quiet">/ {formatClock(comparison.clock_s)}</span>
      </span>
      <LoopEnd loop={loop} onClear={() => setLoop(null)} text={text} handle="compare-loop-clear" />
      <p className="quiet text-sm player-hint" role="status">
        {players.failed ? (
          text.t("The sound can't be loaded just now. Try again in a moment.")
        ) : (
          <>
            {text.t("Tap to jump, drag over a stretch to loop it.")}{" "}
            <span className="player-keys">{text.t("Keys: Space, X for the other take, [ and ] for a loop.")}</span>
          </>
        )}
      </p>
    </div>
  );
}

/** @param {Said} said @param {Text} text */
function sentence({ from_s, to_s, first_bar: first, last_bar: last, phrases }, text) {
  const what = phrases.map((phrase) => text.t(phrase.text, { n: phrase.n })).join(", ");
  if (!first) return text.t("{first}–{last}: {what}", { first: formatClock(from_s), last: formatClock(to_s), what });
  return first === last
    ? text.t("Bar {first}: {what}", { first, what })
    : text.t("Bars {first}–{last}: {what}", { first, last, what });
}

/** @param {Side} side @param {{ first: string, last: string }} where @param {Text} text */
const lonely = (side, where, text) =>
  side === "a" ? text.t("Only in A: {first}–{last}", where) : text.t("Only in B: {first}–{last}", where);

/** @param {{ comparison: Comparison, loop: Loop | null, onHear: (loop: Loop) => void, onAlone: (side: Side, second: number) => void, text: Text }} props */
function Words({ comparison, loop, onHear, onAlone, text }) {
  const { said, stretches, clock_s: a, b_clock_s: b, alike } = comparison;
  const left = alone(stretches, { a, b });
  return (
    <section className="compare-words">
      <h2 className="compare-heading">{text.t("What changed from A to B")}</h2>
      {alike ? <p className="quiet">{text.t("Played alike: no clear difference was heard.")}</p> : null}
      <ul>
        {said.map((one) => (
          <li key={one.from_s}>
            <button
              type="button"
              className="compare-said"
              aria-pressed={loop?.from === one.from_s && loop?.to === one.to_s}
              data-testid="compare-said"
              onClick={() => onHear({ from: one.from_s, to: one.to_s })}
            >
              <span className="icon icon-play" aria-hidden="true" />
              <span>{sentence(one, text)}</span>
            </button>
          </li>
        ))}
        {left.map(({ side, from, to }) => (
          <li key={`${side}${from}`}>
            <button type="button" className="compare-said quiet" onClick={() => onAlone(side, from)}>
              <span className="icon icon-play" aria-hidden="true" />
              <span>{lonely(side, { first: formatClock(from), last: formatClock(to) }, text)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** @param {{ comparison: Comparison }} props */
export function Compare({ comparison }) {
  const text = useText();
  const { clock_s: clock } = comparison;
  const players = usePlayers(comparison, { a: comparison.a.recording_id, b: comparison.b.recording_id });
  const [loop, keepLoop] = useState(/** @type {Loop | null} */ (null));
  /** @param {Loop | null} round */
  const setLoop = (round) => {
    players.loop.current = round;
    keepLoop(round);
  };
  useKeys((key) => {
    if (key === " ") void players.toggle();
    else if (key === "x" || key === "X") void players.switchTo(other(players.side));
    else if (key === "[" || key === "]") setLoop(bracketed(loop, key === "[" ? "from" : "to", players.at, clock));
    else if (key === "Escape" && loop) setLoop(null);
    else return false;
    return true;
  });
  /** @param {Loop} round */
  const onHear = (round) => {
    setLoop(round);
    void players.go(round.from, true);
  };
  /** @param {Side} side @param {number} second */
  const onAlone = async (side, second) => {
    setLoop(null);
    await players.switchTo(side);
    await players.goInTake(second);
  };
  return (
    <div className="compare">
      <figure className="compare-figure">
        <Music {...{ comparison, players, loop, setLoop, text }} />
        <Axis clock={clock} />
        <Controls {...{ players, comparison, loop, setLoop, text }} />
        <audio {...players.bind("a")} />
        <audio {...players.bind("b")} />
      </figure>
      <Words {...{ comparison, loop, onHear, onAlone, text }} />
    </div>
  );
}
