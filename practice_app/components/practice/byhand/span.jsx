// @ts-check
// When a session that is on the server began and ended, by the clock of the place where it was.
import { useText } from "../../../i18n.js";
import { Field } from "../field.jsx";

/** @typedef {import("./editing.js").Span} Span */

/** @param {{span: Span, onChange: (span: Partial<Span>) => void}} props */
export function SpanFields({ span, onChange }) {
  const { t } = useText();
  return (
    <div className="entry-span">
      <Moment
        label={t("Begun")}
        name="started_at"
        value={span.started_at}
        onChange={(started_at) => onChange({ started_at })}
      />
      <Moment
        label={t("Ended")}
        name="ended_at"
        value={span.ended_at}
        onChange={(ended_at) => onChange({ ended_at })}
      />
    </div>
  );
}

/** @param {{label: string, name: string, value: string, onChange: (value: string) => void}} props */
function Moment({ label, name, value, onChange }) {
  const { t } = useText();
  return (
    <Field label={label} name={name} error={value ? "" : t("Give a day and a time.")}>
      {(wiring) => (
        <input
          {...wiring}
          name={name}
          type="datetime-local"
          required
          className="field-control min-w-0"
          data-testid={`session-${name}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
