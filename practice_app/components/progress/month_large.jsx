// A month in large: each day with what was played and what the clock says, each week with its sum. All of it is in the
// arrays of the year, so a month turns at once, with no network too.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { bandOf, OpenDay, TO_COME, told, useOpenDay } from "./day_open.jsx";
import { lastDay, minutesOf, topOf, walked, weekStart } from "./month.js";
import { about, Day, focusOn, MonthGrid, NotSure } from "./month_grid.jsx";
import { dayOf, numberOf, weekOf } from "./year.js";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./day_open.jsx").Days} Days */
/** @typedef {import("./day_open.jsx").WeekSum} WeekSum */
/** @typedef {import("./month_grid.jsx").Row} Row */
/** @typedef {Days & { month: string, earliest: number, onTurn: (month: string) => void }} Props `earliest`: the first year there is */

/** What the days of a month hold, by day. @param {Days} props @param {string} month @returns {Map<string, Row>} */
function rowsOf(props, month) {
  const { year, minutes, clockMinutes, heardMinutes, marks } = props;
  const rows = new Map();
  for (let n = numberOf(`${month}-01`); n < minutes.length && dayOf(year, n).startsWith(month); n++) {
    if (!minutes[n]) continue;
    const heard = marks[n] < "a" ? heardMinutes[n] * 60 : null;
    rows.set(dayOf(year, n), {
      day: dayOf(year, n),
      seconds: minutes[n] * 60,
      clock_s: clockMinutes[n] * 60,
      played_s: heard,
      high_s: bandOf(props, n)[1],
    });
  }
  return rows;
}

/**
 * Which day can be reached by the Tab key, and where the other keys lead: over the ends of the month too.
 * @param {Props} props @param {boolean} waits @param {string} come the last day that has come
 */
function useKeys({ month, earliest, onTurn }, waits, come) {
  const grid = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [focus, setFocus] = useState("");
  const last = lastDay(month, come);
  const day = focus.startsWith(month) && focus <= last ? focus : last;
  useEffect(() => {
    const active = document.activeElement;
    if (focus && (active === document.body || grid.current?.contains(active))) focusOn(grid, focus);
  }, [focus, month, waits]);
  /** @param {import("react").KeyboardEvent<HTMLElement>} event */
  const onKeyDown = (event) => {
    const from = /** @type {HTMLElement} */ (event.target).dataset?.day;
    if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = walked(from, event.key, earliest, come);
    if (!to) return;
    event.preventDefault();
    setFocus(to);
    if (!to.startsWith(month)) onTurn(to.slice(0, 7));
  };
  return { grid, day, onKeyDown };
}

/** @param {Props} props */
export function LargeMonth(props) {
  const { year, month, marks, today, weeks } = props;
  const text = useText();
  const waits = !month.startsWith(`${year}-`);
  const firstDay = props.firstDay || weekStart(text.locale);
  const rows = rowsOf(props, month);
  const top = topOf([...rows.values()]);
  const { open, choose } = useOpenDay(props, waits ? "-" : month);
  const { grid, day: tab, onKeyDown } = useKeys(props, waits, lastCome(props));
  /** @param {string} day */
  const cell = (day) => {
    const n = numberOf(day);
    const [row, mark] = [rows.get(day), marks[n]];
    const off = mark === "r" || mark === "f" ? { day, frozen: mark === "f" } : undefined;
    return (
      <Day
        {...{ day, row, off, top, today, text }}
        label={told(text, props, n)}
        opens={mark !== TO_COME}
        chosen={day === open}
        tab={day === tab}
        onChoose={choose}
        beside={<Figures text={text} row={row} corrected={props.corrected.includes(n)} />}
      />
    );
  };
  /** @param {(string | null)[]} days */
  const end = (days) => <WeekEnd text={text} sum={weeks[weekOf(days.find(Boolean) ?? today, firstDay)]} />;
  /** @param {(string | null)[]} days */
  const after = (days) =>
    open && days.includes(open) ? (
      <div role="row">
        <div role="gridcell" aria-colspan={8}>
          <OpenDay text={text} day={open} props={props} onClose={() => choose(open)} />
        </div>
      </div>
    ) : null;
  return (
    <section aria-labelledby="calendar-shown" aria-busy={waits || undefined} data-testid="month-calendar">
      <div className="calendar calendar-large">
        <MonthGrid
          {...{ grid, firstDay, text, cell, after, onKeyDown }}
          month={waits ? "" : month}
          labelledBy="calendar-shown"
          end={waits ? undefined : end}
          endName={text.t("Whole week")}
        />
      </div>
    </section>
  );
}

/** The last day that has come: today, or one of the year drawn that is later by another clock. @param {Props} props */
function lastCome({ year, marks, today }) {
  const toCome = marks.indexOf(TO_COME);
  return toCome > 0 && today.startsWith(`${year}-`) ? dayOf(year, toCome - 1) : today;
}

/** Played is filled, by the clock an outline. @param {{ text: Text, row: Row | undefined, corrected: boolean }} props */
function Figures({ text, row, corrected }) {
  const [minutes, clock] = [minutesOf(row?.seconds), minutesOf(row?.clock_s)];
  return (
    <span className="calendar-figures">
      {row && (row.played_s !== null || minutes !== clock) ? (
        <span className="calendar-played">
          {about(row)}
          {text.number(minutes)}
        </span>
      ) : null}
      {row ? <span className="calendar-clock">{text.number(clock)}</span> : null}
      {corrected ? <span className="icon icon-pencil" aria-hidden="true" /> : null}
    </span>
  );
}

/** What a week adds up to, also where some of its days are of another month. @param {{ text: Text, sum: WeekSum | undefined }} props */
function WeekEnd({ text, sum }) {
  if (!sum?.clock_s) return <div role="gridcell" className="calendar-end" />;
  return (
    <div role="gridcell" className="calendar-end" data-testid="week-sum">
      <span className="sr-only">{text.t("Whole week")}</span>
      <strong>{text.length(sum.seconds, sum.low_s, sum.high_s)}</strong>
      <span>{text.t("{time} by the clock", { time: text.duration(sum.clock_s) })}</span>
      {sum.met ? (
        <span className="calendar-met">
          <span className="icon icon-check" aria-hidden="true" />
          <span className="sr-only">{text.t("weekly goal reached")}</span>
        </span>
      ) : null}
    </div>
  );
}

/** What the drawing means; `doubtful`: that some days of the year aren't sure. @param {{ quiet: boolean, doubtful: boolean }} props */
export function MonthLegend({ quiet, doubtful }) {
  const { t } = useText();
  return (
    <div className="calendar-legend">
      <Key kind="calendar-key calendar-key-heard" words={t("heard")} />
      <Key kind="calendar-key" words={t("by the clock")} />
      <span>{t("higher is longer · minutes below")}</span>
      {doubtful ? <NotSure t={t} /> : null}
      <Key kind="calendar-off" words={t("rest day")} />
      {quiet ? null : <Key kind="calendar-frozen" words={t("covered by a freeze")} />}
      <Key kind="icon icon-check calendar-met" words={t("the weekly goals, as they are set now, were reached")} />
    </div>
  );
}

/** @param {{ kind: string, words: string }} props */
const Key = ({ kind, words }) => (
  <span className="calendar-meaning">
    <span className={kind} aria-hidden="true" />
    {words}
  </span>
);
