// @ts-check
// A second grown-up accepts a code. It stands behind the `#` of its link, which no server is sent, or is typed; before they
// accept they are told whose guardian they become.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { CodeField } from "../ui/code_field.jsx";
import { explain } from "../ui/send.js";

/** @typedef {{child: string, invited_by: string}} Invited */
/** @typedef {{busy: boolean, wrong: string, invited: Invited | null, done: boolean}} State */

/** The code of the address, taken out of it at once. */
function taken() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
  if (code) history.replaceState(history.state, "", location.pathname + location.search);
  return code;
}

/** @param {string} code @param {boolean} accept */
async function asked(code, accept) {
  const path = `/api/v1/guardians/${encodeURIComponent(code)}${accept ? "/accept" : ""}`;
  const answer = await fetch(path, { method: accept ? "POST" : "GET", headers: { accept: "application/json" } });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return { body };
  if (answer.status === 401) location.assign(`/login?next=${encodeURIComponent(`/guardians#code=${code}`)}`);
  const { fields, message } = explain(answer.status, body);
  return { wrong: message ?? Object.values(fields)[0] };
}

export function Accepting() {
  const { t } = useText();
  const [code, setCode] = useState("");
  const [state, setState] = useState(/** @type {State} */ ({ busy: false, wrong: "", invited: null, done: false }));
  /** @param {string} what @param {boolean} accept */
  const go = async (what, accept) => {
    setState((before) => ({ ...before, busy: true, wrong: "" }));
    const away = { body: null, wrong: t("Woodshed can't be reached. What you typed is still here: try again.") };
    const { body, wrong = "" } = await asked(what, accept).catch(() => away);
    setState((before) => ({ busy: false, wrong, invited: accept ? before.invited : body, done: accept && !wrong }));
  };
  useEffect(() => {
    const given = taken();
    setCode(given);
    if (given) void go(given, false);
  }, []);
  if (state.done) return <Done child={state.invited?.child ?? ""} />;
  return (
    <div className="grid max-w-md gap-5">
      <p role="alert" className="field-error">
        {state.wrong ? t(state.wrong) : null}
      </p>
      {state.invited ? (
        <Question invited={state.invited} busy={state.busy} onAccept={() => go(code, true)} />
      ) : (
        <Code code={code} busy={state.busy} onType={setCode} onLook={() => go(code, false)} />
      )}
    </div>
  );
}

/** @param {{code: string, busy: boolean, onType: (code: string) => void, onLook: () => void}} props */
function Code({ code, busy, onType, onLook }) {
  const { t } = useText();
  /** @param {import("react").FormEvent} event */
  const submit = (event) => {
    event.preventDefault();
    if (code.trim() && !busy) onLook();
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <CodeField
        id="code"
        label={t("The code you were given")}
        form="XXXX-XXXX-XXXX"
        code={code}
        onType={onType}
        handle="guardian-code"
      />
      <button type="submit" className="btn btn-primary btn-round" aria-busy={busy} data-testid="guardian-look">
        {t("Look it up")}
      </button>
    </form>
  );
}

/** @param {{invited: Invited, busy: boolean, onAccept: () => void}} props */
function Question({ invited, busy, onAccept }) {
  const { t } = useText();
  return (
    <div className="grid gap-4">
      <p className="row-title">
        {t("{name} asks you to look after {child} as well.", { name: invited.invited_by, child: invited.child })}
      </p>
      <p>
        {t(
          "You will see what {child} practises, can set a new password and say what is allowed. By accepting you agree, as a parent or for the school, that Woodshed keeps what {child} practises, writes and records; you can take that back at any time.",
          { child: invited.child },
        )}
      </p>
      <button
        type="button"
        className="btn btn-primary btn-round"
        aria-busy={busy}
        onClick={onAccept}
        data-testid="guardian-accept"
      >
        {t("Accept and agree")}
      </button>
    </div>
  );
}

/** @param {{child: string}} props */
function Done({ child }) {
  const { t } = useText();
  return (
    <div className="grid max-w-md justify-items-start gap-4" role="status">
      <p className="row-title">{t("You look after {child} now.", { child })}</p>
      <a href="/children" className="btn btn-hairline btn-round">
        {t("To the children")}
      </a>
    </div>
  );
}
