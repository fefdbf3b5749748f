// @ts-check
// One field of a session's form: its label, its control, a hint, and what is wrong with it, read out with the control.
import { createContext, useContext, useId } from "react";
import { useText } from "../../i18n.js";
import { NO_DETAILS } from "./session_store.js";

/**
 * @typedef {import("../outbox/types").Details} Details
 * @typedef {{details: Details, change: (change: Partial<Details>) => unknown, errors?: Record<string, string>, tags?: {id: string, name: string, color: string}[]}} Spoken
 * `errors`: by field, in words that are message ids; `tags`: those the session has, known on this device or not
 */

/** The session that these fields speak of. */
export const About = createContext(/** @type {Spoken} */ ({ details: NO_DETAILS, change: () => {} }));
export const useDetails = () => useContext(About);

/** What is wrong with a field, in the reader's language; nothing when nothing is. @param {string | undefined} name */
export function useProblem(name) {
  const { t } = useText();
  const { errors = {} } = useDetails();
  const said = name ? errors[name] : "";
  return said ? t(said) : "";
}

/** @param {{id: string, error: string}} props */
export function Wrong({ id, error }) {
  if (!error) return null;
  return (
    <p id={id} role="alert" className="field-error">
      <span className="icon icon-circle-alert" aria-hidden="true" />
      {error}
    </p>
  );
}

/**
 * @typedef {{id: string, "aria-invalid"?: "true", "aria-describedby"?: string}} Wiring what joins a control to its words
 * @param {{label: import("react").ReactNode, children: (wiring: Wiring) => import("react").ReactNode, name?: string, hint?: string, error?: string}} props
 * `name`: of the field among the errors
 */
export function Field({ label, children, name, hint, error = "" }) {
  const id = useId();
  const wrong = useProblem(name) || error;
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(" ");
  /** @type {Wiring} */
  const wiring = {
    id,
    ...(wrong ? { "aria-invalid": "true" } : {}),
    ...(described ? { "aria-describedby": described } : {}),
  };
  return (
    <div className="field min-w-0">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {children(wiring)}
      {hint ? (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      ) : null}
      <Wrong id={`${id}-error`} error={wrong} />
    </div>
  );
}

/**
 * Several controls under one name.
 * @param {{legend: string, children: import("react").ReactNode, name?: string}} props
 */
export function Group({ legend, children, name }) {
  const id = useId();
  const wrong = useProblem(name);
  return (
    <fieldset
      className="field min-w-0"
      data-wrong={wrong ? "" : undefined}
      tabIndex={wrong ? -1 : undefined}
      aria-describedby={wrong ? id : undefined}
    >
      <legend className="field-label mb-2">{legend}</legend>
      {children}
      <Wrong id={id} error={wrong} />
    </fieldset>
  );
}

/** @param {{id: string, label: string, hint: string, on: boolean, onChange: (on: boolean) => unknown}} props */
export function Toggle({ id, label, hint, on, onChange }) {
  return (
    <label className="flex min-h-16 cursor-pointer items-center justify-between gap-4">
      <span className="grid min-w-0">
        <span className="row-title">{label}</span>
        <span className="field-hint">{hint}</span>
      </span>
      <input
        type="checkbox"
        className="toggle toggle-primary shrink-0"
        data-testid={id}
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}
