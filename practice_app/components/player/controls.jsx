// What a player is worked with: play, frame by frame, faster or slower, round and round; and the small picture under the pointer.
import { useRef, useState } from "react";
import { formatClock } from "../../i18n.js";
import { smallAt } from "./frames.js";
import { bracketed, SPEEDS } from "./loops.js";
import { addressesOf } from "./media.js";
import "./player.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./use_player.js").Player} Player */
/** @typedef {import("./loops.js").Loop} Loop */

/** @param {{ playing: boolean, waiting: boolean, onToggle: () => void, text: Text, handle: string }} props */
export function PlayButton({ playing, waiting, onToggle, text, handle }) {
  const label = playing ? text.t("Pause") : text.t("Listen");
  return (
    <button
      type="button"
      className="player-play"
      aria-label={label}
      title={label}
      onClick={onToggle}
      data-testid={handle}
    >
      {waiting && !playing ? (
        <span className="loading loading-spinner" aria-hidden="true" />
      ) : (
        <span className={`icon ${playing ? "icon-pause" : "icon-play"}`} aria-hidden="true" />
      )}
    </button>
  );
}

/** @param {{ speed: number, onSpeed: (speed: number) => void, text: Text, handle: string }} props */
export function Speed({ speed, onSpeed, text, handle }) {
  return (
    <label className="player-speed">
      <span className="eyebrow">{text.t("Speed")}</span>
      <select
        className="field-control"
        value={speed}
        onChange={({ target }) => onSpeed(Number(target.value))}
        data-testid={handle}
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>
            {text.number(one * 100, { maximumFractionDigits: 0 })} %
          </option>
        ))}
      </select>
    </label>
  );
}

/** @param {{ loop: Loop | null, onClear: () => void, text: Text, handle: string }} props */
export function LoopEnd({ loop, onClear, text, handle }) {
  if (!loop) return null;
  return (
    <button type="button" className="btn btn-quiet" data-testid={handle} onClick={onClear}>
      <span className="icon icon-x" aria-hidden="true" />
      <span>{text.t("End the loop {from}–{to}", { from: formatClock(loop.from), to: formatClock(loop.to) })}</span>
    </button>
  );
}

/** @param {{ player: Player, text: Text }} props */
function Steps({ player, text }) {
  if (!player.steps) return null;
  const back = text.t("One picture back");
  const on = text.t("One picture on");
  return (
    <span className="player-steps">
      <button
        type="button"
        className="btn btn-quiet"
        aria-label={back}
        title={back}
        data-testid="player-step-back"
        onClick={() => void player.step(-1)}
      >
        <span className="icon icon-chevron-left" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn btn-quiet"
        aria-label={on}
        title={on}
        data-testid="player-step-forward"
        onClick={() => void player.step(1)}
      >
        <span className="icon icon-chevron-right" aria-hidden="true" />
      </button>
    </span>
  );
}

/** A loop is put from here, to here. @param {{ player: Player, text: Text }} props */
export function Ends({ player, text }) {
  const { loop, setLoop, handle, clockS } = player;
  /** @param {"from" | "to"} end */
  const put = (end) => setLoop(bracketed(loop, end, handle.time(), clockS));
  return (
    <span className="player-ends">
      <button type="button" className="btn btn-quiet" data-testid="player-loop-from" onClick={() => put("from")}>
        {text.t("Loop from here")}
      </button>
      {loop ? (
        <button type="button" className="btn btn-quiet" data-testid="player-loop-to" onClick={() => put("to")}>
          {text.t("to here")}
        </button>
      ) : null}
    </span>
  );
}

/** @param {{ player: Player, text: Text, play?: string, hint?: string }} props */
export function Controls({ player, text, play = "session-play", hint = "" }) {
  return (
    <div className="player-controls">
      <PlayButton {...player} onToggle={player.toggle} text={text} handle={play} />
      <Steps player={player} text={text} />
      <span className="figures player-clock" aria-live="off">
        {formatClock(player.at)} <span className="quiet">/ {formatClock(player.clockS)}</span>
      </span>
      <Speed speed={player.speed} onSpeed={player.setSpeed} text={text} handle="player-speed" />
      <Ends player={player} text={text} />
      <LoopEnd loop={player.loop} onClear={() => player.setLoop(null)} text={text} handle="player-loop-clear" />
      <p className="quiet text-sm player-hint" role="status">
        {player.failed ? (
          text.t("The sound can't be loaded just now. Try again in a moment.")
        ) : (
          <>
            {player.preparing === null ? null : (
              <span data-testid="player-preparing">
                {text.t("The film for single pictures is being made: {n} %.", {
                  n: Math.round(player.preparing * 100),
                })}{" "}
              </span>
            )}
            {hint}{" "}
            <span className="player-keys">
              {player.steps
                ? text.t(
                    "Keys: Space or K, J and L for ten seconds, arrows, comma and full stop for one picture, [ and ] for a loop.",
                  )
                : text.t("Keys: Space or K, J and L for ten seconds, arrows, [ and ] for a loop.")}
            </span>
          </>
        )}
      </p>
    </div>
  );
}

/** The stretch that is played again and again. @param {{ loop: Loop | null, clockS: number }} props */
export function LoopSpan({ loop, clockS }) {
  if (!loop) return null;
  const [left, width] = [loop.from / clockS, (loop.to - loop.from) / clockS].map((part) => `${part * 100}%`);
  return <span className="player-loop" style={{ left, width }} />;
}

/**
 * The small picture of the second under the pointer; its addresses are asked for when somebody looks first.
 * @param {Player} player
 */
export function useSmall(player) {
  const { film, clockS } = player;
  const found = useRef(/** @type {Promise<import("./media.js").Addresses | null> | null} */ (null));
  const [small, setSmall] = useState(/** @type {{ left: string, style: object } | null} */ (null));
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const onPointerMove = async ({ currentTarget, clientX }) => {
    if (!film) return;
    const box = currentTarget.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    found.current ??= addressesOf(film.id).catch(() => null);
    const { sheet, small: url, begins = 0 } = (await found.current) ?? {};
    const second = part * clockS - film.offset_s - begins;
    if (!sheet || !url || second < 0 || second > film.duration_s) return setSmall(null);
    const { x, y } = smallAt(sheet, second);
    const style = { width: sheet.width, height: sheet.height, backgroundPosition: `-${x}px -${y}px` };
    setSmall({ left: `${part * 100}%`, style: { ...style, backgroundImage: `url("${url}")` } });
  };
  const drawn = small ? (
    <span className="player-small" aria-hidden="true" style={{ left: small.left }} data-testid="player-small">
      <span style={small.style} />
    </span>
  ) : null;
  return { drawn, onPointerMove, onPointerLeave: () => setSmall(null) };
}
