// What a teacher does with homework that was given: closed or given back with a word, changed, taken back; the last two can
// be undone.
import { useCallback, useEffect, useRef, useState } from "react";
import { useText } from "../../../i18n.js";
import { msg } from "../../ui/send.js";
import { Toast } from "../../ui/toast.jsx";
import { assignmentOf, change, judge, takeBack } from "./asking.js";
import { problem } from "../review/talk.js";
import { asked, blank, filled } from "./draft.js";
import "./giving.css";
import { Giving } from "./give.jsx";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {"close" | "reopen"} Deed */
/** @typedef {import("./draft.js").Asks & { id: string }} Asks */

/** @param {{ assignment: string, status: string, me: string }} props */
export function HomeworkDeeds({ assignment, status, me }) {
  const text = useText();
  const { t } = text;
  const [deed, setDeed] = useState(/** @type {Deed | null} */ (null));
  const { leaving, leave, stay } = useTakingBack(assignment);
  const editing = useEditing(assignment);
  if (leaving)
    return (
      <p className="giving-kept" role="status">
        <span>{t("Taken back.")}</span>
        <button type="button" className="btn btn-hairline btn-sm" data-testid="homework-undo" onClick={stay}>
          {t("Undo")}
        </button>
      </p>
    );
  const plain = (/** @type {string} */ words, /** @type {string} */ handle, /** @type {() => void} */ act) => (
    <button type="button" className="btn btn-quiet btn-sm" data-testid={handle} onClick={act}>
      {words}
    </button>
  );
  return (
    <div className="giving-row">
      {deed ? (
        <Judging {...{ assignment, deed, text }} onClose={() => setDeed(null)} />
      ) : (
        <div className="giving-row-deeds">
          {status === "done" ? null : (
            <button
              type="button"
              className="btn btn-hairline btn-sm"
              data-testid="homework-close"
              onClick={() => setDeed("close")}
            >
              {t("Close homework")}
            </button>
          )}
          {status === "handed_in" || status === "done"
            ? plain(status === "done" ? t("Reopen") : t("Give back"), "homework-reopen", () => setDeed("reopen"))
            : null}
          {status === "done" ? null : plain(t("Change"), "homework-edit", editing.begin)}
          {plain(t("Take back"), "homework-take-back", leave)}
        </div>
      )}
      {editing.asks ? (
        <Giving me={me} about={{ asks: editing.asks }} onClose={editing.end} onDone={editing.done} />
      ) : null}
      <Toast
        open={Boolean(editing.said)}
        message={editing.said ? t(editing.said) : ""}
        {...(editing.undo ? { action: t("Undo"), onAction: editing.undo } : {})}
        onClose={editing.forget}
      />
    </div>
  );
}

/** Taken back after a while in which one may think again, or as the page is left. @param {string} id */
function useTakingBack(id) {
  const [leaving, setLeaving] = useState(false);
  const waits = useRef(0);
  const settle = useCallback(() => {
    if (!waits.current) return;
    clearTimeout(waits.current);
    waits.current = 0;
    void takeBack(id).then((gone) => setLeaving(gone));
  }, [id]);
  useEffect(() => {
    addEventListener("pagehide", settle);
    return () => {
      removeEventListener("pagehide", settle);
      settle();
    };
  }, [settle]);
  const leave = () => {
    setLeaving(true);
    waits.current = window.setTimeout(settle, 8000);
  };
  const stay = () => {
    clearTimeout(waits.current);
    waits.current = 0;
    setLeaving(false);
  };
  return { leaving, leave, stay };
}

/** Homework that is being changed; what it was before can be had again. @param {string} id */
function useEditing(id) {
  const [asks, setAsks] = useState(/** @type {Asks | null} */ (null));
  const [said, setSaid] = useState("");
  const before = useRef(/** @type {Asks | null} */ (null));
  const begin = async () => {
    const found = await assignmentOf(id);
    setSaid(found ? "" : msg("This can’t be read just now. Close it, and try again in a moment."));
    before.current = null;
    setAsks(found);
  };
  const undo = async () => {
    const one = before.current;
    before.current = null;
    setSaid("");
    if (one) await change(id, { ...asked(filled(blank(), one), one.title), due_on: one.due_on ?? null });
  };
  const done = (/** @type {string} */ words) => {
    before.current = asks;
    setAsks(null);
    setSaid(words);
  };
  return {
    asks,
    said,
    begin,
    done,
    end: () => setAsks(null),
    forget: () => setSaid(""),
    ...(before.current ? { undo } : {}),
  };
}

/** @param {{ assignment: string, deed: Deed, text: Text, onClose: () => void }} props */
function Judging({ assignment, deed, text, onClose }) {
  const { t } = text;
  const [word, setWord] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  /** @param {import("react").FormEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const outcome = await judge(assignment, deed, word.trim());
    setBusy(false);
    setWrong(problem(outcome, text));
    if (outcome.ok) onClose();
  };
  return (
    <form className="giving-judging" onSubmit={submit}>
      <textarea
        className="field-control"
        rows={2}
        maxLength={5000}
        value={word}
        placeholder={t("A word to your student (may stay empty)")}
        aria-label={t("A word to your student (may stay empty)")}
        data-testid="homework-word"
        // biome-ignore lint/a11y/noAutofocus: it was asked for by a tap just now
        autoFocus
        onChange={({ target }) => setWord(target.value)}
      />
      <p role="alert" className="field-error">
        {wrong}
      </p>
      <div className="giving-row-deeds">
        <button type="submit" className="btn btn-primary btn-sm" aria-busy={busy} data-testid="homework-judge">
          {deed === "close" ? t("Close homework") : t("Give it back")}
        </button>
        <button type="button" className="btn btn-quiet btn-sm" onClick={onClose}>
          {t("Cancel")}
        </button>
      </div>
    </form>
  );
}
