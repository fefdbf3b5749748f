// The line of music as the place in the take: tapped, dragged along, moved by keys; what was said stands above it as pins.
import { memo, useCallback } from "react";
import { seek, ticks } from "../../analysis/playback.js";
import { LoopSpan, useSmall } from "../../player/controls.jsx";
import { Stave } from "../../ui/stave.jsx";
import { exact, named, place, spread } from "./moments.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("../../player/use_player.js").Player} Player */
/** @typedef {import("./moments.js").Comment} Comment */
/** @typedef {import("./moments.js").Moment} Moment */

/**
 * `low`, `high`: the middle between it and the pins beside it, in hundredths of the line: so far it can be tapped.
 * @param {{ one: Comment, at: number, low: number, high: number, open: boolean, text: Text, onOpen: (one: Comment) => void }} props
 */
function PlainPin({ one, at, low, high, open, text, onOpen }) {
  const looks = [
    "review-pin",
    open && "review-pin-open",
    one.draft && "review-pin-draft",
    one.done && "review-pin-done",
  ];
  const when = named({ at_s: Number(one.at_s), until_s: one.until_s }, text);
  return (
    <button
      type="button"
      className={looks.filter(Boolean).join(" ")}
      style={/** @type {import("react").CSSProperties} */ ({ "--at": at, "--low": low, "--high": high })}
      aria-label={one.text ? `${when}: ${one.text.slice(0, 80)}` : when}
      aria-pressed={open}
      title={when}
      data-testid="review-pin"
      onClick={() => onOpen(one)}
    />
  );
}
const Pin = memo(PlainPin);

/** @param {{ moment: Moment, from: number, to: number, look: string }} props */
function Range({ moment: { at_s, until_s }, from, to, look }) {
  const left = place(at_s, from, to);
  const width = Math.max(0, place(until_s ?? at_s, from, to) - left);
  return <span className={look} style={{ left: `${left}%`, width: `${width}%` }} />;
}

/** @param {{ said: Comment[], open: string, from: number, to: number, text: Text, onOpen: (one: Comment) => void }} props */
function PlainPins({ said, open, from, to, text, onOpen }) {
  const timed = said.filter(({ at_s }) => at_s !== null).sort((a, b) => Number(a.at_s) - Number(b.at_s));
  return (
    <div className="review-pins">
      {timed
        .filter(({ until_s }) => until_s !== null)
        .map((one) => (
          <Range
            key={`range ${one.id}`}
            moment={/** @type {Moment} */ (one)}
            {...{ from, to }}
            look={one.id === open ? "review-range review-range-open" : "review-range"}
          />
        ))}
      {spread(timed.map(({ at_s }) => place(Number(at_s), from, to))).map((its, n) => {
        const one = /** @type {Comment} */ (timed[n]);
        return <Pin key={one.id} one={one} open={one.id === open} {...its} {...{ text, onOpen }} />;
      })}
    </div>
  );
}
const Pins = memo(PlainPins);

/** @param {{ from: number, length: number, text: Text }} props */
function Axis({ from, length, text }) {
  return (
    <div className="review-axis figures" aria-hidden="true">
      {ticks(length).map((second) => (
        <span key={second} style={{ left: `${(second / length) * 100}%` }}>
          {text.clock(from + second)}
        </span>
      ))}
    </div>
  );
}

/**
 * `begins`: the second of the recording with which what is shown begins; the player's clock begins there.
 * @param {{
 *   player: Player, begins: number, spans: import("../../ui/stave_shapes.js").Span[],
 *   levels: import("../../ui/stave_shapes.js").Levels | null, heard: boolean, said: Comment[], open: string,
 *   moment: Moment | null, text: Text, onOpen: (one: Comment) => void,
 * }} props
 */
export function Line({ player, begins, spans, levels, heard, said, open, moment, text, onOpen }) {
  const { clockS, at } = player;
  const small = useSmall(player);
  const to = begins + clockS;
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const secondOf = ({ currentTarget, clientX }) => {
    const box = currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * clockS;
  };
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const onPointerDown = (event) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    void player.seekTo(secondOf(event));
  };
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const onPointerMove = (event) => {
    void small.onPointerMove(event);
    if (event.currentTarget.hasPointerCapture(event.pointerId)) void player.seekTo(secondOf(event));
  };
  const onKeyDown = useCallback(
    (/** @type {import("react").KeyboardEvent} */ event) => {
      const second = seek(at, event.key, clockS);
      if (second === null) return;
      event.preventDefault();
      void player.seekTo(second);
    },
    [at, clockS, player],
  );
  return (
    <div className="review-line">
      <Pins said={said} open={open} from={begins} to={to} text={text} onOpen={onOpen} />
      <div
        className="review-music"
        role="slider"
        tabIndex={0}
        aria-label={text.t("Place in the recording")}
        aria-valuemin={Math.round(begins)}
        aria-valuemax={Math.round(to)}
        aria-valuenow={Math.round(begins + at)}
        aria-valuetext={exact(begins + at, text)}
        data-testid="review-line"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerLeave={small.onPointerLeave}
        onKeyDown={onKeyDown}
      >
        <Music {...{ spans, levels, clockS, heard, text }} />
        {moment ? <Range moment={moment} from={begins} to={to} look="review-chosen" /> : null}
        <LoopSpan loop={player.loop} clockS={clockS} />
        <span className="review-head" style={{ left: `${place(at, 0, clockS)}%` }} />
        {small.drawn}
      </div>
      <Axis from={begins} length={clockS} text={text} />
    </div>
  );
}

/** @param {{ spans: import("../../ui/stave_shapes.js").Span[], levels: import("../../ui/stave_shapes.js").Levels | null, clockS: number, heard: boolean, text: Text }} props */
function PlainMusic({ spans, levels, clockS, heard, text }) {
  const drawn = spans.length || !heard ? spans : [{ kind: "clock", start_s: 0, end_s: clockS }];
  return (
    <Stave
      spans={drawn}
      clockS={clockS}
      levels={levels?.values?.length ? levels : null}
      size="medium"
      label={text.t("What was heard")}
      waits={!heard}
    />
  );
}
const Music = memo(PlainMusic);
