// The newest sessions, each with its line of music. Played time is filled, time by the clock is outline.
import { Link } from "react-router";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { Stave } from "$/public/external/practice_app/components/ui/stave/stave.jsx";

const DAY_MS = 86_400_000;

export function dayName(text, day, today) {
  const apart = Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
  if (apart === 0) return text.t("Today");
  if (apart === 1) return text.t("Yesterday");
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" };
  return text.date(`${day}T00:00:00Z`, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC", ...year });
}

function Lengths({ entry, text }) {
  const clock = text.duration(entry.clock_s);
  if (entry.played_s === null) return <span className="entry-figure figure-outline">{clock}</span>;
  return (
    <>
      <span className="entry-figure">{text.duration(entry.played_s)}</span>
      <span className="quiet text-xs whitespace-nowrap">{text.t("of {time}", { time: clock })}</span>
    </>
  );
}

function Listening({ state, text }) {
  if (state === "open")
    return (
      <span className="entry-state">
        <span className="icon icon-headphones" aria-hidden="true" />
        {text.t("Listening")}
      </span>
    );
  if (state === "failed")
    return (
      <span className="entry-state">
        <span className="icon icon-info" aria-hidden="true" />
        {text.t("Could not be heard")}
      </span>
    );
  return null;
}

function Entry({ entry, today, text }) {
  const spans = entry.spans.length ? entry.spans : entry.listening === "open" ? [] : [{ kind: "clock", start_s: 0, end_s: entry.clock_s }];
  const time = text.date(entry.started_at, { hour: "numeric", minute: "2-digit", timeZone: entry.timezone });
  const under = [dayName(text, entry.day, today), time, entry.title ? text.word(entry.instrument) : "", ...entry.focus.slice(0, 3).map(text.word)];
  return (
    <li>
      <Link className="entry" to={`/sessions/${entry.id}`} data-testid="journal-session">
        <span className="entry-words">
          <span className="entry-title">{entry.title || text.word(entry.instrument) || text.t("Practice")}</span>
          <span className="entry-under">
            {under.filter(Boolean).join(" · ")}
            <Listening state={entry.listening} text={text} />
          </span>
        </span>
        <span className="entry-lengths">
          <Lengths entry={entry} text={text} />
        </span>
        <span className="entry-stave">
          <Stave spans={spans} clockS={entry.clock_s} size="small" waits={entry.listening === "open"} />
        </span>
      </Link>
    </li>
  );
}

function Bones() {
  return (
    <ul className="entries" aria-hidden="true">
      {[0, 1, 2].map((i) => (
        <li key={i} className="entry">
          <span className="entry-words gap-2">
            <span className="bone h-5 w-44" />
            <span className="bone h-4 w-32" />
          </span>
          <span className="bone h-6 w-16" />
          <span className="entry-stave">
            <Stave waits size="small" />
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Entries({ entries, today, loaded, more, onMore }) {
  const text = useText();
  if (!loaded) return <Bones />;
  return (
    <>
      <ul className="entries">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} today={today} text={text} />
        ))}
      </ul>
      {more ? (
        <button type="button" className="btn btn-quiet mt-2 w-full" onClick={() => onMore()} data-testid="journal-more">
          {text.t("Show more")}
        </button>
      ) : null}
    </>
  );
}
