// A month of practice as music: each week a stave, each day a note, higher the longer it was. Hollow is time by the
// clock, filled is what was heard; the minutes stand below, so that nothing depends on seeing colour or height.
import { memo, useDeferredValue, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useText } from "../../i18n.js";
import { remember, remembered } from "../journal/remembered.js";
import { useAway } from "../lastseen/away.js";
import { lastDay, minutesOf, monthAfter, moved, sameDay, stepOf, topOf, utc, weeks, weekStart } from "./month.js";
import "./calendar.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {{ day: string, seconds: number, clock_s: number, played_s?: number | null, corrected?: boolean }} Row */
/** @typedef {{ day: string, frozen: boolean }} Off a rest day, or one that a freeze covers */
/**
 * @typedef {{
 *   month: string, days: Row[], off: Off[], today: string, firstDay: number, chosen: string, whose: string,
 *   onTurn: (month: string) => void, onChoose: (day: string) => void,
 * }} Props
 */

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

/** Why there is no note on a day. @param {{ off: Off | undefined }} props */
const Rest = ({ off }) => (
  <span className={off?.frozen ? "calendar-frozen" : off ? "calendar-rest calendar-off" : "calendar-rest"} />
);

/**
 * @param {{
 *   day: string, row: Row | undefined, off: Off | undefined, top: number, today: string, chosen: string, tab: boolean, text: Text,
 *   onChoose: (day: string) => void,
 * }} props
 */
function Day({ day, row, off, top, today, chosen, tab, text, onChoose }) {
  const minutes = minutesOf(row?.seconds);
  const date = text.date(utc(day), { day: "numeric", month: "long", ...IN_UTC });
  const long = text.number(minutes, { style: "unit", unit: "minute", unitDisplay: "long" });
  const told = minutes
    ? text.t("{date}, {duration}", { date, duration: long })
    : off
      ? off.frozen
        ? text.t("{date}, covered by a freeze", { date })
        : text.t("{date}, rest day", { date })
      : text.t("{date}, no practice", { date });
  const label = row?.corrected ? `${told}, ${text.t("as you corrected it")}` : told;
  return (
    <button
      type="button"
      className="calendar-day"
      data-testid={`calendar-day-${day}`}
      data-day={day}
      data-minutes={minutes}
      aria-label={label}
      aria-current={day === today ? "date" : undefined}
      aria-pressed={minutes ? day === chosen : undefined}
      aria-disabled={minutes ? undefined : true}
      disabled={day > today && !row}
      tabIndex={tab ? 0 : -1}
      onClick={() => minutes && onChoose(day)}
    >
      <span className="calendar-number">{Number(day.slice(8))}</span>
      <span className="calendar-pitch">
        {row ? <Note row={row} top={top} /> : day < today ? <Rest off={off} /> : null}
      </span>
      <span className="calendar-minutes">{minutes ? text.number(minutes) : " "}</span>
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

/** @param {{ text: Text, firstDay: number }} props */
function Weekdays({ text, firstDay }) {
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
    </div>
  );
}

// Named while the page is read (components/shell/inline/head.js): no server is needed to know which month it is.
const NAME_IT = { __html: "woodshed.nameMonth(document.currentScript)" };
const never = () => () => {};

function ThisMonth() {
  // Drawn later it would not run, and the page's policy lets no script come after the page.
  const came = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  return (
    <>
      <span suppressHydrationWarning>{globalThis.woodshed?.thisMonth?.() ?? " "}</span>
      {came ? <script dangerouslySetInnerHTML={NAME_IT} /> : null}
    </>
  );
}

/** @param {{ icon: string, label: string, disabled: boolean, onClick: () => void }} props */
function Turn({ icon, label, ...props }) {
  return (
    <button type="button" className="btn btn-quiet btn-square" aria-label={label} title={label} {...props}>
      <span className={`icon ${icon}`} aria-hidden="true" />
    </button>
  );
}

/** @param {{ text: Text }} props */
function Legend({ text }) {
  return (
    <p className="calendar-legend">
      <span className="calendar-key calendar-key-heard" aria-hidden="true" />
      {text.t("heard")}
      <span className="calendar-key" aria-hidden="true" />
      {text.t("by the clock")}
      <span>{text.t("higher is longer · minutes below")}</span>
    </p>
  );
}

/** With no network it is the month as it was last seen; nothing can be asked of it then. @param {Props} props */
function useSeen({ month, days, off, today, whose }) {
  const away = useAway(Boolean(month));
  const [seen, setSeen] = useState(/** @type {Pick<Props, "month" | "days" | "off" | "today"> | null} */ (null));
  useEffect(() => {
    if (month && month === today.slice(0, 7))
      remember(whose, { calendar: { month, days, off, today } }).catch(() => {});
    else if (away)
      remembered().then(
        (all) => setSeen(all?.calendar ?? null),
        () => {},
      );
  }, [month, days, off, today, whose, away]);
  return away ? seen : null;
}

/** What came is drawn piece by piece, so that a tap need not wait for thirty days. @param {Props} props */
export function Calendar(props) {
  const unhurried = useDeferredValue(props);
  const seen = useSeen(unhurried);
  return <Month {...unhurried} {...seen} asSeen={Boolean(seen)} />;
}

// The browser's formatters wake while the server is asked, in a moment of their own.
const calm = globalThis.requestIdleCallback ?? globalThis.setTimeout;
/** @param {Text} text */
const wake = (text) => weekStart(text.locale) && text.date(MONDAY, { day: "numeric", month: "long", ...IN_UTC });

/**
 * The day that has the focus is gone when another month comes: the same day of that one takes it, unless somebody has
 * gone elsewhere meanwhile.
 * @param {{ current: HTMLElement | null }} grid @param {string} month @param {string} last @param {(day: string) => void} setFocus
 */
function useTurning(grid, month, last, setFocus) {
  const from = useRef("");
  useEffect(() => {
    const [day, active] = [from.current, document.activeElement];
    from.current = "";
    if (!day || !(active === document.body || grid.current?.contains(active))) return;
    const to = sameDay(day, month, last);
    setFocus(to);
    focusOn(grid, to);
  }, [month]);
  return (/** @type {string} */ day) => (from.current = day);
}

/** @param {{ current: HTMLElement | null }} grid @param {string} day */
const focusOn = (grid, day) =>
  /** @type {HTMLElement | null | undefined} */ (grid.current?.querySelector(`[data-day="${day}"]`))?.focus();

const Month = memo(
  /** @param {Props & { asSeen: boolean }} props */ function Month({
    month,
    days,
    off = [],
    today,
    firstDay: told,
    chosen,
    asSeen,
    onTurn,
    onChoose,
  }) {
    const text = useText();
    const grid = useRef(/** @type {HTMLDivElement | null} */ (null));
    useEffect(() => void calm(() => wake(text)), []);
    const [focus, setFocus] = useState("");
    const firstDay = month ? told || weekStart(text.locale) : 1;
    const last = month
      ? lastDay(
          month,
          days.reduce((latest, row) => (row.day > latest ? row.day : latest), today),
        )
      : "";
    const reachable = focus.startsWith(month) && focus <= last ? focus : last;
    const offDays = new Map(off.map((one) => [one.day, one]));
    const byDay = new Map(days.map((row) => [row.day, row]));
    const top = topOf(days);
    useEffect(() => {
      if (focus && grid.current?.contains(document.activeElement)) focusOn(grid, focus);
    }, [focus]);
    const turnFrom = useTurning(grid, month, last, setFocus);
    /** @param {import("react").KeyboardEvent<HTMLElement>} event */
    const onKeyDown = (event) => {
      const from = /** @type {HTMLElement} */ (event.target).dataset?.day ?? reachable;
      if (event.key.startsWith("Page")) {
        event.preventDefault();
        const to = monthAfter(month, event.key === "PageUp" ? -1 : 1);
        if (asSeen || to > today.slice(0, 7)) return undefined;
        turnFrom(from);
        return onTurn(to);
      }
      const to = moved(from, event.key, month, last);
      if (!/^(Arrow|Home|End)/.test(event.key)) return undefined;
      event.preventDefault();
      return setFocus(to);
    };
    const name = month ? text.date(utc(`${month}-01`), { month: "long", year: "numeric", ...IN_UTC }) : "";
    /** @param {string} day */
    const cell = (day) => {
      const props = {
        day,
        row: byDay.get(day),
        off: offDays.get(day),
        top,
        today,
        chosen,
        text,
        onChoose: asSeen ? () => {} : onChoose,
      };
      return <Day {...props} tab={day === reachable} />;
    };
    return (
      <section className="calendar" aria-busy={month ? undefined : true} aria-labelledby="calendar-month">
        <div className="calendar-head">
          <h2 id="calendar-month" aria-live="polite">
            {month ? name : <ThisMonth />}
          </h2>
          <a href="/calendar" className="btn btn-quiet btn-sm" data-testid="journal-year">
            <span className="icon icon-calendar-days" aria-hidden="true" />
            {text.t("Year")}
          </a>
          <span className="calendar-turns">
            <Turn
              icon="icon-chevron-left"
              label={text.t("Month before")}
              disabled={!month || asSeen}
              onClick={() => onTurn(monthAfter(month, -1))}
            />
            <Turn
              icon="icon-chevron-right"
              label={text.t("Month after")}
              disabled={!month || asSeen || month >= today.slice(0, 7)}
              onClick={() => onTurn(monthAfter(month, 1))}
            />
          </span>
        </div>
        <div
          ref={grid}
          role="grid"
          aria-labelledby="calendar-month"
          className={month ? "" : "calendar-waits"}
          onKeyDown={month ? onKeyDown : undefined}
        >
          <Weekdays text={text} firstDay={firstDay} />
          {(month ? weeks(month, firstDay) : WAITING).map((week, i) => (
            <div key={i} className="calendar-week calendar-music" role="row">
              {week.map((day, j) => (
                <div key={day ?? j} role="gridcell">
                  {day ? cell(day) : null}
                </div>
              ))}
            </div>
          ))}
        </div>
        <Legend text={text} />
      </section>
    );
  },
);
