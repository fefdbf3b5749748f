// @ts-check
// A form that the browser itself sends to the REST API: what is typed, a password above all, never enters page state. Its
// labels, hints and buttons are drawn in Python (rest_form.py); here is what answers while somebody types and sends.
import { createContext, useContext, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { placed, send } from "./send.js";

/**
 * @typedef {import("react").ReactNode} Node
 * @typedef {import("./send.js").Outcome} Outcome
 * @typedef {Record<string, string | true>} Wrong by field: what the server says, or that the field's own check fails
 * @typedef {{busy: boolean, done: boolean, fields: Wrong, message: string | null, code: string}} State
 * @typedef {{prefix: string, checks: Map<string, (value: string) => boolean>, typed: (name: string) => string} & State} Sending
 */

/** @type {State} */
const QUIET = { busy: false, done: false, fields: {}, message: null, code: "" };
const Form = createContext(/** @type {Sending} */ ({ ...QUIET, prefix: "", checks: new Map(), typed: () => "" }));

/** @type {Record<string, (value: string, least: number) => boolean>} */
const CHECKS = {
  email: (value) => value.length < 400 && /^\S+@\S+[.。．｡]\S+$/.test(value),
  filled: (value) => value.trim() !== "",
  given: (value) => value !== "",
  year: (value) => /^\d{4}$/.test(value.normalize("NFKC").trim()),
  long: (value, least) => value.length >= least,
};

/** @param {HTMLFormElement} form @returns {Promise<Outcome>} */
async function emptied(form) {
  form.reset();
  return { ok: true };
}

// Below the header and above the edge of a small screen, or it were not said at all.
/** @param {Element | null} element */
function show(element) {
  const { top = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {};
  if (top < 72 || bottom > window.innerHeight) element?.scrollIntoView({ block: "center" });
}

/** @param {HTMLFormElement} form @returns {Record<string, any>} */
const typedIn = (form) => Object.fromEntries(new FormData(form));

// Values stay in the fields, errors are shown beside the fields that are here and else above them all, there is no second
// send meanwhile. When it was taken, `after` gets the form and the answer; it may still refuse, or lead away.
/** @param {{path: string, method?: string, extra?: (values: Record<string, any>) => object, after: (form: HTMLFormElement, body: any) => Promise<Outcome>, onDone?: () => void}} props */
function useSending({ path, method, extra, after, onDone }) {
  const form = useRef(/** @type {any} */ (null));
  const sending = useRef(false);
  const [checks] = useState(() => new Map());
  const [state, setState] = useState(QUIET);
  const submit = async (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    if (sending.current) return;
    const typed = typedIn(form.current);
    const values = { ...typed, ...extra?.(typed) };
    const wrong = [...checks]
      .filter(([name, holds]) => !holds(String(typed[name] ?? values[name] ?? "")))
      .map(([name]) => [name, true]);
    if (wrong.length) return setState({ ...QUIET, fields: Object.fromEntries(wrong) });
    sending.current = true;
    setState({ ...QUIET, busy: true });
    const answer = await send(path, values, method);
    const { ok, leaves = false, code = "", ...refused } = answer.ok ? await after(form.current, answer.body) : answer;
    sending.current = leaves;
    setState({ busy: leaves, done: ok, code, ...placed(refused, [...checks.keys()]) });
    if (ok) onDone?.();
  };
  return { form, submit, checks, state, setState };
}

// `prefix`: what the ids of its fields begin with, where the page may have other fields of the same names.
/** @param {{path: string, method?: string, prefix?: string, extra?: (values: Record<string, any>) => object, after?: (form: HTMLFormElement, body: any) => Promise<Outcome>, onDone?: () => void, className?: string, children?: Node}} props */
export function RestForm({ path, method, prefix = "", extra, after = emptied, onDone, className, children }) {
  const { form, submit, checks, state, setState } = useSending({ path, method, extra, after, onDone });
  const [, setTurn] = useState(0);
  const [alive, setAlive] = useState(false);
  useEffect(() => {
    setAlive(true);
    const early = window.woodshed?.early;
    if (early?.form) form.current.requestSubmit();
    delete early?.form;
  }, []);
  useEffect(() => form.current?.querySelector("[aria-invalid=true]")?.focus(), [state.fields]);
  useEffect(() => {
    if (state.message) show(form.current?.querySelector("[role=alert] .notice"));
  }, [state.message]);
  // What is typed stays in its field: who says something of it looks there, anew at each turn.
  const typed = (/** @type {string} */ name) => String(form.current?.elements.namedItem(name)?.value ?? "");
  const onInput = () => {
    setTurn((before) => before + 1);
    if (state.done) setState((before) => ({ ...before, done: false }));
  };
  // data-waits: see components/shell/head.js
  return (
    <form
      ref={form}
      className={className}
      noValidate
      method="post"
      onSubmit={submit}
      onInput={onInput}
      data-waits={alive ? undefined : ""}
    >
      <Form.Provider value={{ ...state, prefix, checks, typed }}>{children}</Form.Provider>
    </form>
  );
}

/** @param {{name: string, check: string, least?: number, hinted?: boolean} & Record<string, any>} props */
export function RestInput({ name, check, least = 0, hinted = false, ...props }) {
  const { prefix, checks, fields } = useContext(Form);
  const id = prefix + name;
  useEffect(() => {
    checks.set(name, (value) => CHECKS[check](value, least));
    return () => void checks.delete(name);
  }, [checks, name, check, least]);
  const wrong = Boolean(fields[name]);
  const described = [hinted && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(" ");
  return (
    <input
      id={id}
      name={name}
      className="field-control"
      minLength={least || undefined}
      aria-invalid={wrong ? true : undefined}
      aria-describedby={described || undefined}
      required
      {...props}
    />
  );
}

// `show` and `hide` are what the button with the eye is called.
/** @param {{name: string, check: string, show: string, hide: string} & Record<string, any>} props */
export function RestSecret({ show: toShow, hide: toHide, ...props }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <RestInput
        type={shown ? "text" : "password"}
        className="field-control pe-14"
        autoCapitalize="none"
        spellCheck={false}
        {...props}
      />
      <button
        type="button"
        className="btn btn-quiet btn-square absolute end-0 top-0"
        aria-pressed={shown}
        aria-label={shown ? toHide : toShow}
        onClick={() => setShown(!shown)}
      >
        <span className={shown ? "icon icon-eye-off" : "icon icon-eye"} aria-hidden="true" />
      </button>
    </>
  );
}

// What is wrong with a field: the server's sentence, or the field's own, which is `children`.
/** @param {{name: string, children?: Node}} props */
export function RestWrong({ name, children }) {
  const { t } = useText();
  const { prefix, fields } = useContext(Form);
  const said = fields[name];
  if (!said) return null;
  return (
    <p className="field-error" id={`${prefix + name}-error`}>
      <span className="icon icon-circle-alert" aria-hidden="true" />
      {said === true ? children : t(said)}
    </p>
  );
}

/** What stands in the fields of the form around, and what is wrong with them; drawn anew as somebody types. */
export const useTyped = () => useContext(Form);

export function RestMessage() {
  const { t } = useText();
  const { message } = useContext(Form);
  return (
    <div role="alert">
      {message ? (
        <div className="notice notice-bad">
          <span className="icon icon-circle-alert" aria-hidden="true" />
          <span>{t(message)}</span>
        </div>
      ) : null}
    </div>
  );
}

// What can be done instead, when the server refused for this reason.
/** @param {{reason: string, children?: Node} & Record<string, any>} props */
export function RestRefused({ reason, children, ...props }) {
  return <div {...props}>{useContext(Form).code === reason ? children : null}</div>;
}

/** @param {{children?: Node} & Record<string, any>} props */
export function RestSubmit({ children, ...props }) {
  const { busy } = useContext(Form);
  return (
    <button
      type="submit"
      className="btn btn-primary btn-round mt-2 w-full"
      aria-busy={busy}
      aria-disabled={busy}
      {...props}
    >
      {busy ? <span className="loading loading-spinner loading-sm" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

// Said once it was taken, until something is typed again.
/** @param {{children?: Node}} props */
export function RestDone({ children }) {
  const { done } = useContext(Form);
  return (
    <p role="status" className="quiet text-sm">
      {done ? children : null}
    </p>
  );
}

// What is wanted besides once the server has answered with this code, and from then on.
/** @param {{code: string, children?: Node}} props */
export function RestAfter({ code, children }) {
  const form = useContext(Form);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (form.code === code) setWanted(true);
  }, [form.code, code]);
  return wanted ? children : null;
}
