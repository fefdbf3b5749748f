// The newest sessions, each with its line of music. Played time is filled, time by the clock is outline. Those that lie
// on this device stand among them at once, with no network too.
import { memo, useDeferredValue, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { useText } from "../../i18n.js";
import { useConcern, useStored } from "../outbox/use.js";
import { Stave } from "../ui/stave.jsx";
import { useAway } from "../lastseen/away.js";
import { remember, remembered } from "./remembered.js";
import { dayHere, merged } from "./waiting.js";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./waiting.js").Row} Row */
/** @typedef {import("../outbox/stored.js").Stored} Stored */
/** @typedef {Omit<ReturnType<typeof useStored>, "list">} Sync */
/** @typedef {import("./remembered.js").Seen & { at: number } | null} Seen */
/**
 * @typedef {{
 *   entries: Row[], today: string, loaded: boolean, more: boolean, chosen: string, whose: string,
 *   onMore: () => void, onArrived?: (id: string) => void,
 * }} Props
 */

const DAY_MS = 86_400_000;

/** @param {Text} text @param {string} day @param {string} today */
export function dayName(text, day, today) {
  const apart = Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS);
  if (apart === 0) return text.t("Today");
  if (apart === 1) return text.t("Yesterday");
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: /** @type {const} */ ("numeric") };
  return text.date(`${day}T00:00:00Z`, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC", ...year });
}

/** A time that counts as its player corrected it. @param {{ text: Text }} props */
const Corrected = ({ text }) => (
  <span title={text.t("as you corrected it")} data-testid="journal-corrected">
    <span className="icon icon-pencil ms-1" aria-hidden="true" />
    <span className="sr-only">{text.t("as you corrected it")}</span>
  </span>
);

/** What counts, as a number; between what and what it lies where that isn't sure. @param {{ entry: Row, text: Text }} props */
function Played({ entry, text }) {
  const band = entry.band_s;
  if ((entry.corrected_s ?? null) !== null || !band)
    return <span className="entry-figure">{text.duration(entry.corrected_s ?? entry.played_s ?? 0)}</span>;
  return (
    <span className="entry-figure entry-about" data-testid="journal-entry-about">
      {text.length(0, ...band)}
    </span>
  );
}

/** @param {{ entry: Row, text: Text }} props */
function Lengths({ entry, text }) {
  const clock = text.duration(entry.elapsed_s ?? entry.clock_s);
  if (entry.played_s === null)
    return (
      <span className="entry-figure figure-by-clock" title={text.t("by the clock")}>
        {clock}
      </span>
    );
  return (
    <>
      <Played entry={entry} text={text} />
      <span className="quiet text-xs whitespace-nowrap">
        {text.t("of {time}", { time: clock })}
        {entry.corrected_s === null || entry.corrected_s === undefined ? null : <Corrected text={text} />}
      </span>
    </>
  );
}

/** @param {{ state: string, text: Text }} props */
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

/** How a session of this device stands: [icon, words]. @param {Row} entry @param {Sync} sync @param {Text} text */
function standing(entry, sync, text) {
  const progress = sync.progress[entry.id];
  if (entry.waits === "attention") return ["icon-circle-alert", text.t("Needs you")];
  if (entry.waits === "held") return ["icon-pause", text.t("Stays on this device")];
  if (entry.waits === "unfinished") return ["icon-hourglass", text.t("Not finished")];
  if (sync.signedIn === false) return ["icon-lock", text.t("Sign in to send")];
  if (sync.offline) return ["icon-cloud-off", text.t("Waits for the network")];
  const share = sync.sending && progress?.total ? progress.sent / progress.total : undefined;
  return [
    "icon-upload",
    share === undefined
      ? text.t("Sending…")
      : text.t("Sending {percent}", { percent: text.number(share, { style: "percent" }) }),
  ];
}

/** @param {{ entry: Row, sync: Sync, text: Text }} props */
function Standing({ entry, sync, text }) {
  const [icon, words] = standing(entry, sync, text);
  return (
    <span
      className={`entry-state ${entry.waits === "attention" ? "text-error" : ""}`}
      data-testid="journal-waits"
      data-state={entry.waits}
    >
      <span className={`icon ${icon}`} aria-hidden="true" />
      {words}
    </span>
  );
}

/** Where a tap leads: to the session's page once the server has it. @param {{ entry: Row, children: import("react").ReactNode }} props */
function Onward({ entry, children }) {
  const shared = { className: "entry", "data-testid": "journal-session" };
  if (!("elapsed_s" in entry))
    return (
      <Link {...shared} to={`/sessions/${entry.id}`}>
        {children}
      </Link>
    );
  return (
    <a {...shared} href={entry.waits === "unfinished" ? "/practice" : "/device"}>
      {children}
    </a>
  );
}

/** @param {{ entry: Row, today: string, text: Text, sync: Sync }} props */
function Entry({ entry, today, text, sync }) {
  const spans = entry.spans.length
    ? entry.spans
    : entry.listening === "open" && !entry.waits
      ? []
      : [{ kind: "clock", start_s: 0, end_s: entry.clock_s }];
  const time = text.date(entry.started_at, { hour: "numeric", minute: "2-digit", timeZone: entry.timezone });
  const under = [
    dayName(text, entry.day, today),
    time,
    entry.title ? text.word(entry.instrument) : "",
    ...entry.focus.slice(0, 3).map(text.word),
  ];
  return (
    <li>
      <Onward entry={entry}>
        <span className="entry-words">
          <span className="entry-title">{entry.title || text.word(entry.instrument) || text.t("Practice")}</span>
          <span className="entry-under">{under.filter(Boolean).join(" · ")}</span>
          {entry.waits ? (
            <Standing entry={entry} sync={sync} text={text} />
          ) : (
            <Listening state={entry.listening} text={text} />
          )}
        </span>
        <span className="entry-lengths">
          <Lengths entry={entry} text={text} />
        </span>
        <span className="entry-stave">
          <Stave spans={spans} clockS={entry.clock_s} size="small" waits={!entry.waits && entry.listening === "open"} />
        </span>
      </Onward>
    </li>
  );
}

function Skeleton() {
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

/** What was seen last, while the journal itself cannot be reached. @param {Props} props @param {boolean} away @returns {Seen} */
function useRemembered({ loaded, chosen, entries, today, whose }, away) {
  const [seen, setSeen] = useState(/** @type {Seen} */ (null));
  useEffect(() => {
    if (loaded && !chosen) remember(whose, { entries: entries.slice(0, 10), today }).catch(() => {});
  }, [loaded, chosen, entries, today, whose]);
  useEffect(() => {
    if (away) remembered().then(setSeen, () => {});
  }, [away]);
  return loaded ? null : seen;
}

/**
 * Tell the page when the server has got a session that waited here, so that it looks again.
 * @param {Stored[] | null} list @param {Props["onArrived"]} onArrived
 */
function useArrivals(list, onArrived) {
  const waited = useRef(new Set());
  useEffect(() => {
    if (!list) return;
    const now = new Set(list.filter(({ unknown }) => unknown).map(({ id }) => id));
    for (const id of waited.current) if (!now.has(id)) onArrived?.(id);
    waited.current = now;
  }, [list]);
}

/** What came is drawn piece by piece, so that a tap need not wait for the whole list. @param {Props} props */
export function Entries(props) {
  const unhurried = useDeferredValue(props);
  return useConcern() ? <Shown {...unhurried} /> : <Skeleton />;
}

const Shown = memo(
  /** @param {Props} props */ function Shown(props) {
    const { entries, today, loaded, more, chosen, onMore, onArrived } = props;
    const text = useText();
    const { list, ...sync } = useStored();
    const away = useAway(loaded);
    const seen = useRemembered(props, away);
    useArrivals(list, onArrived);
    const day = dayHere(list ?? [], today);
    const rows = merged(loaded ? entries : (seen?.entries ?? []), list ?? [], chosen);
    return (
      <>
        {rows.length ? (
          <ul className="entries">
            {rows.map((entry) => (
              <Entry key={entry.id} entry={entry} today={day} text={text} sync={sync} />
            ))}
          </ul>
        ) : null}
        {loaded ? null : away ? <AsSeen seen={seen} offline={sync.offline} text={text} /> : <Skeleton />}
        {more ? (
          <button
            type="button"
            className="btn btn-quiet mt-2 w-full"
            onClick={() => onMore()}
            data-testid="journal-more"
          >
            {text.t("Show more")}
          </button>
        ) : null}
      </>
    );
  },
);

/** @param {{ seen: Seen, offline: boolean, text: Text }} props */
function AsSeen({ seen, offline, text }) {
  const time = seen && text.date(seen.at, { dateStyle: "medium", timeStyle: "short" });
  const offlineWords = seen
    ? text.t("As you last saw it, {time}. The rest is there when the network is back.", { time })
    : text.t("The rest of your journal is there when the network is back.");
  const slowWords = seen
    ? text.t("As you last saw it, {time}. Woodshed is slow to answer just now.", { time })
    : text.t("Woodshed is slow to answer just now. It keeps trying.");
  return (
    <p className="quiet mt-4 text-sm" role="status" data-testid="journal-as-seen">
      {offline ? offlineWords : slowWords}
    </p>
  );
}
