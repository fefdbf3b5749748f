// A month of practice as music: each week a stave, each day a note, higher the longer it was. Hollow is time by the
// clock, filled is what was heard; the minutes stand below, so that nothing depends on seeing colour or height.
import { memo, useDeferredValue, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useText } from "../../i18n.js";
import { remember, remembered } from "../journal/remembered.js";
import { useAway } from "../lastseen/away.js";
import { lastDay, minutesOf, monthAfter, moved, sameDay, topOf, utc, weekStart } from "./month.js";
import { Day, focusOn, MonthGrid, NotSure, Turn } from "./month_grid.jsx";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./month_grid.jsx").Row} Row */
/** @typedef {import("./month_grid.jsx").Off} Off */
/**
 * @typedef {{
 *   month: string, days: Row[], off: Off[], today: string, firstDay: number, chosen: string, whose: string,
 *   onTurn: (month: string) => void, onChoose: (day: string) => void,
 * }} Props
 */

const IN_UTC = { timeZone: "UTC" };
const MONDAY = Date.UTC(2024, 0, 1);

/** What is read out of a day. @param {Text} text @param {string} day @param {Row | undefined} row @param {Off | undefined} off */
function spoken(text, day, row, off) {
  const date = text.date(utc(day), { day: "numeric", month: "long", ...IN_UTC });
  const minutes = minutesOf(row?.seconds);
  const long = row?.high_s
    ? text.length(row.seconds, row.low_s, row.high_s)
    : text.number(minutes, { style: "unit", unit: "minute", unitDisplay: "long" });
  const said = minutes
    ? text.t("{date}, {duration}", { date, duration: long })
    : off
      ? off.frozen
        ? text.t("{date}, covered by a freeze", { date })
        : text.t("{date}, rest day", { date })
      : text.t("{date}, no practice", { date });
  return row?.corrected ? `${said}, ${text.t("as you corrected it")}` : said;
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

/** @param {{ text: Text, doubtful: boolean }} props */
function Legend({ text, doubtful }) {
  return (
    <p className="calendar-legend">
      <span className="calendar-key calendar-key-heard" aria-hidden="true" />
      {text.t("heard")}
      <span className="calendar-key" aria-hidden="true" />
      {text.t("by the clock")}
      <span>{text.t("higher is longer · minutes below")}</span>
      {doubtful ? <NotSure t={text.t} /> : null}
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
      const [row, off] = [byDay.get(day), offDays.get(day)];
      const props = { day, row, off, top, today, text, onChoose: asSeen ? () => {} : onChoose };
      const label = spoken(text, day, row, off);
      const opens = minutesOf(row?.seconds) > 0;
      return <Day {...props} label={label} opens={opens} chosen={day === chosen} tab={day === reachable} />;
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
        <MonthGrid
          grid={grid}
          month={month}
          firstDay={firstDay}
          text={text}
          labelledBy="calendar-month"
          onKeyDown={onKeyDown}
          cell={cell}
        />
        <Legend text={text} doubtful={days.some((row) => row.high_s)} />
      </section>
    );
  },
);
