// @ts-check
// Ten seconds of one's own practice are chosen: a session, then where in it. What is drawn is what others will see.
import { useEffect, useRef, useState } from "react";
import { formatClock, formatDay, formatDuration, useText } from "../../i18n.js";
import { addressesOf } from "../player/media.js";
import { Dialog } from "../ui/dialog.jsx";
import { Stave } from "../ui/stave.jsx";
import { heardIn, sessions, show } from "./asking.js";
import { clamped, first, holding, LENGTHS, loudness, within } from "./choosing.js";
import { Listen } from "./moment.jsx";

/** @typedef {import("./asking.js").Practised} Practised */
/** @typedef {import("./asking.js").Heard} Heard */
/** @typedef {import("../../i18n.js").Text} Text */

/** @param {Practised} session @param {Text} text */
function titleOf(session, text) {
  const titles = [...new Set(session.items.map(({ piece_title }) => piece_title).filter(Boolean))];
  return titles.join(" · ") || text.word(session.instrument) || text.t("Practice");
}

/** @param {Practised} session */
const heard = ({ recordings }) => recordings.some(({ keep, status }) => keep && status === "ready");

/** @param {{ onChoose: (session: Practised) => void }} props */
function Sessions({ onChoose }) {
  const text = useText();
  const { t } = text;
  const [found, setFound] = useState(/** @type {Practised[] | null} */ (null));
  const [cursor, setCursor] = useState("");
  const [away, setAway] = useState(false);
  const more = async (/** @type {string} */ after) => {
    const page = await sessions(after);
    setAway(page === null);
    setFound((before) => [...(before ?? []), ...(page?.items ?? [])]);
    setCursor(page?.next_cursor ?? "");
  };
  useEffect(() => void more(""), []);
  if (away) return <p role="alert">{t("Your sessions can't be had just now. Try again in a moment.")}</p>;
  if (found?.length === 0) return <p>{t("There is no session yet. Practise first, then show a moment of it.")}</p>;
  return (
    <div className="choosing">
      <p className="quiet text-sm">
        {t("Others see and hear only the seconds that you choose, and nothing else of the session.")}
      </p>
      <div>
        {(found ?? []).map((session) => (
          <button
            key={session.id}
            type="button"
            className="choosing-row"
            onClick={() => onChoose(session)}
            data-testid="moment-session"
          >
            <strong>{titleOf(session, text)}</strong>
            <span className="figures">{formatDuration(session.clock_s)}</span>
            <span className="quiet text-sm">
              {formatDay(session.local_day, { weekday: "short", day: "numeric", month: "long" })}
              {heard(session) ? <> · {t("with sound")}</> : null}
            </span>
          </button>
        ))}
      </div>
      {cursor ? (
        <button type="button" className="btn btn-quiet" onClick={() => more(cursor)}>
          {t("Show more")}
        </button>
      ) : null}
    </div>
  );
}

/** One's own recording, from the second chosen on. @param {{ session: Practised, start: number, end: number }} props */
function Try({ session, start, end }) {
  const { t } = useText();
  const [src, setSrc] = useState("");
  const [playing, setPlaying] = useState(false);
  const take = holding(session.recordings, start, end);
  useEffect(() => {
    setSrc("");
    if (!take) return undefined;
    let wanted = true;
    const at = (/** @type {number} */ second) => Math.max(0, second - take.offset_s).toFixed(2);
    const later = setTimeout(() => {
      addressesOf(take.id).then(
        ({ url }) => wanted && setSrc(`${url}#t=${at(start)},${at(end)}`),
        () => {}, // it may be looked at without being heard
      );
    }, 150);
    return () => {
      wanted = false;
      clearTimeout(later);
    };
  }, [take, start, end]);
  if (!take)
    return <p className="quiet text-sm">{t("The sound of these seconds was not kept: others see when you played.")}</p>;
  return src ? (
    <Listen
      key={src}
      src={src}
      label={t("Listen")}
      playing={playing}
      onPlaying={setPlaying}
      onFail={() => setSrc("")}
    />
  ) : null;
}

/** @param {{ session: Practised, onBack: () => void, onPut: (markdown: string) => void }} props */
function Seconds({ session, onBack, onPut }) {
  const text = useText();
  const { t } = text;
  const [heard, setHeard] = useState(/** @type {Heard} */ ({ spans: [], curves: [] }));
  const [length, setLength] = useState(Math.min(10, Math.max(1, Math.floor(session.clock_s))));
  const [start, setStart] = useState(0);
  const [wrong, setWrong] = useState("");
  const busy = useRef(false);
  const clock = session.clock_s;
  const end = Math.min(clock, start + length);
  useEffect(() => {
    void heardIn(session.id).then((found) => {
      if (!found) return;
      setHeard(found);
      setStart(first(found.spans, 10, clock));
    });
  }, [session.id, clock]);
  const move = (/** @type {number} */ to) => setStart(clamped(to, length, clock));
  const longer = (/** @type {number} */ wanted) => {
    setLength(wanted);
    setStart(clamped(start, wanted, clock));
  };
  const put = async () => {
    if (busy.current) return;
    busy.current = true;
    const made = await show(session.id, start, end);
    busy.current = false;
    if (made.ok) onPut(made.body.markdown);
    else setWrong(made.message ?? Object.values(made.fields ?? {})[0] ?? "");
  };
  const spans = heard.spans.length ? heard.spans : [{ kind: "clock", start_s: 0, end_s: clock }];
  return (
    <div className="choosing">
      <button type="button" className="btn btn-quiet -ms-3 justify-self-start" onClick={onBack}>
        <span className="icon icon-arrow-left" aria-hidden="true" />
        <span>{t("Another session")}</span>
      </button>
      <p className="font-medium">{titleOf(session, text)}</p>
      <div className="choosing-all">
        <Stave spans={spans} clockS={clock} size="small" />
        <span
          className="choosing-there"
          style={{ left: `${(start / clock) * 100}%`, width: `${(length / clock) * 100}%` }}
        />
      </div>
      <input
        type="range"
        className="choosing-where"
        min={0}
        max={clamped(clock, length, clock)}
        step={1}
        value={start}
        aria-label={t("Where in the session")}
        aria-valuetext={formatClock(start)}
        onChange={(event) => move(Number(event.target.value))}
        data-testid="moment-where"
      />
      <div className="choosing-tools">
        <button
          type="button"
          className="btn btn-hairline"
          aria-label={t("A second earlier")}
          onClick={() => move(start - 1)}
        >
          −1
        </button>
        <span className="figures" aria-live="polite">
          {formatClock(start)}–{formatClock(end)}
        </span>
        <button
          type="button"
          className="btn btn-hairline"
          aria-label={t("A second later")}
          onClick={() => move(start + 1)}
        >
          +1
        </button>
        <select
          className="field-control"
          aria-label={t("How long")}
          value={length}
          onChange={(event) => longer(Number(event.target.value))}
        >
          {[...new Set([...LENGTHS.filter((one) => one <= clock), length])].map((one) => (
            <option key={one} value={one}>
              {formatDuration(one)}
            </option>
          ))}
        </select>
      </div>
      <div className="moment">
        <div className="moment-line">
          <Try session={session} start={start} end={end} />
          <div className="moment-stave">
            <Stave
              spans={within(spans, start, end)}
              clockS={end - start}
              levels={loudness(heard.curves, start, end)}
              size="medium"
              label={t("What others will see")}
            />
          </div>
        </div>
      </div>
      <p role="alert" className="field-error">
        {wrong ? t(wrong) : null}
      </p>
      <button type="button" className="btn btn-primary" onClick={put} data-testid="moment-put">
        {t("Show this moment")}
      </button>
    </div>
  );
}

/** @param {{ open: boolean, onClose: () => void, onPut: (markdown: string) => void }} props */
export function MomentPicker({ open, onClose, onPut }) {
  const { t } = useText();
  const [session, setSession] = useState(/** @type {Practised | null} */ (null));
  return (
    <Dialog open={open} onClose={onClose} title={t("A moment of your practice")}>
      {open && session === null ? <Sessions onChoose={setSession} /> : null}
      {session ? (
        <Seconds
          session={session}
          onBack={() => setSession(null)}
          onPut={(markdown) => {
            setSession(null);
            onPut(markdown);
          }}
        />
      ) : null}
    </Dialog>
  );
}
