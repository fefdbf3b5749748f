// The film, and what works it: play, a frame on or back, which frame it is, how fast, round and round.
import { Blind } from "../../player/blind.jsx";
import { Ends, LoopEnd, PlayButton, Speed } from "../../player/controls.jsx";
import { exact } from "./moments.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("../../player/use_player.js").Player} Player */

/** @param {{ player: Player, by: 1 | -1, film: boolean, text: Text }} props */
function Step({ player, by, film, text }) {
  const on = by > 0;
  const label = film
    ? on
      ? text.t("One picture on")
      : text.t("One picture back")
    : on
      ? text.t("A little on")
      : text.t("A little back");
  return (
    <button
      type="button"
      className="btn btn-hairline btn-square"
      aria-label={label}
      aria-keyshortcuts={on ? "." : ","}
      title={label}
      data-testid={on ? "review-step-forward" : "review-step-back"}
      onClick={() => void player.step(by)}
    >
      <span className={`icon ${on ? "icon-chevron-right" : "icon-chevron-left"}`} aria-hidden="true" />
    </button>
  );
}

/**
 * Where it stands: of a film the time of the picture that is seen, with its number.
 * @param {{ player: Player, begins: number, text: Text }} props
 */
function Time({ player, begins, text }) {
  const second = begins + player.at;
  const { frame } = player;
  return (
    <output
      className="figures review-time"
      aria-live="off"
      data-testid="review-time"
      data-seconds={second.toFixed(6)}
      data-frame={frame ?? ""}
    >
      {exact(second, text)}
      {frame === null ? null : <span className="quiet text-sm"> {text.t("picture {n}", { n: frame })}</span>}
    </output>
  );
}

/** What there is to see, and why there isn't. @param {{ player: Player, text: Text }} props */
export const Film = ({ player, text }) => (
  <div className="review-film">
    {player.element}
    <Blind player={player} text={text} />
  </div>
);

/** @param {{ player: Player, film: boolean, begins: number, text: Text }} props */
export function Transport({ player, film, begins, text }) {
  return (
    <div className="review-transport">
      <span className="review-steps">
        <Step player={player} by={-1} film={film} text={text} />
        <PlayButton {...player} onToggle={player.toggle} text={text} handle="review-play" />
        <Step player={player} by={1} film={film} text={text} />
      </span>
      <Time player={player} begins={begins} text={text} />
      <Speed speed={player.speed} onSpeed={player.setSpeed} text={text} handle="review-speed" />
      <Ends player={player} text={text} />
      <LoopEnd loop={player.loop} onClear={() => player.setLoop(null)} text={text} handle="review-loop-clear" />
      <Word player={player} text={text} />
    </div>
  );
}

/** What is the matter, in a sentence. @param {{ player: Player, text: Text }} props */
function Word({ player: { failed, preparing }, text }) {
  const making =
    preparing === null
      ? ""
      : text.t("The film for single pictures is being made: {n} %.", { n: Math.round(preparing * 100) });
  const word = failed ? text.t("The sound can't be loaded just now. Try again in a moment.") : making;
  return (
    <p className={word ? "review-word quiet text-sm" : "sr-only"} role="status" data-testid="review-word">
      {word}
    </p>
  );
}
