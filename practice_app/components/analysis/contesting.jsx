// "This was me playing", "this was not me": said beside what was heard.
import { useEffect, useId, useState } from "react";
import { formatClock } from "../../i18n.js";
import { Dialog } from "../ui/dialog.jsx";
import { rounded, secondsOf, wrongWith } from "./contesting.js";
import "./contesting.css";

/** @typedef {import("../../i18n.js").Text} Text */

/** @param {string} text */
const msg = (text) => text;
/** @type {Record<string, string>} */
const HEARD = {
  playing: msg("Here playing was heard."),
  speech: msg("Here talking was heard."),
  click: msg("Here the metronome was heard."),
  silence: msg("Here no sound was heard."),
  other: msg("Here something else was heard."),
};

/** @param {{ label: string, value: string, onChange: (value: string) => void, error: string | null }} props */
function Time({ label, value, onChange, error }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <input
        id={id}
        className="field-control figures"
        inputMode="text"
        autoComplete="off"
        value={value}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error ? (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/**
 * The sheet about one stretch: what was heard, from when to when it is about, and what it was.
 * @param {{
 *   stretch: import("../ui/stave_shapes.js").Span | null, clockS: number, text: Text,
 *   onSay: (kind: string, start_s: number, end_s: number) => void, onClose: () => void,
 * }} props
 */
export function ContestSheet({ stretch, clockS, text, onSay, onClose }) {
  const [times, setTimes] = useState({ start: "", end: "" });
  const [wrong, setWrong] = useState(/** @type {"start" | "end" | null} */ (null));
  useEffect(() => {
    if (!stretch) return;
    const { start, end } = rounded(stretch, clockS);
    setTimes({ start: formatClock(start), end: formatClock(end) });
    setWrong(null);
  }, [stretch]);
  const change = (/** @type {"start" | "end"} */ name) => (/** @type {string} */ value) =>
    setTimes((before) => ({ ...before, [name]: value }));
  /** @param {string} kind */
  const say = (kind) => {
    const [start, end] = [secondsOf(times.start), secondsOf(times.end)];
    const found = wrongWith(start, end, clockS);
    setWrong(found);
    if (found || start === null || end === null) return;
    onSay(kind, start, end);
    onClose();
  };
  const explained = text.t("Write minutes and seconds within the session, such as 1:05.");
  return (
    <Dialog open={Boolean(stretch)} title={text.t("What was it really?")} onClose={onClose}>
      <p>{stretch ? text.t(HEARD[stretch.kind] ?? HEARD.other) : null}</p>
      <div className="mt-4 grid grid-cols-2 gap-4">
        <Time
          label={text.t("From")}
          value={times.start}
          onChange={change("start")}
          error={wrong === "start" ? explained : null}
        />
        <Time
          label={text.t("To")}
          value={times.end}
          onChange={change("end")}
          error={wrong === "end" ? explained : null}
        />
      </div>
      <div className="contest-choices">
        <button type="button" className="btn btn-outline" data-testid="contest-playing" onClick={() => say("playing")}>
          {text.t("This was me playing")}
        </button>
        <button
          type="button"
          className="btn btn-outline"
          data-testid="contest-not-playing"
          onClick={() => say("not_playing")}
        >
          {text.t("This was not me")}
        </button>
      </div>
      <p className="quiet mt-4 text-sm">
        {text.t("What was heard stays as it is; your word stands beside it. Totals go by what was heard.")}
      </p>
      <div className="mt-4 flex justify-end">
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {text.t("Cancel")}
        </button>
      </div>
    </Dialog>
  );
}
