// @ts-check
// What a session names: pieces and their sections, tags. All can be chosen, and made, with no network.
import { useEffect, useId, useState } from "react";
import { useText } from "../../i18n.js";
import { entered } from "../ui/keys.js";
import { folded, NO_WORK } from "../outbox/names.js";
import { knownPieces, knownSections, knownTags, onKnown, tagFor } from "../outbox/pieces.js";
import { useSync } from "../outbox/use.js";
import { Field, Group, useDetails, useProblem, Wrong } from "./field.jsx";

/** @typedef {import("../outbox/types").Work} Work */

/**
 * One line that may be new or one of those known.
 * @param {{label: string, hint?: string, testId: string, value: string, known: string[], onChange: (value: string) => unknown}} props
 */
function Suggested({ label, hint, testId, value, known, onChange }) {
  const list = useId();
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            list={list}
            className="field-control"
            data-testid={testId}
            maxLength={200}
            autoComplete="off"
            enterKeyHint="done"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={list}>
            {known.map((title) => (
              <option key={title} value={title} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** Look now, and again when the server's lists have come. @param {() => unknown} look @param {unknown[]} by */
function useKnown(look, by) {
  useEffect(() => {
    void look();
    return onKnown(() => void look());
  }, by);
}

/** What is known on this device. @returns {import("../outbox/types").PieceRow[]} */
function usePieces() {
  const { userId } = useSync();
  const [pieces, setPieces] = useState(/** @type {import("../outbox/types").PieceRow[]} */ ([]));
  useKnown(() => knownPieces(userId).then(setPieces, () => {}), [userId]);
  return pieces;
}

/** @param {import("../outbox/types").PieceRow[]} pieces @param {string} title */
function useSections(pieces, title) {
  const { userId } = useSync();
  const piece = pieces.find((row) => folded(row.title) === folded(title))?.id ?? null;
  const [sections, setSections] = useState(/** @type {string[]} */ ([]));
  useKnown(
    () =>
      knownSections(piece, userId).then(
        (rows) => setSections(rows.map((row) => row.title)),
        () => {},
      ),
    [piece, userId],
  );
  return sections;
}

/**
 * A piece, its section once the piece has a name, and the minutes when there are several pieces.
 * @param {{work: Work, n: number, timed: boolean, onChange: (change: Partial<Work>) => unknown, onRemove?: () => void}} props
 */
function OnePiece({ work, n, timed, onChange, onRemove }) {
  const { t } = useText();
  const pieces = usePieces();
  const sections = useSections(pieces, work.piece_title);
  const handle = (/** @type {string} */ name) => (n ? `${name}-${n + 1}` : name);
  const minutes = (/** @type {string} */ typed) =>
    onChange({ minutes: typed === "" ? null : Math.min(1440, Math.max(0, Math.round(Number(typed)))) });
  return (
    <div className={n ? "grid gap-4 border-t border-base-300 pt-4" : "grid gap-4"}>
      <Suggested
        label={t("Piece")}
        hint={n ? undefined : t("Choose one of yours, or write a new one.")}
        testId={handle("practice-piece")}
        value={work.piece_title}
        known={pieces.map((row) => row.title)}
        onChange={(piece_title) => onChange({ piece_title, given: false })}
      />
      {work.piece_title.trim() ? (
        <div className={timed ? "worked-at" : "grid"}>
          <Suggested
            label={t("Section")}
            testId={handle("practice-section")}
            value={work.section_title ?? ""}
            known={sections}
            onChange={(section_title) => onChange({ section_title, given: false })}
          />
          {timed ? (
            <Field label={t("Minutes")}>
              {(wiring) => (
                <input
                  {...wiring}
                  type="number"
                  inputMode="numeric"
                  min={0}
                  max={1440}
                  className="field-control"
                  data-testid={handle("practice-minutes")}
                  value={work.minutes ?? ""}
                  onChange={(event) => minutes(event.target.value)}
                />
              )}
            </Field>
          ) : null}
        </div>
      ) : null}
      {onRemove ? (
        <button type="button" className="btn btn-sm btn-quiet justify-self-start" onClick={onRemove}>
          <span className="icon icon-x" aria-hidden="true" />
          {t("Take this piece out")}
        </button>
      ) : null}
    </div>
  );
}

/** Every piece of the session. Time that nobody parts goes to the pieces in equal parts. */
export function Pieces() {
  const { t } = useText();
  const { details, change } = useDetails();
  const wrong = useProblem("items");
  const id = useId();
  const also = details.also ?? [];
  const several = also.length > 0;
  const timed = several || typeof details.minutes === "number";
  const alter = (/** @type {number} */ n, /** @type {Partial<Work>} */ told) =>
    change({ also: also.map((work, i) => (i === n ? { ...work, ...told } : work)) });
  return (
    <div
      className="grid gap-4"
      role="group"
      aria-label={t("Pieces")}
      aria-describedby={wrong ? id : undefined}
      data-wrong={wrong ? "" : undefined}
      tabIndex={wrong ? -1 : undefined}
    >
      <OnePiece work={details} n={0} timed={timed} onChange={change} />
      {also.map((work, i) => (
        <OnePiece
          key={i}
          work={work}
          n={i + 1}
          timed
          onChange={(told) => alter(i, told)}
          onRemove={() =>
            change({ also: also.filter((_, at) => at !== i), ...(also.length === 1 ? { minutes: null } : {}) })
          }
        />
      ))}
      {several ? <p className="field-hint">{t("Minutes left empty are shared out equally.")}</p> : null}
      <Wrong id={id} error={wrong} />
      {details.piece_title.trim() && also.length < 20 ? (
        <button
          type="button"
          className="btn btn-sm btn-quiet min-h-11 justify-self-start"
          data-testid="practice-piece-more"
          onClick={() => change({ also: [...also, NO_WORK] })}
        >
          <span className="icon icon-plus" aria-hidden="true" />
          {t("Another piece")}
        </button>
      ) : null}
    </div>
  );
}

/** The tags of this device's owner and of the session, and how a new one is made. */
function useTags() {
  const { userId, signedIn } = useSync();
  const { tags = [] } = useDetails();
  const [here, setKnown] = useState(/** @type {{id: string, name: string, color: string, by?: string}[]} */ ([]));
  useKnown(() => knownTags(userId).then(setKnown, () => {}), [userId]);
  const make = async (/** @type {string} */ word) => {
    const id = await tagFor(word, signedIn === false ? null : userId);
    if (id) setKnown(await knownTags(userId));
    return id;
  };
  /** @type {{id: string, name: string, color: string, by?: string}[]} */
  const known = [...here, ...tags.filter(({ id }) => !here.some((one) => one.id === id))];
  return { known, make };
}

/** One's own words to find sessions by; a new one can be made at once. */
export function Tags() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { known, make } = useTags();
  const chosen = details.tag_ids ?? [];
  const toggle = (/** @type {string} */ id) =>
    change({ tag_ids: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  const add = async (/** @type {string} */ word) => {
    const id = await make(word);
    if (id && !chosen.includes(id)) change({ tag_ids: [...chosen, id] });
  };
  const twice = (/** @type {string} */ name) => known.filter((one) => folded(one.name) === folded(name)).length > 1;
  return (
    <Group legend={t("Tags")} name="tag_ids">
      <div className="mb-2 flex flex-wrap gap-2 empty:hidden">
        {known.map(({ id, name, color, by }) => (
          <button
            key={id}
            type="button"
            aria-pressed={chosen.includes(id)}
            title={by || undefined}
            data-testid="practice-tag"
            onClick={() => toggle(id)}
            className={`btn btn-round chip-choice ${chosen.includes(id) ? "btn-primary" : "btn-hairline"}`}
          >
            <span
              aria-hidden="true"
              className="size-3 shrink-0 rounded-full border border-base-100"
              style={{ background: color }}
            />
            <span className="min-w-0 text-start">{name}</span>
            {twice(name) && by ? <span className="quiet text-sm">{by}</span> : null}
          </button>
        ))}
      </div>
      <NewTag onAdd={add} />
    </Group>
  );
}

/** @param {{onAdd: (word: string) => Promise<void>}} props */
function NewTag({ onAdd }) {
  const { t } = useText();
  const [word, setWord] = useState("");
  const add = async () => {
    if (!word.trim()) return;
    await onAdd(word);
    setWord("");
  };
  const key = (/** @type {import("react").KeyboardEvent} */ event) => {
    if (!entered(event)) return;
    event.preventDefault(); // the form is not sent
    void add();
  };
  return (
    <div className="flex flex-wrap gap-2">
      <input
        className="field-control min-w-[min(8rem,100%)] flex-1"
        aria-label={t("New tag")}
        placeholder={t("New tag")}
        data-testid="practice-tag-new"
        maxLength={40}
        autoComplete="off"
        enterKeyHint="done"
        value={word}
        onChange={(event) => setWord(event.target.value)}
        onKeyDown={key}
      />
      <button
        type="button"
        className="btn btn-hairline min-h-12"
        data-testid="practice-tag-add"
        disabled={!word.trim()}
        onClick={add}
      >
        {t("Add")}
      </button>
    </div>
  );
}
