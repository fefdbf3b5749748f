// The form: whom it is for, what is to be practised, how much of it, until when, with which words.
import { useId, useState } from "react";
import { placed } from "../../ui/send.js";
import { Field, Figure } from "./fields.jsx";
import { dayAfter, pieceNamed } from "./draft.js";
import { Points } from "./points.jsx";
import { Students } from "./students.jsx";
import { Saving, Templates } from "./templates.jsx";
import { usePieces } from "./use_form.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../../ui/send.js").Outcome} Outcome */
/** @typedef {{ fields: Record<string, string>, message: string | null }} Wrong */
/** @typedef {{ draft: Draft, change: (part: Partial<Draft>) => void, text: Text, wrong: Wrong }} Part */

const FIELDS = ["student_ids", "title", "bars", "target_bpm", "minutes", "repetitions", "due_on", "note", "references"];
/** @type {Wrong} */
const NOTHING = { fields: {}, message: null };

/**
 * @param {{
 *   draft: Draft, choices: ReturnType<typeof import("./use_form.js").useChoices>, text: Text, kept: boolean,
 *   about: import("./use_form.js").About, change: (part: Partial<Draft>) => void, again: () => void,
 *   sent: (draft: Draft) => Promise<Outcome>,
 * }} props
 */
export function Form({ draft, choices, text, kept, about, change, again, sent }) {
  const { t } = text;
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState(NOTHING);
  /** What was wrong is said of what was sent, not of what is typed since. @param {Partial<Draft>} said */
  const typed = (said) => {
    setWrong(NOTHING);
    change(said);
  };
  const part = { draft, change: typed, text, wrong };
  /** @param {import("react").FormEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const outcome = await sent(draft);
    setBusy(false);
    setWrong(outcome.ok ? NOTHING : placed(outcome, FIELDS));
  };
  const fixed = Boolean(about.feedback || about.asks);
  return (
    <form className="giving" onSubmit={submit} noValidate data-testid="homework-form">
      {kept ? <Kept {...{ text, again }} /> : null}
      {about.asks ? null : <Students {...part} people={choices.people} fixed={fixed} />}
      {fixed ? null : (
        <Templates {...{ draft, text }} change={typed} templates={choices.templates} look={choices.look} />
      )}
      <What {...part} />
      <HowMuch {...part} />
      <Until {...part} people={choices.people} />
      <Words {...part} />
      <Points {...part} />
      <p role="alert" className="field-error" data-testid="homework-wrong">
        {wrong.message ? t(wrong.message) : null}
      </p>
      <div className="giving-deeds">
        <button type="submit" className="btn btn-primary btn-round" aria-busy={busy} data-testid="homework-give-save">
          {sending(about, draft, text)}
        </button>
        <Saving {...{ draft, text }} onSaved={choices.look} />
      </div>
    </form>
  );
}

/** @param {import("./use_form.js").About} about @param {Draft} draft @param {Text} text */
function sending(about, draft, { t }) {
  if (about.asks) return t("Save changes");
  return draft.students.length > 1 ? t("Give to {n} students", { n: draft.students.length }) : t("Give it");
}

/** @param {{ text: Text, again: () => void }} props */
function Kept({ text: { t }, again }) {
  return (
    <p className="giving-kept" role="status">
      <span>{t("You began this before.")}</span>
      <button type="button" className="btn btn-quiet btn-sm" onClick={again}>
        {t("Start afresh")}
      </button>
    </p>
  );
}

/** @param {Part} props */
function What({ draft, change, text, wrong }) {
  const { t } = text;
  const pieces = usePieces(draft.students);
  const list = useId();
  return (
    <div className="giving-what">
      <Field label={t("Piece")} hint={draft.composer}>
        {(props) => (
          <>
            <input
              {...props}
              list={list}
              maxLength={200}
              autoComplete="off"
              value={draft.piece}
              data-testid="homework-piece"
              onChange={({ target }) => change(pieceNamed(target.value, pieces))}
            />
            <datalist id={list}>
              {pieces.map((one) => (
                <option key={one.id} value={one.title}>
                  {one.composer}
                </option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label={t("Title (left empty: piece and bars)")} wrong={wrong.fields.title}>
        {(props) => (
          <input
            {...props}
            maxLength={200}
            autoComplete="off"
            value={draft.title}
            data-testid="homework-title"
            onChange={({ target }) => change({ title: target.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** @param {Part} props */
function HowMuch({ draft, change, text: { t }, wrong: { fields } }) {
  const figures = /** @type {const} */ ([
    ["barFrom", t("From bar"), fields.bars, 99_999, 1],
    ["barTo", t("To bar"), undefined, 99_999, 1],
    ["bpm", t("Tempo (bpm)"), fields.target_bpm, 400, "any"],
    ["minutes", t("Minutes in all"), fields.minutes, 10_080, 1],
    ["repetitions", t("Repetitions"), fields.repetitions, 10_000, 1],
  ]);
  return (
    <div className="giving-figures">
      {figures.map(([name, label, wrong, most, step]) => (
        <Figure
          key={name}
          {...{ label, wrong, most, step }}
          handle={`homework-${name}`}
          value={draft[name]}
          onType={(value) => change({ [name]: value })}
        />
      ))}
    </div>
  );
}

/** @param {Part & { people: import("./asking.js").Person[] | null }} props */
function Until({ draft, change, text: { t }, wrong, people }) {
  const alone = draft.students.length === 1 ? people?.find(({ id }) => id === draft.students[0]) : undefined;
  const lesson = alone?.nextAt ? dayAfter(new Date(alone.nextAt), 0) : "";
  const days = /** @type {[string, string][]} */ ([
    ...(lesson ? [[t("Next lesson"), lesson]] : []),
    [t("In a week"), dayAfter(new Date(), 7)],
  ]);
  return (
    <Field label={t("Until")} wrong={wrong.fields.due_on}>
      {(props) => (
        <div className="giving-until">
          <input
            {...props}
            type="date"
            value={draft.due}
            data-testid="homework-due-on"
            onChange={({ target }) => change({ due: target.value })}
          />
          {days.map(([words, day]) => (
            <button
              key={words}
              type="button"
              className="btn btn-hairline btn-sm"
              aria-pressed={draft.due === day}
              onClick={() => change({ due: draft.due === day ? "" : day })}
            >
              {words}
            </button>
          ))}
        </div>
      )}
    </Field>
  );
}

/** @param {Part} props */
function Words({ draft, change, text: { t }, wrong }) {
  return (
    <Field label={t("Note")} wrong={wrong.fields.note}>
      {(props) => (
        <textarea
          {...props}
          rows={3}
          maxLength={5000}
          value={draft.note}
          data-testid="homework-note"
          onChange={({ target }) => change({ note: target.value })}
        />
      )}
    </Field>
  );
}
