// @ts-check
// When it was and how long: a day, a time, minutes. The usual lengths are a tap away.
import { useText } from "../../../i18n.js";
import { Field } from "../field.jsx";

/** @typedef {import("./entry.js").Problems} Problems */
/** @typedef {import("./entry.js").Times} Times */

const LENGTHS = [15, 30, 45, 60, 90];

/** @param {{times: Times, problems: Problems, onChange: (times: Partial<Times>) => void}} props */
export function When({ times, problems, onChange }) {
  const { t } = useText();
  return (
    <div className="grid gap-5">
      <div className="entry-when">
        <Line
          label={t("Day")}
          name="day"
          type="date"
          max={new Date().toLocaleDateString("sv")}
          value={times.day}
          error={dayProblem(problems.day, t)}
          onChange={(day) => onChange({ day })}
        />
        <Line
          label={t("Begun at")}
          name="start"
          type="time"
          value={times.start}
          error={problems.start && t("Say when it began.")}
          onChange={(start) => onChange({ start })}
        />
      </div>
      <div className="grid gap-3">
        <Line
          label={t("How many minutes?")}
          name="minutes"
          type="number"
          inputMode="numeric"
          step="any"
          min={1}
          max={1440}
          value={times.minutes}
          error={lengthProblem(problems.minutes, t)}
          onChange={(minutes) => onChange({ minutes })}
        />
        <Lengths chosen={times.minutes} onChoose={(minutes) => onChange({ minutes })} />
      </div>
    </div>
  );
}

/** @param {{chosen: string, onChoose: (minutes: string) => void}} props */
function Lengths({ chosen, onChoose }) {
  const { t, duration } = useText();
  return (
    <div className="flex flex-wrap gap-2" role="group" aria-label={t("Often used")}>
      {LENGTHS.map(String).map((n) => (
        <button
          key={n}
          type="button"
          aria-pressed={chosen === n}
          data-testid={`entry-length-${n}`}
          className={`btn btn-sm btn-round min-h-11 px-4 ${chosen === n ? "btn-primary" : "btn-hairline"}`}
          onClick={() => onChoose(n)}
        >
          {duration(Number(n) * 60)}
        </button>
      ))}
    </div>
  );
}

/** @param {Problems["day"]} problem @param {(m: string) => string} t */
function dayProblem(problem, t) {
  if (problem === "missing") return t("Choose the day.");
  if (problem === "early") return t("That is before anybody could tell. Choose a later day.");
  return problem && t("That day has not come yet.");
}

/** @param {Problems["minutes"]} problem @param {(m: string) => string} t */
function lengthProblem(problem, t) {
  if (problem === "missing") return t("Say how many minutes, at least one.");
  if (problem === "long") return t("A session lasts at most 24 hours. Write a longer one in as several.");
  return problem && t("It would end in the future. Let it begin earlier, or be shorter.");
}

/** @param {{label: string, name: string, value: string, error?: string, onChange: (value: string) => void, [more: string]: any}} props */
function Line({ label, name, value, error, onChange, ...props }) {
  return (
    <Field label={label} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          name={name}
          className="field-control min-w-0"
          data-testid={`entry-${name}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...props}
        />
      )}
    </Field>
  );
}
