// A field with its label, and what is wrong with it.
import { useId } from "react";

/**
 * @param {{
 *   label: string, wrong?: string | undefined, hint?: string,
 *   children: (props: { id: string, className: string, "aria-invalid"?: boolean, "aria-describedby"?: string }) => import("react").ReactNode,
 * }} props `wrong` is in the reader's language already
 */
export function Field({ label, wrong, hint, children }) {
  const id = useId();
  const about = `${id}-about`;
  const told = wrong ? { "aria-invalid": true, "aria-describedby": about } : {};
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {children({ id, className: "field-control", ...told })}
      {wrong ? (
        <p id={about} className="field-error" role="alert">
          {wrong}
        </p>
      ) : null}
      {hint ? <p className="field-hint">{hint}</p> : null}
    </div>
  );
}

/** @param {{ label: string, wrong: string | undefined, most: number, step: 1 | "any", handle: string, value: string, onType: (value: string) => void }} props */
export function Figure({ label, wrong, most, step, handle, value, onType }) {
  return (
    <Field label={label} wrong={wrong}>
      {(props) => (
        <input
          {...props}
          type="number"
          inputMode={step === 1 ? "numeric" : "decimal"}
          min={1}
          max={most}
          step={step}
          value={value}
          data-testid={handle}
          onChange={({ target }) => onType(target.value)}
        />
      )}
    </Field>
  );
}
