// @ts-check
// What is practised: the piece that was chosen, or those of the last days to choose from with one tap.
import { useEffect, useState, useSyncExternalStore } from "react";
import { useText } from "../../i18n.js";
import { recentPieces } from "../outbox/pieces.js";
import { ForHomework, Offered, ToMind, useHomework } from "./homework.jsx";
import { Planned } from "./planned.jsx";
import { learned, practice, usePractice, useSync } from "./island.js";

const OFFERED = 4;

/** @returns {string[]} titles, the last one first */
function useRecent() {
  const { userId, revision } = useSync();
  const lists = useSyncExternalStore(learned.subscribe, learned.get, learned.get);
  const [titles, setTitles] = useState(/** @type {string[]} */ ([]));
  useEffect(() => {
    recentPieces(userId, OFFERED).then(
      (rows) => setTitles(rows.map((row) => row.title)),
      () => {},
    );
  }, [userId, revision, lists]);
  return titles;
}

export function Subject() {
  return (
    <div className="stand-subject">
      <About />
    </div>
  );
}

function About() {
  const { details } = usePractice();
  const { plan, homework, piece_title } = details;
  if (plan) return <Planned run={plan} />;
  if (homework) return <ForHomework homework={homework} />;
  return piece_title.trim() ? <Chosen /> : <Choices />;
}

/** What can be begun with one tap: homework first, then what was practised last. */
function Choices() {
  const { phase } = usePractice();
  const rows = useHomework();
  return (
    <>
      {phase === "loading" || phase === "ready" ? <Offered rows={rows} /> : null}
      <Recent />
    </>
  );
}

function Chosen() {
  const { t, number } = useText();
  const { details } = usePractice();
  const { piece_title, section_title, target_bpm, also = [] } = details;
  const more = also.filter((work) => work.piece_title.trim()).length;
  const rest = [
    section_title,
    target_bpm ? t("{bpm} bpm", { bpm: number(target_bpm) }) : "",
    more ? `+ ${number(more)}` : "",
  ].filter(Boolean);
  return (
    <>
      <p className="stand-piece" data-testid="practice-subject">
        <span className="sr-only">{t("Practising")}: </span>
        <span className="font-serif" translate="no">
          {piece_title}
        </span>
        {rest.length ? <span className="quiet text-sm figures">{rest.join(" · ")}</span> : null}
      </p>
      <ToMind title={piece_title} />
    </>
  );
}

function Recent() {
  const { t } = useText();
  const titles = useRecent();
  if (!titles.length) return null;
  return (
    <div className="stand-chips" role="group" aria-label={t("Practised last")}>
      {titles.map((title) => (
        <button
          key={title}
          type="button"
          className="stand-chip"
          data-testid="practice-recent"
          title={title}
          translate="no"
          onClick={() => practice.setDetails({ piece_title: title })}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
