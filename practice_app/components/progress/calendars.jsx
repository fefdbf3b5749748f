// The calendar's page: a year at a glance or a month in large. The address says which (?year=2025, ?month=2026-11).
import { useSearchParams } from "react-router";
import { useText } from "../../i18n.js";
import { useSync } from "../outbox/use.js";
import { asked, monthAfter } from "./month.js";
import { Turn } from "./month_grid.jsx";
import { LargeMonth, MonthLegend } from "./month_large.jsx";
import { Year, YearLegend } from "./year.jsx";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./day_open.jsx").Sum} Sum */
/**
 * @typedef {import("./day_open.jsx").Days & { earliest: number, latest: number, whole: Sum, quiet: boolean }} Props
 * the years there are, and what the one drawn adds up to
 */

const IN_UTC = { timeZone: "UTC" };

/** Which month is shown (none: the year), and how to go on. @param {Props} props */
function usePlace({ year, latest, today }) {
  const [address, setAddress] = useSearchParams();
  const month = asked(address.get("month"), today);
  /** @param {Record<string, string>} to */
  const replace = (to) => setAddress(to, { replace: true, preventScrollReset: true });
  return {
    month,
    toMonth: (/** @type {string} */ to) => replace({ month: to }),
    toYear: (/** @type {number} */ to) => replace(to === latest ? {} : { year: String(to) }),
    turn: (/** @type {boolean} */ inLarge) => {
      const to = inLarge ? { month: year === latest ? today.slice(0, 7) : `${year}-12` } : yearOf(month, latest);
      setAddress(to, { preventScrollReset: true });
    },
  };
}

/** @param {string} month @param {number} latest @returns {Record<string, string>} */
const yearOf = (month, latest) => (Number(month.slice(0, 4)) === latest ? {} : { year: month.slice(0, 4) });

/** @param {Props} props */
export function Calendars(props) {
  const { year, quiet, sums, whole } = props;
  const { t } = useText();
  const place = usePlace(props);
  const { month } = place;
  const sum = month ? month.startsWith(`${year}-`) && sums[Number(month.slice(5)) - 1] : whole;
  return (
    <>
      <header className="calendar-page-head">
        <Title year={year} month={month} />
        <Form month={month} turn={place.turn} />
        <Turns props={props} place={place} />
        <Totals sum={sum || { seconds: 0, clock_s: 0, days: 0 }} span={month ? "month" : "year"} />
      </header>
      {month ? (
        <div>
          <LargeMonth {...props} month={month} onTurn={place.toMonth} />
          <MonthLegend quiet={quiet} doubtful={Boolean(props.doubts?.length)} />
        </div>
      ) : (
        <section aria-label={t("The days of the year")}>
          <Year {...props} />
          <YearLegend quiet={quiet} />
        </section>
      )}
    </>
  );
}

/** @param {{ year: number, month: string }} props */
function Title({ year, month }) {
  const { t, date } = useText();
  const moment = month ? `${month}-15` : `${year}-06-15`;
  return (
    <div className="grow">
      <p className="eyebrow">
        <a href="/" className="link-plain">
          {t("Journal")}
        </a>
      </p>
      <h1 id="calendar-shown" aria-live="polite">
        {date(new Date(moment), month ? { year: "numeric", month: "long", ...IN_UTC } : { year: "numeric", ...IN_UTC })}
      </h1>
    </div>
  );
}

/** A year or a month: two buttons of which one is pressed. @param {{ month: string, turn: (inLarge: boolean) => void }} props */
function Form({ month, turn }) {
  const { t } = useText();
  return (
    <fieldset className="segmented" data-testid="calendar-form">
      <legend className="sr-only">{t("What the calendar shows")}</legend>
      {[t("Year"), t("Month")].map((name, i) => (
        <label key={name} className="segment">
          <input
            type="radio"
            name="calendar-form"
            checked={Boolean(month) === Boolean(i)}
            onChange={() => turn(Boolean(i))}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}

/** One back, one on; with no network only within the year that is here. @param {{ props: Props, place: ReturnType<typeof usePlace> }} given */
function Turns({ props: { year, earliest, latest, today }, place: { month, toMonth, toYear } }) {
  const { t } = useText();
  const { offline } = useSync();
  /** @param {number} by */
  const ends = (by) => {
    const to = month ? monthAfter(month, by) : `${year + by}-01`;
    const away = offline && !to.startsWith(`${year}-`);
    return away || to < `${earliest}-01` || to > (month ? today.slice(0, 7) : `${latest}-12`);
  };
  /** @param {number} by */
  const go = (by) => (month ? toMonth(monthAfter(month, by)) : toYear(year + by));
  const [before, after] = month ? [t("Month before"), t("Month after")] : [t("Year before"), t("Year after")];
  return (
    <div className="flex">
      <Turn icon="icon-chevron-left" label={before} disabled={ends(-1)} onClick={() => go(-1)} />
      <Turn icon="icon-chevron-right" label={after} disabled={ends(1)} onClick={() => go(1)} />
    </div>
  );
}

/** What is shown, as counted and by the clock, each with its name. @param {{ sum: Sum, span: string }} props */
function Totals({ sum, span }) {
  const { t, duration, length, number } = useText();
  return (
    <dl className="journal-totals w-full">
      <Total
        name={t("practised")}
        figure={length(sum.seconds, sum.low_s, sum.high_s)}
        handle={`calendar-${span}-counted`}
      />
      <Total name={t("by the clock")} figure={duration(sum.clock_s)} handle={`calendar-${span}-clock`} />
      <Total name={t("days")} figure={number(sum.days)} handle={`calendar-${span}-days`} />
    </dl>
  );
}

/** @param {{ name: string, figure: string, handle: string }} props */
const Total = ({ name, figure, handle }) => (
  <div>
    <dt className="eyebrow">{name}</dt>
    <dd className="journal-total" data-testid={handle}>
      {figure}
    </dd>
  </div>
);
