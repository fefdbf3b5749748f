// A day of the calendar, said and opened: by the year and by the large month.
import { useEffect, useState } from "react";
import { useSync } from "../outbox/use.js";
import { Stave } from "../ui/stave.jsx";
import { utc } from "./month.js";
import { dayOf, numberOf } from "./year.js";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {{ seconds: number, clock_s: number, days: number, low_s?: number, high_s?: number }} Sum */
/** @typedef {{ seconds: number, clock_s: number, met: boolean, low_s?: number, high_s?: number }} WeekSum */
/** @typedef {[day: number, low_s: number, high_s: number]} Doubt a day that isn't sure, and between what and what it lies */
/**
 * @typedef {{
 *   year: number, marks: string, minutes: number[], clockMinutes: number[], heardMinutes: number[], corrected: number[],
 *   doubts?: Doubt[], weeks: WeekSum[], sums: Sum[], today: string, firstDay: number, chosen: string, onChoose: (day: string) => void,
 *   children?: import("react").ReactNode,
 * }} Days `marks`: a letter for each day (services/progress/year.py); the children stand below the day that is `chosen`
 */

const IN_UTC = { timeZone: "UTC" };
export const TO_COME = "-";

/** @param {Text} text @param {number} minutes @param {"short" | "long"} unitDisplay */
export const inMinutes = (text, minutes, unitDisplay) =>
  text.number(minutes, { style: "unit", unit: "minute", unitDisplay });

/** Between what and what a day lies, where it isn't sure. @param {Days} props @param {number} day */
export const bandOf = ({ doubts = [] }, day) => doubts.find(([number]) => number === day)?.slice(1) ?? [];

/** Why nothing was practised, or how much: what is read out of a day. @param {Text} text @param {Days} props @param {number} day */
export function told(text, props, day) {
  const { year, marks, minutes, clockMinutes, corrected } = props;
  const date = text.date(utc(dayOf(year, day)), { day: "numeric", month: "long", ...IN_UTC });
  const mark = marks[day];
  if (mark === "r") return text.t("{date}, rest day", { date });
  if (mark === "f") return text.t("{date}, covered by a freeze", { date });
  if (!minutes[day]) return text.t("{date}, no practice", { date });
  const clock = text.number(clockMinutes[day]);
  const [low, high] = bandOf(props, day);
  const played = high ? text.length(0, low, high) : inMinutes(text, minutes[day], "long");
  const said =
    mark >= "a"
      ? text.t("{date}, {duration} by the clock", { date, duration: played })
      : text.t("{date}, {duration} played, {clock} by the clock", { date, duration: played, clock });
  return corrected.includes(day) ? `${said}, ${text.t("as you corrected it")}` : said;
}

/**
 * Which day is open, and the deed that opens or closes one. With no network too: then without its sessions.
 * @param {Days} props @param {string} within "2026-" or "2026-11": what is shown; a day elsewhere is not open
 */
export function useOpenDay({ chosen, onChoose }, within) {
  const { offline } = useSync();
  const [last, setLast] = useState("");
  const open = last.startsWith(within) ? last : "";
  useEffect(() => {
    if (open && !chosen && !offline) onChoose(open); // the server began anew meanwhile
  }, [chosen]);
  /** @param {string} day */
  const choose = (day) => {
    const now = day === open ? "" : day;
    setLast(now);
    if (!offline) onChoose(now);
  };
  return { open, choose };
}

/** An open day with its figures, and with the sessions that the server gave. @param {{ text: Text, day: string, props: Days, onClose: () => void }} given */
export function OpenDay({ text, day, props, onClose }) {
  const { offline } = useSync();
  return (
    <section className="year-detail" aria-labelledby="year-day" data-testid="year-day">
      <DayHead text={text} day={day} props={props} onClose={onClose} />
      {offline ? null : props.chosen === day ? props.children : <Stave waits size="small" />}
    </section>
  );
}

/** The day's name and figures: known here, with no network too. @param {{ text: Text, day: string, props: Days, onClose: () => void }} given */
function DayHead({ text, day, props, onClose }) {
  const number = numberOf(day);
  const [mark, played, clock] = [props.marks[number], props.minutes[number], props.clockMinutes[number]];
  const heard = mark < "a" && mark > "0";
  return (
    <header className="year-day">
      <div>
        <h2 id="year-day">{text.date(utc(day), { weekday: "long", day: "numeric", month: "long", ...IN_UTC })}</h2>
        <p className="quiet">
          {mark === "r"
            ? text.t("A rest day: nothing was expected.")
            : mark === "f"
              ? text.t("A freeze covers this day: the row of days goes on.")
              : !played
                ? text.t("No practice.")
                : heard
                  ? text.t("{played} played · {clock} by the clock", {
                      played: text.length(played * 60, ...bandOf(props, number)),
                      clock: text.duration(clock * 60),
                    })
                  : text.t("{clock} by the clock", { clock: text.duration(clock * 60) })}
        </p>
        {props.corrected.includes(number) ? <Corrected text={text} heard={props.heardMinutes[number]} /> : null}
      </div>
      <button
        type="button"
        className="btn btn-quiet btn-square"
        aria-label={text.t("Close")}
        title={text.t("Close")}
        onClick={onClose}
      >
        <span className="icon icon-x" aria-hidden="true" />
      </button>
    </header>
  );
}

/** What counts is the player's word; what was measured stays beside it. @param {{ text: Text, heard: number }} props */
const Corrected = ({ text, heard }) => (
  <p className="quiet text-sm">
    <span className="icon icon-pencil me-1.5" aria-hidden="true" />
    {text.t("Counted as you corrected it.")}
    {heard ? <> {text.t("{time} heard", { time: text.duration(heard * 60) })}</> : null}
  </p>
);
