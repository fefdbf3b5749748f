// @ts-check
// The form of a session that is on the server: the same as while practising. What is written stays until it is saved.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../../i18n.js";
import { knownTags, refreshKnown } from "../../outbox/pieces.js";
import { sync } from "../../outbox/sync.js";
import { useSync } from "../../outbox/use.js";
import { About } from "../field.jsx";
import { firstWrong, SessionFields } from "../form.jsx";
import { draftOf, placed, told, without } from "./editing.js";
import { EditFoot } from "./editfoot.jsx";
import { SpanFields } from "./span.jsx";
import { keepDraft, keptDraft } from "./unsaved.js";

/** @typedef {import("./editing.js").Stored} Stored */
/** @typedef {import("./editing.js").Draft} Draft */
/** @typedef {import("./edit.jsx").Errors} Errors */
/** @typedef {import("./edit.jsx").Props} Props */

/** How long an answer may take before that is worth a word. */
const PATIENCE_MS = 8_000;

const FIELDS = "button, input, select, textarea";

/** What is written, kept beside what is stored. @param {Stored} session @param {(changed: boolean) => void} onChanged */
function useDraft(session, onChanged) {
  const { userId } = useSync();
  const [stored] = useState(() => draftOf(session));
  const [kept] = useState(() => keptDraft(session.id, userId));
  const [draft, setDraft] = useState(kept ?? stored);
  const changed = JSON.stringify(draft) !== JSON.stringify(stored);
  useEffect(() => onChanged(changed), [changed]);
  const newest = useRef(draft);
  const alter = (/** @type {(now: Draft) => Partial<Draft>} */ change) => {
    const next = (newest.current = { ...newest.current, ...change(newest.current) });
    setDraft(next);
    keepDraft(session.id, userId, next);
  };
  return { draft, alter, again: Boolean(kept) };
}

/**
 * Where saving stands: nothing, "busy", "slow" when no answer comes. What was sent over a connection that is dead without
 * saying so is lost on the way: it is sent again, until an answer comes or something else is written.
 * @param {number} answers
 */
function useSaving(answers) {
  const [state, setState] = useState("");
  const send = useRef(() => {});
  useEffect(() => setState(""), [answers]);
  useEffect(() => {
    if (!state) return undefined;
    const again = () => {
      setState("slow");
      send.current();
    };
    const timer = setInterval(again, PATIENCE_MS);
    addEventListener("online", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [state]);
  const begin = (/** @type {() => void} */ sending) => {
    send.current = sending;
    setState("busy");
    sending();
  };
  return { state, begin, stop: () => setState("") };
}

/**
 * What the server could not take, until it is changed; the first of it is where one goes on.
 * @param {Errors} errors @param {number} answers @param {{current: HTMLElement | null}} form
 */
function useErrors(errors, answers, form) {
  const [shown, setShown] = useState(/** @type {Errors} */ ({}));
  useEffect(() => setShown(placed(errors ?? {})), [errors, answers]);
  useEffect(() => {
    if (Object.keys(errors ?? {}).length) requestAnimationFrame(() => firstWrong(form.current));
  }, [errors, answers]);
  return {
    shown,
    touch: (/** @type {object} */ change) => setShown((now) => without(now, change)),
    clear: () => setShown({}),
  };
}

/** Whoever waited for it in its dialog goes on at its first field. @param {{current: HTMLElement | null}} form */
function useFirst(form) {
  useEffect(() => {
    const dialog = form.current?.closest("dialog");
    if (!dialog?.contains(document.activeElement)) return; // about to be opened: then it is found by itself
    /** @type {HTMLElement | null | undefined} */ (form.current?.querySelector(FIELDS))?.focus({ preventScroll: true });
  }, []);
}

/** @param {Props & {asking: boolean, onAsking: (asking: boolean) => void, onChanged: (changed: boolean) => void, onLeave: () => void}} props */
export function EditForm({ session, errors, answers, onSave, onClose, asking, onAsking, onChanged, onLeave }) {
  const { signedIn, userId } = useSync();
  useEffect(() => {
    if (signedIn && userId) refreshKnown(sync.api, userId).catch(() => {});
  }, [signedIn, userId]);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  useFirst(form);
  const { draft, alter, again } = useDraft(session, onChanged);
  const { state, begin, stop } = useSaving(answers);
  const { shown, touch, clear } = useErrors(errors, answers, form);
  const save = async (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    clear();
    if (!form.current?.checkValidity()) return void firstWrong(form.current);
    const whole = told(draft, [...(await knownTags(userId).catch(() => [])), ...session.tags]);
    begin(() => onSave(whole));
  };
  const change = (/** @type {object} */ details) => {
    stop();
    touch(details);
    alter((now) => ({ details: { ...now.details, ...details } }));
  };
  const when = (/** @type {Partial<Draft["span"]>} */ span) => {
    stop();
    touch(span);
    alter((now) => ({ span: { ...now.span, ...span } }));
  };
  return (
    <About.Provider value={{ details: draft.details, change, errors: shown, tags: session.tags }}>
      <form ref={form} noValidate onSubmit={save} className="session-form" data-testid="session-form">
        {again ? <Again /> : null}
        <SessionFields rated middle={<SpanFields span={draft.span} onChange={when} />} />
        <EditFoot
          wrong={shown.form}
          state={state}
          asking={asking}
          onStay={() => onAsking(false)}
          onLeave={onLeave}
          onThrowAway={onClose}
        />
      </form>
    </About.Provider>
  );
}

function Again() {
  const { t } = useText();
  return (
    <p role="status" className="notice notice-info mb-5">
      <span className="icon icon-info" aria-hidden="true" />
      <span>{t("What you had not saved yet is here again.")}</span>
    </p>
  );
}
