// A lesson as it stands in the planner: a button that opens it, and where it may be moved, its lower edge.
import { useText } from "../../i18n.js";
import { cityOf, dayOf, momentOf, wallAt, minutesOf } from "./planning.js";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./planner.jsx").Row} Row */
/** @typedef {import("./planning.js").Time} Time */

const CLOCK = /** @type {const} */ ({ hour: "numeric", minute: "2-digit" });
const IN_UTC = { timeZone: "UTC" };
const SHORT_MIN = 40;

/** @param {string} wall @param {Text} text */
const clock = (wall, text) => text.date(new Date(`${wall}Z`), { ...CLOCK, ...IN_UTC });

/** When it ends, as clocks say it. @param {Time} time */
const endOf = ({ begins, minutes }) =>
  minutesOf(begins) + minutes >= 24 * 60
    ? `${dayOf(begins)}T00:00`
    : wallAt(dayOf(begins), minutesOf(begins) + minutes);

/** Day and hours, as they are read aloud. @param {Time} time @param {Text} text */
export const told = (time, text) =>
  `${text.date(new Date(`${time.begins}Z`), { weekday: "long", day: "numeric", month: "long", ...IN_UTC })}, ${clock(time.begins, text)}–${clock(endOf(time), text)}`;

/** What the other's clocks say then, and where. @param {Row} row @param {string} zone @param {boolean} moving @param {Text} text */
function elsewhere(row, zone, moving, text) {
  if (!row.elsewhere) return "";
  const at = moving ? momentOf(row.begins, zone) : Date.parse(row.starts_at);
  if (Number.isNaN(at)) return "";
  return `${text.date(new Date(at), { ...CLOCK, timeZone: row.elsewhere })} ${cityOf(row.elsewhere)}`;
}

/** What became of it, in a word. @param {Row} row @param {Text} text */
function wordOf(row, { t }) {
  if (row.status === "held") return t("held");
  if (row.status === "missed") return t("missed");
  if (row.status === "cancelled") return t("cancelled");
  if (row.free) return t("on a day without lessons");
  return row.makes_up ? t("make-up") : "";
}

/**
 * @param {{
 *   row: Row & { lane?: number, lanes?: number }, zone: string, inMonth: boolean, movable: boolean, moving: boolean,
 *   open: (key: string) => void, onKeyDown: (event: import("react").KeyboardEvent<HTMLElement>) => void,
 *   onBlur: (event: import("react").FocusEvent<HTMLElement>) => void,
 * }} props
 */
export function Lesson({ row, zone, inMonth, movable, moving, open, onKeyDown, onBlur }) {
  const text = useText();
  const there = elsewhere(row, zone, moving, text);
  const word = wordOf(row, text);
  const place = /** @type {import("react").CSSProperties} */ ({
    "--from": minutesOf(row.begins),
    "--for": Math.min(row.minutes, 24 * 60 - minutesOf(row.begins)),
    "--lane": row.lane ?? 0,
    "--lanes": row.lanes ?? 1,
  });
  return (
    <li className="plan-place" style={inMonth ? undefined : place}>
      <button
        type="button"
        className="plan-lesson"
        data-key={row.key}
        data-status={row.status}
        data-at={row.begins}
        data-free={row.free || undefined}
        data-moving={moving || undefined}
        data-movable={movable || undefined}
        data-short={(!inMonth && row.minutes < SHORT_MIN) || undefined}
        data-testid={row.key ? "lesson-item" : undefined}
        aria-describedby={movable ? "plan-keys" : undefined}
        title={[told(row, text), row.name, there, row.place, word].filter(Boolean).join(" · ")}
        onClick={() => open(row.key)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        <span className="figures plan-hours">
          {clock(row.begins, text)}
          {moving && !inMonth ? `–${clock(endOf(row), text)}` : ""}
        </span>{" "}
        <span className="plan-name">{row.name}</span>
        {there ? <span className="figures plan-there">{there}</span> : null}
        {word ? <span className={inMonth ? "sr-only" : "plan-word"}>{word}</span> : null}
        {row.place && !inMonth ? <span className="plan-where">{row.place}</span> : null}
        {movable && !inMonth ? <span className="plan-edge" data-resize aria-hidden="true" /> : null}
      </button>
    </li>
  );
}
