// @ts-check
// The few kinds of field that the metronome's sheets are made of.
import { useId } from "react";
import { useText } from "../../../i18n.js";

/**
 * One of a few.
 * @template {string | number} T
 * @param {{legend: string, options: [T, string][], value: T, onChange: (value: T) => void, hint?: string}} props
 */
export function OneOf({ legend, options, value, onChange, hint }) {
  const name = useId();
  return (
    <fieldset className="field">
      <legend className="field-label mb-2">{legend}</legend>
      <div className="segmented segmented-wide">
        {options.map(([key, text]) => (
          <label key={key} className="segment px-2">
            <input type="radio" name={name} checked={value === key} onChange={() => onChange(key)} />
            {text}
          </label>
        ))}
      </div>
      {hint ? <p className="field-hint">{hint}</p> : null}
    </fieldset>
  );
}

/** @param {{label: string, hint?: string, checked: boolean, onChange: (checked: boolean) => void, id?: string}} props */
export function Switch({ label, hint, checked, onChange, id }) {
  return (
    <label className="flex min-h-12 cursor-pointer items-center justify-between gap-4">
      <span className="grid">
        <span className="row-title">{label}</span>
        {hint ? <span className="field-hint">{hint}</span> : null}
      </span>
      <input
        type="checkbox"
        className="toggle toggle-primary"
        data-testid={id}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}

/** A whole number with a button on each side. @param {{label: string, value: number, least: number, most: number, onChange: (value: number) => void}} props */
export function Count({ label, value, least, most, onChange }) {
  const { t, number } = useText();
  const to = (/** @type {number} */ next) => onChange(Math.min(most, Math.max(least, next)));
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4" role="group" aria-label={label}>
      <span className="row-title">{label}</span>
      <span className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          className="btn btn-hairline size-12 rounded-full p-0"
          aria-label={t("Fewer")}
          disabled={value <= least}
          onClick={() => to(value - 1)}
        >
          <span className="icon icon-minus" aria-hidden="true" />
        </button>
        <output className="figures min-w-8 text-center font-semibold">{number(value)}</output>
        <button
          type="button"
          className="btn btn-hairline size-12 rounded-full p-0"
          aria-label={t("More")}
          disabled={value >= most}
          onClick={() => to(value + 1)}
        >
          <span className="icon icon-plus" aria-hidden="true" />
        </button>
      </span>
    </div>
  );
}

/** @param {{label: string, value: number, least: number, most: number, step?: number, text?: string, onChange: (value: number) => void, id?: string}} props */
export function Slide({ label, value, least, most, step = 1, text, onChange, id }) {
  const field = useId();
  return (
    <div className="field">
      <label htmlFor={field} className="field-label flex justify-between">
        {label}
        {text ? <span className="figures">{text}</span> : null}
      </label>
      <input
        id={field}
        data-testid={id}
        type="range"
        className="range range-primary w-full"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}
