// @ts-check
// Homework on the stand: what is open is the first choice before a session; what was chosen says what it asks and how far it
// is; at the end it can be handed in. All of it needs no network.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { detailsOf, doneOf, dueWhen, knownHomework, knownToMind, onHomework, toPractise } from "../outbox/homework.js";
import { NO_WORK } from "../outbox/names.js";
import { knownPieces } from "../outbox/pieces.js";
import { Example } from "../player/late.jsx";
import { useElapsed } from "./clock.jsx";
import { Toggle, useDetails } from "./field.jsx";
import { practice, usePractice, useSync } from "./island.js";
import { counted, uncounted } from "./tempo/drills.js";
import "./planned.css";
import "./homework.css";

/** @typedef {import("../outbox/types").Homework} Homework */
/** @typedef {import("../outbox/types").Details} Details */

/** What is to be practised, the first due first. @returns {Homework[]} */
export function useHomework() {
  const { userId, revision } = useSync();
  const [rows, setRows] = useState(/** @type {Homework[]} */ ([]));
  useEffect(() => {
    const look = () =>
      void knownHomework(userId).then(
        (found) => setRows(toPractise(found)),
        () => {},
      );
    look();
    return onHomework(look);
  }, [userId, revision]);
  return rows;
}

/** The next session is for this. @param {Homework} homework @param {string | null} userId */
export const chooseHomework = async (homework, userId) =>
  practice.setDetails(detailsOf(homework, await knownPieces(userId).catch(() => [])));

/** Practise without it. */
const drop = () =>
  practice.setDetails({ ...NO_WORK, given: false, homework: undefined, hand_in: false, target_bpm: null });

/** Until when, as one says it today. @param {string | null} due_on */
function useDue(due_on) {
  const { t, day, date } = useText();
  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const when = dueWhen(due_on, today);
  if (!due_on || !when) return "";
  if (when === "today") return t("due today");
  if (when === "tomorrow") return t("due tomorrow");
  const noon = `${due_on}T12:00:00Z`;
  if (when === "soon") return t("due on {weekday}", { weekday: date(noon, { weekday: "long", timeZone: "UTC" }) });
  const said = { day: day(noon, { day: "numeric", month: "long", timeZone: "UTC" }) };
  return when === "past" ? t("was due on {day}", said) : t("due on {day}", said);
}

/** The first choice before a session. @param {{rows: Homework[]}} props */
export function Offered({ rows }) {
  const { t } = useText();
  if (!rows.length) return null;
  return (
    <div className="stand-homework" role="group" aria-label={t("Homework")}>
      {rows.map((row) => (
        <OneOffered key={row.id} row={row} />
      ))}
    </div>
  );
}

/** @param {{row: Homework}} props */
function OneOffered({ row }) {
  const { t } = useText();
  const { userId } = useSync();
  const due = useDue(row.due_on);
  return (
    <button
      type="button"
      className="stand-homework-one"
      data-testid="homework-item"
      data-status={row.status}
      onClick={() => chooseHomework(row, userId)}
    >
      <span className="icon icon-list-checks" aria-hidden="true" />
      <span className="stand-homework-words">
        <span className="stand-homework-title">{t("Homework: {title}", { title: row.title })}</span>
        {due ? <span className="quiet">{due}</span> : null}
      </span>
    </button>
  );
}

/** What it asks, in a line. @param {Homework} homework @param {string} piece */
function useAsks({ bars, target_bpm }, piece) {
  const { t, number } = useText();
  return [
    piece,
    bars ? t("bars {bars}", { bars: [...new Set(bars)].join("–") }) : "",
    target_bpm ? t("{bpm} bpm", { bpm: number(target_bpm) }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What the section counter calls it. @param {Homework} homework @param {(m: string, values?: any) => string} t */
export const countedAs = ({ bars, title }, t) =>
  bars ? t("Bars {bars}", { bars: [...new Set(bars)].join("–") }) : title;

const MINDED = 2;

/** What a teacher said of the piece that is about to be practised, until it is ticked off. @param {{title: string}} props */
export function ToMind({ title }) {
  const { t, number } = useText();
  const { userId, revision } = useSync();
  const { phase } = usePractice();
  const [mind, setMind] = useState(/** @type {import("../outbox/homework.js").Mind[]} */ ([]));
  useEffect(() => {
    const look = () => void knownToMind(userId, title).then(setMind, () => {});
    look();
    return onHomework(look);
  }, [userId, revision, title]);
  if (!mind.length || (phase !== "loading" && phase !== "ready")) return null;
  return (
    <section className="stand-mind" aria-label={t("To mind")} data-testid="practice-to-mind">
      <h2 className="quiet text-sm">{t("To mind")}</h2>
      <ul>
        {mind.slice(0, MINDED).map(({ id, author, text }) => (
          <li key={id}>
            {text || t("Something is drawn, rated or said aloud.")} <span className="quiet">{author}</span>
          </li>
        ))}
      </ul>
      {mind.length > MINDED ? <p className="quiet text-sm">+ {number(mind.length - MINDED)}</p> : null}
    </section>
  );
}

/** The homework that was chosen. @param {{homework: Homework}} props */
export function ForHomework({ homework }) {
  const { t } = useText();
  const { details, phase } = usePractice();
  const live = phase === "running" || phase === "paused";
  const due = useDue(homework.due_on);
  const asks = useAsks(homework, details.piece_title.trim());
  return (
    <section className="planned" aria-label={t("Homework")} data-testid="homework-chosen">
      <p className="planned-where quiet">
        <span>{due ? `${t("Homework")} · ${due}` : t("Homework")}</span>
      </p>
      <h2 className="planned-title">{homework.title}</h2>
      {asks ? <p className="planned-how quiet figures">{asks}</p> : null}
      <Far homework={homework} />
      <ToMind title={details.piece_title} />
      {phase === "running" ? null : <Examples homework={homework} />}
      {live ? null : (
        <button type="button" className="btn btn-quiet quiet min-h-11" data-testid="homework-drop" onClick={drop}>
          {t("Practise something else")}
        </button>
      )}
    </section>
  );
}

/** How the teacher plays it, while nothing is recorded. @param {{homework: Homework}} props */
function Examples({ homework: { id, examples = [] } }) {
  return examples.map(({ recording, name, film, from_s, to_s }) => (
    <Example key={`${recording} ${from_s}`} assignment={id} fromS={from_s} toS={to_s} {...{ recording, name, film }} />
  ));
}

/** How far it is, and a tap for each time through. @param {{homework: Homework}} props */
function Far({ homework }) {
  const { t } = useText();
  const { details, phase } = usePractice();
  const { minutes, times } = doneOf(details, useElapsed(phase));
  const { minutes: wanted, repetitions } = homework;
  if (!wanted && !repetitions) return null;
  return (
    <div className="stand-homework-far">
      {wanted ? (
        <p className="figures" data-testid="homework-minutes">
          {t("{done} of {all} min", { done: minutes, all: wanted })}
        </p>
      ) : null}
      <progress
        className="bar"
        max={1}
        value={Math.min(1, wanted ? minutes / wanted : times / (repetitions ?? 1))}
        aria-label={t("How much is done")}
      />
      {repetitions ? <Times homework={homework} times={times} of={repetitions} /> : null}
    </div>
  );
}

/** @param {{homework: Homework, times: number, of: number}} props */
function Times({ homework, times, of }) {
  const { t } = useText();
  const { details, phase } = usePractice();
  const said = t("{done} of {all} times", { done: times, all: of });
  const title = countedAs(homework, t);
  if (phase !== "running" && phase !== "paused") return <p className="figures">{said}</p>;
  const at = () => Math.round(practice.elapsed() * 10) / 10;
  const its = { given: true, homework: homework.id };
  const mine = times > homework.repetitions_done;
  return (
    <div className="planned-deeds">
      <button
        type="button"
        className="btn btn-hairline planned-next"
        data-testid="homework-count"
        onClick={() => practice.setDetails({ drills: counted(details, title, at(), its) })}
      >
        <span className="planned-next-words">
          <span>{t("Once more")}</span>
          <span className="planned-next-title figures">{said}</span>
        </span>
        <span className="icon icon-plus" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn btn-hairline stand-small"
        aria-label={t("Take one back: {section}", { section: title })}
        title={t("Take one back: {section}", { section: title })}
        disabled={!mine}
        onClick={() => practice.setDetails({ drills: uncounted(details, title) })}
      >
        <span className="icon icon-undo-2" aria-hidden="true" />
      </button>
    </div>
  );
}

/** At the end: hand it in, as soon as it has been sent. */
export function HandIn() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { homework, hand_in = false, keep } = details;
  if (!homework) return null;
  const { teacher } = homework;
  const hint = keep
    ? t("{teacher} finds it as soon as it has been sent, and can listen to the recording.", { teacher })
    : t("{teacher} finds it as soon as it has been sent, without the recording.", { teacher });
  return (
    <Toggle
      id="homework-hand-in"
      label={t("Hand in: {title}", { title: homework.title })}
      hint={hand_in ? hint : t("It counts either way. You can also hand it in later.")}
      on={hand_in}
      onChange={(on) => change(on ? { hand_in: true, keep: true } : { hand_in: false })}
    />
  );
}
