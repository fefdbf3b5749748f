// The days of a month in weeks, each a stave: the journal's month and the large one of the calendar.
import { Fragment } from "react";
import { minutesOf, stepOf, weeks } from "./month.js";
import "./month_grid.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {{ day: string, seconds: number, clock_s: number, played_s?: number | null, corrected?: boolean, low_s?: number, high_s?: number }} Row */
/** @typedef {{ day: string, frozen: boolean }} Off a rest day, or one that a freeze covers */

const IN_UTC = { timeZone: "UTC" };
/** @type {null[][]} */
const WAITING = Array.from({ length: 5 }, () => Array(7).fill(null));

/** @param {{ row: Row, top: number }} props */
function Note({ row, top }) {
  const heard = row.played_s === null || row.played_s === undefined ? 0 : Math.min(1, row.played_s / row.clock_s);
  const style = /** @type {import("react").CSSProperties} */ ({
    "--step": stepOf(row.seconds, top),
    "--heard": `${Math.round(heard * 100)}%`,
  });
  return <span className="calendar-note" style={style} />;
}

/** What stands before minutes that aren't sure. @param {Row | undefined} row */
export const about = (row) => (row?.high_s ? "~" : "");

/** What that means. @param {{ t: Text["t"] }} props */
export const NotSure = ({ t }) => <span>{t("~ about, it isn’t sure")}</span>;

/** Why there is no note on a day. @param {{ off: Off | undefined }} props */
const Rest = ({ off }) => (
  <span className={off?.frozen ? "calendar-frozen" : off ? "calendar-rest calendar-off" : "calendar-rest"} />
);

/**
 * A day: its note, its minutes. What is `beside` stands below them.
 * @param {{
 *   day: string, row: Row | undefined, off: Off | undefined, top: number, today: string, chosen: boolean, tab: boolean, text: Text,
 *   label: string, opens: boolean, onChoose: (day: string) => void, beside?: import("react").ReactNode,
 * }} props `opens`: there is something to see when it is chosen
 */
export function Day({ day, row, off, top, today, chosen, tab, text, label, opens, onChoose, beside }) {
  const minutes = minutesOf(row?.seconds);
  return (
    <button
      type="button"
      className="calendar-day"
      data-testid={`calendar-day-${day}`}
      data-day={day}
      data-minutes={minutes}
      aria-label={label}
      aria-current={day === today ? "date" : undefined}
      aria-pressed={opens ? chosen : undefined}
      aria-disabled={opens ? undefined : true}
      disabled={day > today && !row}
      tabIndex={tab ? 0 : -1}
      onClick={() => opens && onChoose(day)}
    >
      <span className="calendar-number">{Number(day.slice(8))}</span>
      <span className="calendar-pitch">
        {row ? <Note row={row} top={top} /> : day < today ? <Rest off={off} /> : null}
      </span>
      {beside ?? <span className="calendar-minutes">{minutes ? `${about(row)}${text.number(minutes)}` : " "}</span>}
    </button>
  );
}

// In English by name: the page begins in it, and asking the browser for the names of days costs an old phone 100 ms.
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONDAY = Date.UTC(2024, 0, 1);

/** @param {Text} text @param {number} day from Monday */
function dayNames(text, day) {
  if (text.locale === "en") return { long: DAYS[day], short: DAYS[day][0] };
  const date = new Date(MONDAY + day * 86_400_000);
  return {
    long: text.date(date, { weekday: "long", ...IN_UTC }),
    short: text.date(date, { weekday: "short", ...IN_UTC }),
  };
}

/** @param {{ text: Text, firstDay: number, endName?: string }} props */
function Weekdays({ text, firstDay, endName }) {
  return (
    <div className="calendar-week calendar-names" role="row">
      {Array.from({ length: 7 }, (_, i) => {
        const { long, short } = dayNames(text, (firstDay - 1 + i) % 7);
        return (
          <span key={i} role="columnheader">
            <span className="sr-only">{long}</span>
            <span aria-hidden="true">{short}</span>
          </span>
        );
      })}
      {endName ? (
        <span role="columnheader" className="calendar-end">
          {endName}
        </span>
      ) : null}
    </div>
  );
}

/**
 * The weeks of a month; an empty one shows that it is still loading.
 * @param {{
 *   grid: import("react").Ref<HTMLDivElement>, month: string, firstDay: number, text: Text, labelledBy: string,
 *   onKeyDown?: import("react").KeyboardEventHandler, cell: (day: string) => import("react").ReactNode,
 *   end?: (days: (string | null)[]) => import("react").ReactNode, endName?: string,
 *   after?: (days: (string | null)[]) => import("react").ReactNode,
 * }} props `end` stands at the end of a week, under `endName`; `after` below it
 */
export function MonthGrid({ grid, month, firstDay, text, labelledBy, onKeyDown, cell, end, endName, after }) {
  return (
    <div
      ref={grid}
      role="grid"
      aria-labelledby={labelledBy}
      className={month ? "" : "calendar-waits"}
      onKeyDown={month ? onKeyDown : undefined}
    >
      <Weekdays text={text} firstDay={firstDay} endName={endName} />
      {(month ? weeks(month, firstDay) : WAITING).map((week, i) => (
        <Fragment key={i}>
          <div className="calendar-week calendar-music" role="row">
            {week.map((day, j) => (
              <div key={day ?? j} role="gridcell">
                {day ? cell(day) : null}
              </div>
            ))}
            {end?.(week)}
          </div>
          {after?.(week)}
        </Fragment>
      ))}
    </div>
  );
}

/** @param {{ icon: string, label: string, disabled: boolean, onClick: () => void }} props */
export function Turn({ icon, label, ...props }) {
  return (
    <button type="button" className="btn btn-quiet btn-square" aria-label={label} title={label} {...props}>
      <span className={`icon ${icon}`} aria-hidden="true" />
    </button>
  );
}

/** @param {{ current: HTMLElement | null }} grid @param {string} day */
export const focusOn = (grid, day) =>
  /** @type {HTMLElement | null | undefined} */ (grid.current?.querySelector(`[data-day="${day}"]`))?.focus();
