// A month by the day: each lesson a line in its day.
import { useText } from "../../i18n.js";
import { dayOf } from "./planning.js";
import { freeOn } from "./week.jsx";

const IN_UTC = { timeZone: "UTC" };

/** @param {import("./week.jsx").Shape} props */
export function Month({ box, days, today, rows, free, lesson, held }) {
  const { date } = useText();
  const within = days[10].slice(0, 7);
  return (
    <div className="plan-month" ref={box} data-held={held || undefined}>
      {days.slice(0, 7).map((day) => (
        <span key={day} className="plan-weekday" aria-hidden="true">
          {date(new Date(`${day}T12:00:00Z`), { weekday: "short", ...IN_UTC })}
        </span>
      ))}
      {days.map((day) => (
        <Cell
          key={day}
          {...{ day, lesson }}
          outside={!day.startsWith(within)}
          isToday={day === today}
          free={freeOn(free, day)}
          rows={rows.filter((row) => dayOf(row.begins) === day).sort((a, b) => (a.begins < b.begins ? -1 : 1))}
        />
      ))}
    </div>
  );
}

/**
 * @param {{
 *   day: string, outside: boolean, isToday: boolean, free?: import("./planner.jsx").Free,
 *   rows: import("./planner.jsx").Row[], lesson: (row: import("./planner.jsx").Row) => import("react").ReactNode,
 * }} props
 */
function Cell({ day, outside, isToday, free, rows, lesson }) {
  const { t, date } = useText();
  const at = new Date(`${day}T12:00:00Z`);
  return (
    <div
      className="plan-cell"
      data-day={day}
      data-outside={outside || undefined}
      data-today={isToday || undefined}
      data-off={Boolean(free) || undefined}
    >
      <p className="plan-cell-head">
        <span className="figures" aria-hidden="true">
          {Number(day.slice(8))}
        </span>
        <span className="sr-only">{date(at, { weekday: "long", day: "numeric", month: "long", ...IN_UTC })}</span>
        {free ? <span className="plan-free">{free.title || t("no lessons")}</span> : null}
      </p>
      {rows.length > 0 ? <ol className="plan-lines">{rows.map((row) => lesson(row))}</ol> : null}
    </div>
  );
}
