// @ts-check
// What can be said of a session, field by field; the same before, during and after it, and for one written in by hand.
import { useEffect, useId, useState } from "react";
import { useText } from "../../i18n.js";
import { keyOf } from "../../words.js";
import { FASTEST_BPM, SLOWEST_BPM } from "./bounds.js";
import { families, focusAreas, isKnown, modes } from "./choices.js";
import { Field, Group, Toggle, useDetails } from "./field.jsx";

export { About, Field, useDetails } from "./field.jsx";

export function Instrument() {
  const { t, word } = useText();
  const { details, change } = useDetails();
  const instrument = keyOf(details.instrument, t);
  return (
    <Field label={t("Instrument")} name="instrument">
      {(wiring) => (
        <select
          {...wiring}
          className="field-control"
          data-testid="practice-instrument"
          value={instrument}
          onChange={(event) => change({ instrument: event.target.value })}
        >
          <option value="">{t("Not said")}</option>
          {instrument && !isKnown(instrument) && <option value={instrument}>{word(instrument)}</option>}
          {families(t).map(([family, all]) => (
            <optgroup key={family} label={family}>
              {all.map(([key, name]) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What was worked at: the usual words, and those of one's own that the session has already. */
export function Focus() {
  const { t, word } = useText();
  const { details, change } = useDetails();
  const focus = details.focus.map((one) => keyOf(one, t));
  const [first] = useState(focus);
  const known = focusAreas(t);
  const own = [...new Set([...first, ...focus])].filter((one) => !known.some(([key]) => key === one));
  const toggle = (/** @type {string} */ key) =>
    change({ focus: focus.includes(key) ? focus.filter((one) => one !== key) : [...focus, key] });
  return (
    <Group legend={t("Focus")} name="focus">
      <div className="flex flex-wrap gap-2">
        {[...known, ...own.map((one) => [one, word(one)])].map(([key, name]) => (
          <button
            key={key}
            type="button"
            aria-pressed={focus.includes(key)}
            data-testid={`practice-focus-${key}`}
            onClick={() => toggle(key)}
            className={`btn btn-round chip-choice ${focus.includes(key) ? "btn-primary" : "btn-hairline"}`}
          >
            {name}
          </button>
        ))}
      </div>
    </Group>
  );
}

export function Mode() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { mode } = details;
  const name = useId();
  return (
    <Group legend={t("How")} name="mode">
      <div className="segmented segmented-wide segmented-fits">
        {modes(t).map(([key, text]) => (
          <label key={key} className="segment">
            <input type="radio" name={name} value={key} checked={mode === key} onChange={() => change({ mode: key })} />
            {text}
          </label>
        ))}
      </div>
    </Group>
  );
}

export function Tempo() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { target_bpm } = details;
  const [text, setText] = useState(target_bpm ? String(target_bpm) : "");
  const [left, setLeft] = useState(false);
  const possible = (/** @type {string} */ typed) =>
    !typed || (Number(typed) >= SLOWEST_BPM && Number(typed) <= FASTEST_BPM);
  const read = (/** @type {string} */ typed) => {
    setText(typed);
    if (possible(typed)) void change({ target_bpm: typed ? Number(typed) : null });
  };
  // A piece that is chosen brings its tempo along.
  useEffect(() => {
    if (possible(text) && (target_bpm ?? 0) !== Number(text)) setText(target_bpm ? String(target_bpm) : "");
  }, [target_bpm]);
  // While "7" of "72" is being typed nothing is wrong yet.
  const wrong = left && !possible(text) ? t("Give a tempo between 10 and 400.") : "";
  return (
    <Field label={t("Target tempo (beats a minute)")} name="target_bpm" error={wrong}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          inputMode="decimal"
          step="any"
          min={SLOWEST_BPM}
          max={FASTEST_BPM}
          className="field-control max-w-40"
          data-testid="practice-tempo"
          value={text}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
          onInvalid={() => setLeft(true)}
          onChange={(event) => read(event.target.value)}
        />
      )}
    </Field>
  );
}

export function Note() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { note } = details;
  return (
    <Field label={t("Note")} name="note">
      {(wiring) => (
        <textarea
          {...wiring}
          className="field-control"
          data-testid="practice-note"
          maxLength={10_000}
          rows={3}
          value={note}
          onChange={(event) => change({ note: event.target.value })}
        />
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
    <Group legend={t("How did it go?")} name="self_rating">
      <div className="grid grid-cols-5 gap-2">
        {RATINGS.map((n) => (
          <label
            key={n}
            className="relative grid min-h-16 cursor-pointer items-end rounded-md has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-4"
            data-testid={`practice-rating-${n}`}
          >
            <input
              type="radio"
              name={name}
              className="absolute inset-0 cursor-pointer opacity-0"
              checked={self_rating === n}
              aria-label={t("{n} of 5", { n })}
              onChange={() => change({ self_rating: n })}
              onClick={() => self_rating === n && change({ self_rating: null })}
            />
            <span
              aria-hidden="true"
              className={`block w-full rounded-md border ${self_rating && n <= self_rating ? "border-primary bg-primary" : "border-base-content/40"}`}
              style={{ height: `${0.4 + n * 0.65}rem` }}
            />
          </label>
        ))}
      </div>
      <p className="quiet flex flex-wrap justify-between gap-x-4 text-sm">
        <span>{t("Hard going")}</span>
        <span>{t("It sang")}</span>
      </p>
    </Group>
  );
}

/** What becomes of the recording: listened to and deleted, kept, or kept and shown to one's teacher. */
export function Keep() {
  const { t } = useText();
  const { details, change } = useDetails();
  const { keep, share = false } = details;
  const kept = share
    ? t("You can listen to it again, and so can your teacher.")
    : t("You can listen to it again. Nobody else can.");
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
