// A year at a glance: twelve small months, a shape for each day. It is larger the more was practised beside an ordinary
// day of the same player, filled where it was heard, hollow where there is only the clock; so nothing depends on colour.
// A day that is chosen opens below its month.
import { memo, useDeferredValue, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { useSync } from "../outbox/use.js";
import { Stave } from "../ui/stave.jsx";
import { utc, weekStart } from "./month.js";
import { dayOf, led, months, numberOf, weeksOf } from "./year.js";
import "./year.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {{ seconds: number, clock_s: number, days: number }} Sum */
/**
 * @typedef {{
 *   year: number, marks: string, minutes: number[], clockMinutes: number[], sums: Sum[], today: string, firstDay: number,
 *   chosen: string, onChoose: (day: string) => void, children?: import("react").ReactNode,
 * }} Props `marks`: a letter for each day (services/progress/year.py)
 */

const IN_UTC = { timeZone: "UTC" };
const TO_COME = "-";

/** @param {Text} text @param {number} minutes @param {"short" | "long"} unitDisplay */
const inMinutes = (text, minutes, unitDisplay) => text.number(minutes, { style: "unit", unit: "minute", unitDisplay });

/** Why nothing was practised, or how much: what is read out of a day. @param {Text} text @param {Props} props @param {number} day */
function told(text, { year, marks, minutes, clockMinutes }, day) {
  const date = text.date(utc(dayOf(year, day)), { day: "numeric", month: "long", ...IN_UTC });
  const mark = marks[day];
  if (mark === "r") return text.t("{date}, rest day", { date });
  if (mark === "f") return text.t("{date}, covered by a freeze", { date });
  if (!minutes[day]) return text.t("{date}, no practice", { date });
  const clock = text.number(clockMinutes[day]);
  const played = inMinutes(text, minutes[day], "long");
  if (mark >= "a") return text.t("{date}, {duration} by the clock", { date, duration: played });
  return text.t("{date}, {duration} played, {clock} by the clock", { date, duration: played, clock });
}

/** @param {Props} props */
export function Year(props) {
  const unhurried = useDeferredValue(props);
  return <Whole {...unhurried} />;
}

/**
 * Which day can be reached by the Tab key, and what the other keys do with it.
 * @param {Props} props @param {number} last @param {(day: number) => void} choose
 */
function useKeys({ year, marks }, last, choose) {
  const grid = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [focus, setFocus] = useState({ year, day: -1, moved: false });
  const day = focus.year === year && focus.day >= 0 ? Math.min(focus.day, last) : last;
  useEffect(() => {
    if (focus.moved) /** @type {HTMLElement | null | undefined} */ (grid.current?.querySelector("[tabindex]"))?.focus();
  }, [focus]);
  /** @param {import("react").KeyboardEvent<HTMLElement>} event */
  const onKeyDown = (event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches("td")) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return choose(day);
    }
    const to = event.altKey || event.ctrlKey || event.metaKey ? undefined : led(day, event.key, year, last);
    if (to === undefined) return;
    event.preventDefault();
    setFocus({ year, day: to, moved: true });
  };
  /** @param {import("react").MouseEvent<HTMLElement>} event */
  const onClick = (event) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest("td") : null;
    const month = cell?.closest("table")?.dataset.month;
    if (!cell?.textContent || !month) return;
    const tapped = numberOf(`${year}-${month}-${cell.textContent.padStart(2, "0")}`);
    if (marks[tapped] === TO_COME) return;
    setFocus({ year, day: tapped, moved: true });
    choose(tapped);
  };
  return { grid, day, onKeyDown, onClick };
}

const Whole = memo(
  /** @param {Props} props */ function Whole(props) {
    const { year, marks, today, firstDay, chosen, onChoose, children } = props;
    const text = useText();
    const { offline } = useSync();
    const [open, setOpen] = useState("");
    const toCome = marks.indexOf(TO_COME);
    const last = (toCome < 0 ? marks.length : toCome) - 1;
    /** @param {string} day */
    const choose = (day) => {
      const now = day === open ? "" : day;
      setOpen(now);
      if (!offline) onChoose(now);
    };
    const keys = useKeys(props, last, (day) => choose(dayOf(year, day)));
    const of = open.startsWith(`${year}-`) ? open : "";
    return (
      <div
        role="group"
        aria-label={String(year)}
        ref={keys.grid}
        className="year"
        data-testid="year-calendar"
        onKeyDown={keys.onKeyDown}
        onClick={keys.onClick}
      >
        {months(year, firstDay || weekStart(text.locale)).map((month) => (
          <MonthOfYear key={month.name} month={month} props={props} text={text} tab={keys.day} open={of} today={today}>
            {of ? (
              <section className="year-detail" aria-labelledby="year-day" data-testid="year-day">
                <DayHead text={text} day={of} props={props} onClose={() => choose(of)} />
                {offline ? null : chosen === of ? children : <Stave waits size="small" />}
              </section>
            ) : null}
          </MonthOfYear>
        ))}
      </div>
    );
  },
);

/**
 * @param {{
 *   month: import("./year.js").MonthOfDays, props: Props, text: Text, tab: number, open: string, today: string,
 *   children: import("react").ReactNode,
 * }} given
 */
function MonthOfYear({ month, props, text, tab, open, today, children }) {
  const { year, marks, minutes, sums } = props;
  const number = String(month.name + 1).padStart(2, "0");
  const name = text.date(Date.UTC(year, month.name, 1), { month: "long", ...IN_UTC });
  const sum = sums[month.name]?.seconds;
  /** @param {number} day @param {number} of */
  const cell = (day, of) => {
    const mine = dayOf(year, day);
    const label =
      day === tab
        ? told(text, props, day)
        : minutes[day]
          ? `${of}, ${inMinutes(text, minutes[day], "short")}`
          : undefined;
    return (
      // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid
      <td
        key={day}
        className={`y${marks[day] === "." ? "n" : marks[day] === TO_COME ? "-" : marks[day]}`}
        tabIndex={day === tab ? 0 : undefined}
        aria-label={label}
        aria-current={mine === today ? "date" : undefined}
        aria-selected={mine === open || undefined}
      >
        {of}
      </td>
    );
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are gridcells, by a tenth of the bytes */}
      <table role="grid" className="year-month" data-month={number}>
        <caption>
          {name} <span>{sum ? text.duration(sum) : ""}</span>
        </caption>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week[0] === month.days[0] && month.before ? <td colSpan={month.before} /> : null}
              {week.map((day) => cell(day, day - month.days[0] + 1))}
            </tr>
          ))}
        </tbody>
      </table>
      {open.slice(5, 7) === number ? children : null}
    </>
  );
}

/** The day's name and figures: known here, with no network too. @param {{ text: Text, day: string, props: Props, onClose: () => void }} given */
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
                      played: text.duration(played * 60),
                      clock: text.duration(clock * 60),
                    })
                  : text.t("{clock} by the clock", { clock: text.duration(clock * 60) })}
        </p>
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
