// The session as one large line of music with its loudness below, and, when it was kept, the sound to go with it.
import { useEffect, useRef, useState } from "react";
import { formatClock, useText } from "../../i18n.js";
import { Blind } from "../player/blind.jsx";
import { Controls, LoopSpan, useSmall } from "../player/controls.jsx";
import { useKeys } from "../player/keys.js";
import { namedIn } from "../player/pins.js";
import { Pins, SaidHere } from "../player/pins.jsx";
import { usePlayer } from "../player/use_player.js";
import { Stave } from "../ui/stave.jsx";
import { strokesOf, turnsPath } from "./bow.js";
import { stretchAt } from "./contesting.js";
import { ContestSheet } from "./late.jsx";
import { listenForMoments, momentIn } from "./moments.js";
import { seek, ticks } from "./playback.js";
import "./picture.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./playback.js").Recording} Recording */
/** @typedef {{ start_s: number, end_s: number }} Part */
/** @typedef {import("../player/use_player.js").Player} Player */
/**
 * @typedef {{
 *   clock_s: number, status: string, spans: import("../ui/stave_shapes.js").Span[], takes: Recording[],
 *   levels?: import("../ui/stave_shapes.js").Levels | null, loudness_path?: string, loudness_bounds?: [number, number] | null,
 *   bow?: Partial<import("./bow.js").BowData>, corrections: (Part & { id: string, kind: string })[],
 * }} Session as its page draws it
 */

const FAR = 1000;

/** @param {{ clockS: number }} props */
function Axis({ clockS }) {
  return (
    <div className="picture-axis figures" aria-hidden="true">
      {ticks(clockS).map((second) => (
        <span key={second} style={{ left: `${(second / clockS) * 100}%` }}>
          {formatClock(second)}
        </span>
      ))}
    </div>
  );
}

/**
 * The highest and the lowest line say between which values the curve runs; louder is higher, and in numbers nearer to zero.
 * @param {{ path?: string, bounds?: [number, number] | null, text: Text }} props
 */
function Loudness({ path, bounds, text }) {
  if (!path) return null;
  const [low, high] = (bounds ?? []).map(
    (value) => `${text.number(value, { maximumFractionDigits: 0 }).replace("-", "−")} LUFS`,
  );
  return (
    <>
      <span className="picture-caption">{text.t("Loudness over time")}</span>
      <div className="picture-curve">
        <svg className="picture-loudness" viewBox={`0 0 ${FAR} 100`} preserveAspectRatio="none" aria-hidden="true">
          <path d={path} vectorEffect="non-scaling-stroke" />
        </svg>
        {bounds ? (
          <>
            <span className="picture-high figures" data-testid="loudness-high">
              {high}
            </span>
            <span className="picture-low figures">{low}</span>
          </>
        ) : null}
      </div>
    </>
  );
}

/** @param {{ bow: Session["bow"], clockS: number, text: Text }} props */
function Turns({ bow, clockS, text }) {
  const path = turnsPath(strokesOf(bow), clockS);
  if (!path) return null;
  return (
    <>
      <span className="picture-caption">{text.t("Where the bow turned")}</span>
      <svg className="picture-turns" viewBox={`0 0 ${FAR} 10`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} vectorEffect="non-scaling-stroke" />
      </svg>
    </>
  );
}

/** @param {{ parts: Part[], clockS: number }} props */
function Evidence({ parts, clockS }) {
  return parts.map(({ start_s, end_s }, i) => (
    <span
      key={i}
      className="picture-evidence"
      style={{ left: `${(start_s / clockS) * 100}%`, width: `${Math.max(0.4, ((end_s - start_s) / clockS) * 100)}%` }}
    />
  ));
}

/**
 * What the player says against it: over the music, in their own colour, and in words below the picture.
 * @param {{ corrections: Session["corrections"], clockS: number }} props
 */
function Corrected({ corrections, clockS }) {
  return corrections.map(({ id, kind, start_s, end_s }) => (
    <span
      key={id}
      className={`picture-corrected picture-corrected-${kind}`}
      style={{ left: `${(start_s / clockS) * 100}%`, width: `${Math.max(0.4, ((end_s - start_s) / clockS) * 100)}%` }}
    />
  ));
}

/**
 * What the address, and the words and figures around the music, ask it to show: moments, and a second to jump to.
 * @param {number} clockS @param {import("../player/pins.js").Pin[]} pins
 */
function useShown(clockS, pins) {
  const figure = useRef(/** @type {HTMLElement | null} */ (null));
  const [evidence, setEvidence] = useState(/** @type {Part[]} */ ([]));
  const [jump, setJump] = useState(/** @type {{ second: number } | null} */ (null));
  useEffect(() => {
    const page = figure.current?.closest(".session");
    if (!page) return undefined;
    const named = momentIn(location.search, clockS);
    if (named) {
      setEvidence([named]);
      setJump({ second: named.start_s });
      figure.current?.scrollIntoView({ block: "center" });
    }
    return listenForMoments(page, (moments, second, look) => {
      setEvidence(moments);
      if (second !== undefined) setJump({ second });
      if (look) figure.current?.scrollIntoView({ block: "nearest" });
    });
  }, []);
  const named = useRef(location.search);
  useEffect(() => {
    const pin = namedIn(pins, named.current);
    if (!pin) return;
    named.current = "";
    setEvidence([{ start_s: pin.second, end_s: pin.until }]);
    setJump({ second: pin.second });
    figure.current?.scrollIntoView({ block: "center" });
  }, [pins]);
  return { figure, evidence, jump };
}

/**
 * @param {{
 *   session: Session, label: string, pins?: import("../player/pins.js").Pin[],
 *   onCorrect?: (kind: string, start: number, end: number) => void,
 * }} props
 */
export function Picture({ session, label, pins = [], onCorrect }) {
  const text = useText();
  const [contested, setContested] = useState(/** @type {import("../ui/stave_shapes.js").Span | null} */ (null));
  const { figure, evidence, jump } = useShown(session.clock_s, pins);
  const { clock_s: clockS, spans, levels, loudness_path: path, status } = session;
  const takes = session.takes.filter(({ playable }) => playable);
  const player = usePlayer(takes, clockS);
  const canPlay = takes.length > 0;
  const small = useSmall(player);
  useKeys((key) => canPlay && player.onKey(key));
  const waits = ["uploading", "queued", "processing"].includes(status) && !spans.length;
  const drawn = spans.length || waits ? spans : [{ kind: "clock", start_s: 0, end_s: clockS }];
  useEffect(() => {
    if (jump && canPlay) void player.seekTo(jump.second);
  }, [jump]);
  const canContest = Boolean(onCorrect) && status === "ready" && spans.length > 0;
  /** @param {number} second */
  const contest = (second) => setContested({ ...stretchAt(spans, second, clockS) });
  /** @param {import("react").MouseEvent<HTMLElement>} event */
  const secondOf = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * clockS;
  };
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const onPointer = (event) => player.seekTo(secondOf(event));
  /** @param {import("react").KeyboardEvent} event */
  const onKeyDown = (event) => {
    const to = seek(player.at, event.key, clockS);
    if (to === null) return;
    event.preventDefault();
    player.seekTo(to);
  };
  const slider = canPlay && {
    role: "slider",
    tabIndex: 0,
    "aria-label": text.t("Place in the recording"),
    "aria-valuemin": 0,
    "aria-valuemax": Math.round(clockS),
    "aria-valuenow": Math.round(player.at),
    "aria-valuetext": formatClock(player.at),
    onPointerDown: onPointer,
    onPointerMove: small.onPointerMove,
    onPointerLeave: small.onPointerLeave,
    onKeyDown,
  };
  const tap = canContest &&
    !canPlay && { onClick: (/** @type {import("react").MouseEvent<HTMLElement>} */ event) => contest(secondOf(event)) };
  return (
    <>
      <figure className="picture" ref={figure}>
        <div className={canPlay || tap ? "picture-music picture-seeks" : "picture-music"} {...slider} {...tap}>
          <Stave
            spans={drawn}
            clockS={clockS}
            levels={levels?.values?.length ? levels : null}
            size="large"
            label={label}
            waits={waits}
            draws
          />
          <Loudness path={path} bounds={session.loudness_bounds} text={text} />
          <Turns bow={session.bow} clockS={clockS} text={text} />
          <Corrected corrections={session.corrections} clockS={clockS} />
          <Evidence parts={evidence} clockS={clockS} />
          <LoopSpan loop={player.loop} clockS={clockS} />
          {canPlay ? (
            <span className="picture-head" style={{ left: `${Math.min(100, (player.at / clockS) * 100)}%` }} />
          ) : null}
          {small.drawn}
        </div>
        <Axis clockS={clockS} />
        <Pins pins={pins} clockS={clockS} onGo={player.seekTo} text={text} />
        {canPlay ? <Controls player={player} text={text} hint={text.t("Tap the music to jump.")} /> : null}
        {canContest ? (
          <p className="picture-contest">
            {canPlay ? null : <span className="quiet text-sm">{text.t("Tap a stretch that was heard wrongly.")}</span>}
            <button
              type="button"
              className="btn btn-quiet"
              data-testid="session-contest"
              onClick={() => contest(player.at)}
            >
              <span className="icon icon-pencil" aria-hidden="true" />
              <span>{text.t("Correct what was heard")}</span>
            </button>
          </p>
        ) : null}
        {player.element}
        <SaidHere pins={pins} second={player.at} text={text} />
        <Blind player={player} text={text} />
      </figure>
      <ContestSheet
        stretch={contested}
        clockS={clockS}
        text={text}
        onSay={onCorrect ?? (() => {})}
        onClose={() => setContested(null)}
      />
    </>
  );
}
