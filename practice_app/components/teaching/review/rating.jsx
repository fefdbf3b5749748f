// One to five, or none: a tap on what is chosen takes it back.

/** @typedef {import("../../../i18n.js").Text} Text */
const FIVE = [1, 2, 3, 4, 5];

/** @param {{ value: number, name: string, text: Text, onChange: (value: number) => void }} props */
export function Rating({ value, name, text, onChange }) {
  return (
    <fieldset className="review-rating">
      <legend className="sr-only">{text.t("Rating")}</legend>
      <span className="quiet text-sm" aria-hidden="true">
        {text.t("Rating")}
      </span>
      {FIVE.map((n) => (
        <label key={n} className="review-rate" title={text.t("{n} of 5", { n })}>
          <input
            type="radio"
            name={name}
            className="sr-only"
            aria-label={text.t("{n} of 5", { n })}
            checked={value === n}
            onChange={() => onChange(n)}
            onClick={() => value === n && onChange(0)}
            data-testid={`${name}-${n}`}
          />
          <span className={n <= value ? "review-dot review-dot-full" : "review-dot"} />
        </label>
      ))}
    </fieldset>
  );
}

/** How it was rated. @param {{ value: number, text: Text }} props */
export function Rated({ value, text }) {
  const label = text.t("{n} of 5", { n: value });
  return (
    <span className="review-rated" role="img" aria-label={label} title={label}>
      {FIVE.map((n) => (
        <span key={n} className={n <= value ? "review-dot review-dot-full" : "review-dot"} />
      ))}
    </span>
  );
}
