// Signing up and in. A password goes from its field to the REST API and nowhere else, least of all into page state.
import { useEffect, useRef, useState } from "react";
import { adoptLocale, getLocale, useText } from "../../i18n.js";
import { zoneHere } from "../outbox/zone.js";
import { destination } from "./destination.js";
import { msg, placed, send, staying } from "./send.js";

const LEAST = 8;

export function Field({ label, name, hint, error, after, ...props }) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label className="field-label" htmlFor={name}>
        {label}
      </label>
      <div className="relative">
        <input
          id={name}
          name={name}
          className={after ? "field-control pe-14" : "field-control"}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          required
          {...props}
        />
        {after}
      </div>
      {hint ? (
        <p className="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="field-error" id={`${name}-error`}>
          <span className="icon icon-circle-alert" aria-hidden="true" />
          {error}
        </p>
      ) : null}
    </div>
  );
}

export function Password({ text, ...props }) {
  const [shown, setShown] = useState(false);
  const eye = (
    <button
      type="button"
      className="btn btn-quiet btn-square absolute end-0 top-0"
      aria-pressed={shown}
      aria-label={shown ? text.t("Hide the password") : text.t("Show the password")}
      onClick={() => setShown(!shown)}
    >
      <span className={shown ? "icon icon-eye-off" : "icon icon-eye"} aria-hidden="true" />
    </button>
  );
  return (
    <Field
      label={text.t("Password")}
      name="password"
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      after={eye}
      {...props}
    />
  );
}

export function strength(text, password) {
  if (!password) return text.t("At least {n} characters. A sentence is easier to remember than a word.", { n: LEAST });
  if (password.length < LEAST) return text.t("{n} more to go.", { n: LEAST - password.length });
  return password.length < 14 ? text.t("Good. Longer is safer still.") : text.t("Strong.");
}

// Below the header and above the edge of a small screen, or it were not said at all.
function show(element) {
  const { top = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {};
  if (top < 72 || bottom > window.innerHeight) element?.scrollIntoView({ block: "center" });
}

// A form that is sent: values stay in the fields, errors are shown beside those of `names` and else above them all, there is
// no second send meanwhile. When it was taken, `done` gets the form and the answer.
export function useSending(path, names, check, extra = () => ({}), done = comeIn) {
  const form = useRef(null);
  const sending = useRef(false);
  const [state, setState] = useState({ busy: false, fields: {}, message: null });
  const [alive, setAlive] = useState(false);
  useEffect(() => {
    setAlive(true);
    const early = window.woodshed?.early;
    if (early?.form) form.current.requestSubmit();
    delete early?.form;
  }, []);
  useEffect(() => {
    form.current?.querySelector("[aria-invalid=true]")?.focus();
  }, [state.fields]);
  useEffect(() => {
    if (state.message) show(form.current?.querySelector("[role=alert] .notice"));
  }, [state.message]);
  const submit = async (event) => {
    event.preventDefault();
    if (sending.current) return;
    const values = { ...Object.fromEntries(new FormData(form.current)), ...extra() };
    const wrong = check(values);
    if (Object.keys(wrong).length) return setState({ busy: false, fields: wrong, message: null });
    sending.current = true;
    setState({ busy: true, fields: {}, message: null });
    const { ok, body, ...refused } = staying(await send(path, values), done === comeIn);
    if (ok) await done(form.current, body);
    const leaves = ok && done === comeIn;
    sending.current = leaves;
    setState({ busy: leaves, ...placed(refused, names) });
  };
  // data-waits: see components/shell/inline/head.js
  return { wiring: { ref: form, onSubmit: submit, "data-waits": alive ? undefined : "" }, ...state };
}

async function comeIn(_form, body) {
  await adoptLocale(body.user?.locale);
  sessionStorage.removeItem("token"); // the socket's state belongs to whoever was here before
  window.location.assign(destination(window.location.search, window.location.origin));
}

export function Submit({ busy, children, ...props }) {
  return (
    <button type="submit" className="btn btn-primary btn-round mt-2 w-full" aria-busy={busy} aria-disabled={busy} {...props}>
      {busy ? <span className="loading loading-spinner loading-sm" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

export function Message({ text, message }) {
  return (
    <div role="alert">
      {message ? (
        <div className="notice notice-bad">
          <span className="icon icon-circle-alert" aria-hidden="true" />
          <span>{text.t(message)}</span>
        </div>
      ) : null}
    </div>
  );
}

const looksLikeEmail = (value) => (value ?? "").length < 400 && /^\S+@\S+[.。．｡]\S+$/.test(value ?? "");

export function LoginForm() {
  const text = useText();
  const check = ({ email, password }) => ({
    ...(looksLikeEmail(email) ? {} : { email: msg("Write your e-mail address, like anna@example.org.") }),
    ...(password ? {} : { password: msg("Write your password.") }),
  });
  const { wiring, busy, fields, message } = useSending("/api/v1/auth/login", ["email", "password"], check);
  const shown = (name) => fields[name] && text.t(fields[name]);
  return (
    <form className="grid gap-5" noValidate method="post" {...wiring}>
      <Message text={text} message={message} />
      <Field
        label={text.t("E-mail")}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        error={shown("email")}
        data-testid="login-email"
      />
      <Password text={text} autoComplete="current-password" error={shown("password")} data-testid="login-password" />
      <Submit busy={busy} data-testid="login-submit">
        {text.t("Sign in")}
      </Submit>
    </form>
  );
}

function Role({ text }) {
  const roles = [
    ["student", "icon-music", text.t("I practise")],
    ["teacher", "icon-graduation-cap", text.t("I teach")],
  ];
  return (
    <fieldset>
      <legend className="field-label mb-1.5">{text.t("What brings you here?")}</legend>
      <div className="segmented segmented-wide w-full">
        {roles.map(([role, icon, name], i) => (
          <label key={role} className="segment" data-testid={`register-role-${role}`}>
            <input type="radio" name="role" value={role} defaultChecked={i === 0} />
            <span className={`icon ${icon}`} aria-hidden="true" />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function RegisterForm() {
  const text = useText();
  const [password, setPassword] = useState("");
  const check = (values) => ({
    ...(values.display_name?.trim() ? {} : { display_name: msg("Write what we may call you.") }),
    ...(looksLikeEmail(values.email) ? {} : { email: msg("Write your e-mail address, like anna@example.org.") }),
    ...(values.password.length >= LEAST ? {} : { password: msg("A little longer, please.") }),
  });
  const here = () => ({ timezone: zoneHere(""), locale: getLocale() });
  const { wiring, busy, fields, message } = useSending("/api/v1/auth/register", ["display_name", "email", "password"], check, here);
  const shown = (name) => fields[name] && text.t(fields[name]);
  return (
    <form className="grid gap-5" noValidate method="post" {...wiring}>
      <Message text={text} message={message} />
      <Role text={text} />
      <Field
        label={text.t("Name")}
        name="display_name"
        autoComplete="nickname"
        maxLength={80}
        hint={text.t("As your teacher or your quartet knows you.")}
        error={shown("display_name")}
        data-testid="register-name"
      />
      <Field
        label={text.t("E-mail")}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        error={shown("email")}
        data-testid="register-email"
      />
      <Password
        text={text}
        autoComplete="new-password"
        minLength={LEAST}
        hint={strength(text, password)}
        error={shown("password")}
        onChange={(event) => setPassword(event.target.value)}
        data-testid="register-password"
      />
      <Submit busy={busy} data-testid="register-submit">
        {text.t("Start my journal")}
      </Submit>
    </form>
  );
}
