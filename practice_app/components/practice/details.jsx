// @ts-check
// What a session is about. Can be said before, during or after it, on a quiet sheet of its own.
import { useEffect, useId, useState } from "react";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { Dialog } from "$/public/external/practice_app/components/ui/overlay/dialog.jsx";
import { knownPieces } from "../outbox/pieces.js";
import { focusAreas, instruments, modes } from "./choices.js";
import { practice, usePractice, useSync } from "./island.js";

/** The round button beside the big one, and its sheet. */
export function Details() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="grid justify-items-center gap-2 justify-self-center">
      <button
        type="button"
        data-testid="practice-details"
        aria-label={t("What are you practising?")}
        onClick={() => setOpen(true)}
        className="btn btn-hairline grid size-16 place-items-center rounded-full p-0"
      >
        <span className="icon icon-pencil text-xl" aria-hidden="true" />
      </button>
      <span aria-hidden="true" className="text-sm">
        {t("Details")}
      </span>
      <Dialog open={open} title={t("What are you practising?")} onClose={() => setOpen(false)}>
        {open ? <DetailFields /> : null}
        <button type="button" data-testid="practice-details-done" className="btn btn-primary btn-stand mt-6 w-full" onClick={() => setOpen(false)}>
          {t("Done")}
        </button>
      </Dialog>
    </div>
  );
}

function DetailFields() {
  return (
    <div className="grid gap-5">
      <Instrument />
      <Piece />
      <Focus />
      <Mode />
      <Tempo />
      <Note />
    </div>
  );
}

/** @param {{label: string, children: (id: string) => import("react").ReactNode, hint?: string}} props */
function Field({ label, children, hint }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {children(id)}
      {hint ? <p className="field-hint">{hint}</p> : null}
    </div>
  );
}

function Instrument() {
  const { t } = useText();
  const { instrument } = usePractice().details;
  const known = instruments(t);
  const own = instrument && !known.some(([key]) => key === instrument) ? [[instrument, instrument]] : [];
  return (
    <Field label={t("Instrument")}>
      {(id) => (
        <select id={id} className="field-control" data-testid="practice-instrument" value={instrument} onChange={(event) => practice.setDetails({ instrument: event.target.value })}>
          <option value="">{t("Not said")}</option>
          {[...own, ...known].map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function Piece() {
  const { t } = useText();
  const { userId } = useSync();
  const { piece_title } = usePractice().details;
  const [titles, setTitles] = useState(/** @type {string[]} */ ([]));
  const list = useId();
  useEffect(() => {
    knownPieces(userId).then((rows) => setTitles(rows.map((row) => row.title)), () => {});
  }, [userId]);
  return (
    <Field label={t("Piece")} hint={t("Choose one of yours, or write a new one.")}>
      {(id) => (
        <>
          <input
            id={id}
            list={list}
            className="field-control"
            data-testid="practice-piece"
            maxLength={200}
            autoComplete="off"
            enterKeyHint="done"
            value={piece_title}
            onChange={(event) => practice.setDetails({ piece_title: event.target.value })}
          />
          <datalist id={list}>
            {titles.map((title) => (
              <option key={title} value={title} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

function Focus() {
  const { t } = useText();
  const { focus } = usePractice().details;
  const toggle = (/** @type {string} */ key) =>
    practice.setDetails({ focus: focus.includes(key) ? focus.filter((one) => one !== key) : [...focus, key] });
  return (
    <fieldset className="field">
      <legend className="field-label mb-2">{t("Focus")}</legend>
      <div className="flex flex-wrap gap-2">
        {focusAreas(t).map(([key, name]) => (
          <button
            key={key}
            type="button"
            aria-pressed={focus.includes(key)}
            data-testid={`practice-focus-${key}`}
            onClick={() => toggle(key)}
            className={`btn btn-round min-h-12 ${focus.includes(key) ? "btn-primary" : "btn-hairline"}`}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function Mode() {
  const { t } = useText();
  const { mode } = usePractice().details;
  const name = useId();
  return (
    <fieldset className="field">
      <legend className="field-label mb-2">{t("How")}</legend>
      <div className="segmented segmented-wide">
        {modes(t).map(([key, text]) => (
          <label key={key} className="segment">
            <input type="radio" name={name} value={key} checked={mode === key} onChange={() => practice.setDetails({ mode: key })} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Tempo() {
  const { t } = useText();
  const { target_bpm } = usePractice().details;
  const [text, setText] = useState(target_bpm ? String(target_bpm) : "");
  const read = (/** @type {string} */ typed) => {
    setText(typed);
    const bpm = Number(typed);
    if (!typed || (bpm >= 10 && bpm <= 400)) void practice.setDetails({ target_bpm: typed ? bpm : null });
  };
  return (
    <Field label={t("Target tempo (beats a minute)")}>
      {(id) => (
        <input id={id} type="number" inputMode="numeric" min={10} max={400} className="field-control" data-testid="practice-tempo" value={text} onChange={(event) => read(event.target.value)} />
      )}
    </Field>
  );
}

export function Note() {
  const { t } = useText();
  const { note } = usePractice().details;
  return (
    <Field label={t("Note")}>
      {(id) => (
        <textarea id={id} className="field-control" data-testid="practice-note" maxLength={10_000} rows={3} value={note} onChange={(event) => practice.setDetails({ note: event.target.value })} />
      )}
    </Field>
  );
}
