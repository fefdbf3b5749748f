// A week by the hour: its days beside one another, a lesson as high as it is long.
import { useEffect } from "react";
import { useText } from "../../i18n.js";
import { dayOf, lanesOf, opensAt } from "./planning.js";

/** @typedef {import("./planner.jsx").Row} Row */
/** @typedef {import("./planner.jsx").Free} Free */
/**
 * @typedef {{
 *   box: import("react").RefObject<HTMLDivElement | null>, days: string[], today: string, rows: Row[], free: Free[],
 *   first: string, held: boolean, lesson: (row: Row & { lane?: number, lanes?: number }) => import("react").ReactNode,
 * }} Shape
 */

const IN_UTC = { timeZone: "UTC" };
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The free days that hold a day. @param {Free[]} free @param {string} day */
export const freeOn = (free, day) => free.find((one) => one.first_day <= day && day <= one.last_day);

/** It opens a little above the first lesson, and where a week is wider than the screen, at today. @param {Shape} props */
function useOpening({ box, rows, first, today, days }) {
  // Once for each week that is turned to.
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const column = place.querySelector("[data-day]");
    if (column) place.scrollTop = ((opensAt(rows) - 20) / (24 * 60)) * column.clientHeight;
    const now = days.indexOf(today);
    if (now > 0 && column) place.scrollLeft = now * column.clientWidth;
  }, [first]);
}

/** @param {Shape} props */
export function Week(props) {
  const { box, days, today, rows, free, lesson, held } = props;
  const { date } = useText();
  useOpening(props);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <div className="plan-box" ref={box} tabIndex={0} data-held={held || undefined}>
      <div className="plan-days plan-head">
        <span className="plan-corner" />
        {days.map((day) => (
          <DayName key={day} day={day} isToday={day === today} free={freeOn(free, day)} />
        ))}
      </div>
      <div className="plan-days">
        <div className="plan-axis figures" aria-hidden="true">
          {HOURS.map((hour) => (
            <span key={hour} className="plan-hour">
              {date(new Date(Date.UTC(2026, 0, 1, hour)), { hour: "numeric", ...IN_UTC })}
            </span>
          ))}
        </div>
        {days.map((day) => {
          const own = rows.filter((row) => dayOf(row.begins) === day);
          const lanes = lanesOf(own);
          return (
            <ol
              key={day}
              className="plan-day"
              data-day={day}
              data-today={day === today || undefined}
              data-off={Boolean(freeOn(free, day)) || undefined}
              aria-label={date(new Date(`${day}T12:00:00Z`), {
                weekday: "long",
                day: "numeric",
                month: "long",
                ...IN_UTC,
              })}
            >
              {own.map((row) => lesson({ ...row, ...lanes.get(row.key) }))}
            </ol>
          );
        })}
      </div>
    </div>
  );
}

/** @param {{ day: string, isToday: boolean, free?: Free }} props */
function DayName({ day, isToday, free }) {
  const { t, date } = useText();
  const at = new Date(`${day}T12:00:00Z`);
  return (
    <div className="plan-name-of-day" data-today={isToday || undefined} aria-current={isToday ? "date" : undefined}>
      <span className="plan-weekday">{date(at, { weekday: "short", ...IN_UTC })}</span>{" "}
      <span className="plan-number figures">{Number(day.slice(8))}</span>
      {free ? <span className="plan-free">{free.title || t("no lessons")}</span> : null}
    </div>
  );
}
