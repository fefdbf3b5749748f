// @ts-check
// What can be said of a session, field by field; the same before, during and after it, and for one written in by hand.
import { createContext, useContext, useId, useState } from "react";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { focusAreas, instruments, modes } from "./choices.js";
import { NO_DETAILS } from "./shelf.js";

/**
 * @typedef {import("../outbox/types").Details} Details
 * @typedef {{details: Details, change: (change: Partial<Details>) => unknown}} Spoken
 */

/** The session that these fields speak of. */
export const About = createContext(/** @type {Spoken} */ ({ details: NO_DETAILS, change: () => {} }));
export const useDetails = () => useContext(About);

/** @param {{label: import("react").ReactNode, children: (id: string) => import("react").ReactNode, hint?: string}} props */
export function Field({ label, children, hint }) {
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

export function Instrument() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { instrument } = details;
  const known = instruments(t);
  const own = instrument && !known.some(([key]) => key === instrument) ? [[instrument, instrument]] : [];
  return (
    <Field label={t("Instrument")}>
      {(id) => (
        <select id={id} className="field-control" data-testid="practice-instrument" value={instrument} onChange={(event) => change({ instrument: event.target.value })}>
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

export function Focus() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { focus } = details;
  const toggle = (/** @type {string} */ key) =>
    change({ focus: focus.includes(key) ? focus.filter((one) => one !== key) : [...focus, key] });
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

export function Mode() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { mode } = details;
  const name = useId();
  return (
    <fieldset className="field">
      <legend className="field-label mb-2">{t("How")}</legend>
      <div className="segmented segmented-wide">
        {modes(t).map(([key, text]) => (
          <label key={key} className="segment">
            <input type="radio" name={name} value={key} checked={mode === key} onChange={() => change({ mode: key })} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Tempo() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { target_bpm } = details;
  const [text, setText] = useState(target_bpm ? String(target_bpm) : "");
  const read = (/** @type {string} */ typed) => {
    setText(typed);
    const bpm = Number(typed);
    if (!typed || (bpm >= 10 && bpm <= 400)) void change({ target_bpm: typed ? bpm : null });
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
  const { details, change } = useDetails();
  const { note } = details;
  return (
    <Field label={t("Note")}>
      {(id) => (
        <textarea id={id} className="field-control" data-testid="practice-note" maxLength={10_000} rows={3} value={note} onChange={(event) => change({ note: event.target.value })} />
      )}
    </Field>
  );
}

const RATINGS = [1, 2, 3, 4, 5];

export function Rating() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { self_rating } = details;
  const name = useId();
  return (
    <fieldset className="field">
      <legend className="field-label mb-2">{t("How did it go?")}</legend>
      <div className="grid grid-cols-5 gap-2">
        {RATINGS.map((n) => (
          <label key={n} className="relative grid min-h-16 cursor-pointer items-end rounded-md has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-4" data-testid={`practice-rating-${n}`}>
            <input type="radio" name={name} className="absolute inset-0 cursor-pointer opacity-0" checked={self_rating === n} aria-label={t("{n} of 5", { n })} onChange={() => change({ self_rating: n })} onClick={() => self_rating === n && change({ self_rating: null })} />
            <span
              aria-hidden="true"
              className={`block w-full rounded-md border ${self_rating && n <= self_rating ? "border-primary bg-primary" : "border-base-content/40"}`}
              style={{ height: `${0.4 + n * 0.65}rem` }}
            />
          </label>
        ))}
      </div>
      <p className="quiet flex justify-between text-sm">
        <span>{t("Hard going")}</span>
        <span>{t("It sang")}</span>
      </p>
    </fieldset>
  );
}

/** What becomes of the recording: listened to and deleted, kept, or kept and shown to one's teacher. */
export function Keep() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { keep, share = false } = details;
  const kept = share ? t("You can listen to it again, and so can your teacher.") : t("You can listen to it again. Nobody else can.");
  return (
    <div className="grid gap-2">
      <Toggle
        id="practice-keep"
        label={t("Keep the recording")}
        hint={keep ? kept : t("It is listened to once and then deleted.")}
        on={keep}
        onChange={(on) => change({ keep: on, share: on && share })}
      />
      {keep ? (
        <Toggle
          id="practice-share"
          label={t("Share with my teacher")}
          hint={t("Whoever teaches you in Woodshed finds it there, as soon as you are connected.")}
          on={share}
          onChange={(on) => change({ share: on })}
        />
      ) : null}
    </div>
  );
}

/** @param {{id: string, label: string, hint: string, on: boolean, onChange: (on: boolean) => unknown}} props */
function Toggle({ id, label, hint, on, onChange }) {
  return (
    <label className="flex min-h-16 cursor-pointer items-center justify-between gap-4">
      <span className="grid">
        <span className="row-title">{label}</span>
        <span className="field-hint">{hint}</span>
      </span>
      <input type="checkbox" className="toggle toggle-primary" data-testid={id} checked={on} onChange={(event) => onChange(event.target.checked)} />
    </label>
  );
}
