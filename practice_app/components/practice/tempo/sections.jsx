// @ts-check
// The sections counter: one large button for each section of the piece, a tap for each time through.
import { useEffect, useState } from "react";
import { useText } from "../../../i18n.js";
import { folded } from "../../outbox/names.js";
import { knownPieces, knownSections } from "../../outbox/pieces.js";
import { countedAs } from "../homework.jsx";
import { practice, usePractice, useSync } from "../island.js";
import { counted, drillsOf, uncounted } from "./drills.js";
import { Heat } from "./heat.jsx";

/** The titles of the piece's sections: those that are known, and those that were counted. */
function useTitles() {
  const { userId } = useSync();
  const { details } = usePractice();
  const [known, setKnown] = useState(/** @type {string[]} */ ([]));
  const { t } = useText();
  const piece = details.piece_title;
  const { homework } = details;
  useEffect(() => {
    const look = async () => {
      const row = (await knownPieces(userId)).find((one) => folded(one.title) === folded(piece));
      return row ? (await knownSections(row.id, userId)).map((one) => one.title) : [];
    };
    look().then(setKnown, () => {});
  }, [userId, piece]);
  const its = homework?.repetitions ? [countedAs(homework, t)] : [];
  const all = [
    ...its,
    ...known,
    ...drillsOf(details).map((one) => one.section_title),
    details.section_title ?? "",
  ].filter((title) => title.trim());
  return all.filter((title, i) => all.findIndex((other) => folded(other) === folded(title)) === i);
}

export function SectionsPanel() {
  const { t } = useText();
  const { details, phase } = usePractice();
  if (!details.piece_title.trim() && !details.homework) return <WhichPiece />;
  return (
    <section className="tempo-panel" aria-label={t("Sections")} data-testid="sections">
      <p className="row-title tempo-whole tempo-piece text-center" translate="no">
        {details.piece_title || details.homework?.title}
      </p>
      {phase === "running" || phase === "paused" ? (
        <Counters />
      ) : (
        <p className="quiet text-center">{t("Start practising, then tap a section each time you have played it.")}</p>
      )}
      <NewSection />
      <Heat drills={drillsOf(details)} seconds={practice.elapsed()} />
    </section>
  );
}

function WhichPiece() {
  const { t } = useText();
  const { userId } = useSync();
  const [titles, setTitles] = useState(/** @type {string[]} */ ([]));
  const [typed, setTyped] = useState("");
  useEffect(() => {
    knownPieces(userId).then(
      (rows) => setTitles(rows.map((row) => row.title)),
      () => {},
    );
  }, [userId]);
  return (
    <form
      className="tempo-panel"
      data-testid="sections-piece"
      onSubmit={(event) => {
        event.preventDefault();
        void practice.setDetails({ piece_title: typed.trim() });
      }}
    >
      <label className="field">
        <span className="field-label">{t("Which piece do you drill?")}</span>
        <input
          className="field-control"
          list="sections-pieces"
          maxLength={200}
          autoComplete="off"
          enterKeyHint="done"
          value={typed}
          data-testid="sections-piece-title"
          onChange={(event) => setTyped(event.target.value)}
        />
        <datalist id="sections-pieces">
          {titles.map((title) => (
            <option key={title} value={title} />
          ))}
        </datalist>
      </label>
      <button
        type="submit"
        className="btn btn-primary btn-stand"
        disabled={!typed.trim()}
        data-testid="sections-piece-done"
      >
        {t("Choose")}
      </button>
    </form>
  );
}

function Counters() {
  const { t, n } = useText();
  const { details } = usePractice();
  const titles = useTitles();
  const many = (/** @type {string} */ title) =>
    drillsOf(details).find((one) => folded(one.section_title) === folded(title))?.at_s.length ?? 0;
  const { homework } = details;
  const its = (/** @type {string} */ title) =>
    homework && folded(title) === folded(countedAs(homework, t)) ? { given: true, homework: homework.id } : {};
  const count = (/** @type {string} */ title) =>
    practice.setDetails({ drills: counted(details, title, Math.round(practice.elapsed() * 10) / 10, its(title)) });
  return (
    <ul className="grid gap-2">
      {titles.map((title) => (
        <li key={title} className="grid grid-cols-[minmax(0,1fr)_auto] gap-2">
          <button type="button" className="drill" data-testid="drill" onClick={() => count(title)}>
            <span className="truncate" translate="no">
              {title}
            </span>
            <span className="figure-big text-2xl" aria-hidden="true">
              {many(title)}
            </span>
            <span className="sr-only">{n("{n} time", "{n} times", many(title))}</span>
          </button>
          <button
            type="button"
            className="btn btn-quiet btn-square stand-small"
            aria-label={t("Take one back: {section}", { section: title })}
            disabled={!many(title)}
            onClick={() => practice.setDetails({ drills: uncounted(details, title) })}
          >
            <span className="icon icon-undo-2" aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A section that has no name yet: it is counted at once, and kept with its piece when the session is saved. */
function NewSection() {
  const { t } = useText();
  const { details, phase } = usePractice();
  const [typed, setTyped] = useState("");
  if (phase !== "running" && phase !== "paused") return null;
  const add = (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    if (!typed.trim()) return;
    void practice.setDetails({ drills: counted(details, typed, Math.round(practice.elapsed() * 10) / 10) });
    setTyped("");
  };
  return (
    <form className="grid grid-cols-[minmax(0,1fr)_auto] gap-2" onSubmit={add}>
      <input
        className="field-control"
        aria-label={t("Another section")}
        placeholder={t("Another section")}
        maxLength={200}
        autoComplete="off"
        enterKeyHint="done"
        value={typed}
        data-testid="sections-new"
        onChange={(event) => setTyped(event.target.value)}
      />
      <button
        type="submit"
        className="btn btn-hairline btn-square size-12"
        aria-label={t("Count it")}
        disabled={!typed.trim()}
        data-testid="sections-add"
      >
        <span className="icon icon-plus" aria-hidden="true" />
      </button>
    </form>
  );
}
