// @ts-check
// How long: one tap for the usual lengths, or one's own.
import { useEffect, useId, useState } from "react";
import { useText } from "../../i18n.js";

const LENGTHS = [10, 20, 30, 45, 60];
const LEAST = 5;
const MOST = 240;

/** @param {{minutes: number | null, onChoose: (minutes: number) => void}} props */
export function Minutes({ minutes, onChoose }) {
  const { t, n, number } = useText();
  const name = useId();
  return (
    <div className="plan-minutes">
      <fieldset className="min-w-0">
        <legend className="sr-only">{t("How many minutes?")}</legend>
        <div className="segmented segmented-wide plan-lengths">
          {LENGTHS.map((length) => (
            <label key={length} className="segment figures" data-testid={`plan-minutes-${length}`}>
              <input
                type="radio"
                name={name}
                checked={minutes === length}
                onChange={() => onChoose(length)}
                aria-label={n("{n} minute", "{n} minutes", length)}
              />
              {number(length)}
            </label>
          ))}
        </div>
      </fieldset>
      <Own minutes={minutes} onChoose={onChoose} />
    </div>
  );
}

/** @param {{minutes: number | null, onChoose: (minutes: number) => void}} props */
function Own({ minutes, onChoose }) {
  const { t } = useText();
  const id = useId();
  const [typed, setTyped] = useState("");
  useEffect(() => setTyped(minutes ? String(minutes) : ""), [minutes]);
  const wanted = Math.round(Number(typed));
  const fits = wanted >= LEAST && wanted <= MOST;
  return (
    <form
      className="plan-own"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) onChoose(wanted);
      }}
    >
      <label htmlFor={id} className="sr-only">
        {t("Minutes")}
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={LEAST}
        max={MOST}
        className="field-control plan-number"
        data-testid="plan-minutes-own"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => fits && wanted !== minutes && onChoose(wanted)}
      />
      <span className="quiet text-sm" aria-hidden="true">
        {t("min")}
      </span>
    </form>
  );
}
