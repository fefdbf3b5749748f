// @ts-check
// A teacher's note, kept while it is written: a second after the last letter, and when the field is left. What is
// written here is not taken away by what comes from the server meanwhile.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";

const REST_MS = 1000;

/** @param {{ subject: string, note: string, kept: boolean, onWrite?: (note: string) => void }} props */
export function TeacherNote({ subject, note, kept, onWrite }) {
  const { t } = useText();
  const [text, setText] = useState(note);
  const waits = useRef(/** @type {string | null} */ (null));
  const write = useRef(onWrite);
  write.current = onWrite;
  const send = () => {
    if (waits.current !== null) write.current?.(waits.current);
    waits.current = null;
  };
  useEffect(() => setText(note), [subject]);
  useEffect(() => {
    const rest = setTimeout(send, REST_MS);
    return () => clearTimeout(rest);
  }, [text]);
  useEffect(() => send, [subject]);
  const change = (/** @type {string} */ value) => {
    waits.current = value;
    setText(value);
  };
  const state = text !== note ? t("Not kept yet") : kept ? t("Kept") : "";
  return (
    <div className="field">
      <label htmlFor="student-note" className="field-label">
        {t("Your note, for you alone")}
      </label>
      <textarea
        id="student-note"
        className="field-control"
        rows={4}
        maxLength={10000}
        value={text}
        data-testid="student-note"
        onChange={(event) => change(event.target.value)}
        onBlur={send}
      />
      <p className="quiet text-sm" role="status" data-testid="student-note-kept">
        {state}
      </p>
    </div>
  );
}
