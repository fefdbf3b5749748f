// Where on the music something was said, and, while it plays there, what.
import { formatClock } from "../../i18n.js";
import { placesOf, saidAt } from "./pins.js";
import "./pins.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./pins.js").Pin} Pin */

/** @param {{ pins: Pin[], clockS: number, onGo: (second: number) => unknown, text: Text }} props */
export function Pins({ pins, clockS, onGo, text }) {
  if (!pins.length) return null;
  return (
    <div className="pins" role="group" aria-label={text.t("What was said")}>
      {placesOf(pins, clockS).map(({ id, second, left, count, done }) => {
        const label = text.n("{n} comment at {at}", "{n} comments at {at}", count, { at: formatClock(second) });
        return (
          <button
            key={id}
            type="button"
            className={done ? "pin pin-done" : "pin"}
            style={{ left: `${left * 100}%` }}
            aria-label={label}
            title={label}
            data-testid="feedback-pin"
            onClick={() => void onGo(second)}
          >
            <span className="pin-head figures">{count > 1 ? text.number(count) : null}</span>
          </button>
        );
      })}
    </div>
  );
}

/** What was said of the second that is shown. @param {{ pins: Pin[], second: number, text: Text }} props */
export function SaidHere({ pins, second, text }) {
  const said = saidAt(pins, second);
  if (!pins.length) return null;
  return (
    <p className="pins-said" aria-live="off" data-testid="feedback-here">
      {said ? (
        <>
          <span className="figures quiet">{formatClock(said.second)}</span>{" "}
          {said.text || text.t("Something is drawn, or rated, here.")}
        </>
      ) : (
        " "
      )}
    </p>
  );
}
