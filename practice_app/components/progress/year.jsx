// A year at a glance: twelve small months, a shape for each day. It is larger the more was practised beside an ordinary
// day of the same player, filled where it was heard, hollow where there is only the clock; so nothing depends on colour.
// A day that is chosen opens below its month.
import { memo, useDeferredValue, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { inMinutes, OpenDay, TO_COME, told, useOpenDay } from "./day_open.jsx";
import { weekStart } from "./month.js";
import { dayOf, led, months, numberOf, weeksOf } from "./year.js";
import "./year.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./day_open.jsx").Days} Props */

const IN_UTC = { timeZone: "UTC" };

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
    const { year, marks, today, firstDay } = props;
    const text = useText();
    const toCome = marks.indexOf(TO_COME);
    const last = (toCome < 0 ? marks.length : toCome) - 1;
    const { open, choose } = useOpenDay(props, `${year}-`);
    const keys = useKeys(props, last, (day) => choose(dayOf(year, day)));
    return (
      <div
        role="group"
        aria-label={String(year)}
        ref={keys.grid}
        className="year"
        data-testid="year-calendar"
        data-doubtful={props.doubts?.length ? "" : undefined}
        onKeyDown={keys.onKeyDown}
        onClick={keys.onClick}
      >
        {months(year, firstDay || weekStart(text.locale)).map((month) => (
          <MonthOfYear
            key={month.name}
            month={month}
            props={props}
            text={text}
            tab={keys.day}
            open={open}
            today={today}
          >
            {open ? <OpenDay text={text} day={open} props={props} onClose={() => choose(open)} /> : null}
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
  const sum = sums[month.name];
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
          {name} <span>{sum?.seconds ? text.length(sum.seconds, sum.low_s, sum.high_s) : ""}</span>
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

/** What the shapes mean; where it is `quiet` nothing is said of freezes. @param {{ quiet: boolean }} props */
export function YearLegend({ quiet }) {
  const { t } = useText();
  return (
    <p className="year-legend">
      <Key kind="y3" words={t("heard")} />
      <Key kind="yc" words={t("by the clock")} />
      <span>
        {["y1", "y2", "y3", "y4"].map((size) => (
          <span key={size} className={`year-key ${size}`} aria-hidden="true" />
        ))}
        {t("less to more, beside your ordinary day")}
      </span>
      <Key kind="yr" words={t("rest day")} />
      {quiet ? null : <Key kind="yf" words={t("covered by a freeze")} />}
    </p>
  );
}

/** @param {{ kind: string, words: string }} props */
const Key = ({ kind, words }) => (
  <span>
    <span className={`year-key ${kind}`} aria-hidden="true" />
    {words}
  </span>
);
