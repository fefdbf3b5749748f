// @ts-check
// The question whether it is really them, over whatever page wanted to know: see ui/proving.js. A page that can do what needs
// a proof has it once (sign_in_again.py).
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { Dialog } from "../ui/dialog.jsx";
import { asksFor } from "../ui/proving.js";
import { send } from "../ui/send.js";
import { used, usesPasskeys } from "./webauthn.js";
import { OwnPassword } from "./own_password.jsx";
import { RestForm, RestMessage, RestSubmit } from "../ui/rest_form.jsx";

/** @typedef {{ways: string[], answer: (proved: boolean) => void}} Question */

export function SignInAgain() {
  const { t } = useText();
  const [question, setQuestion] = useState(/** @type {Question | null} */ (null));
  useEffect(() => asksFor((ways) => new Promise((answer) => setQuestion({ ways, answer }))), []);
  const done = (/** @type {boolean} */ proved) => {
    question?.answer(proved);
    setQuestion(null);
  };
  return (
    <Dialog open={question !== null} title={t("Is it you?")} onClose={() => done(false)}>
      {question ? <Ways ways={question.ways} onProved={() => done(true)} /> : null}
    </Dialog>
  );
}

/** @param {{ways: string[], onProved: () => void}} props */
function Ways({ ways, onProved }) {
  const { t } = useText();
  return (
    <div className="grid gap-5" data-testid="sign-in-again">
      <p>{t("You have been signed in for a while. Show once more that it's you; what you were doing then goes on.")}</p>
      {ways.includes("passkey") ? <ByPasskey onProved={onProved} /> : null}
      {ways.includes("password") ? <ByPassword onProved={onProved} /> : null}
      {ways.length ? null : <Elsewhere />}
    </div>
  );
}

const KEYS = "/api/v1/auth/passkeys/confirm/options";
/** @param {{onProved: () => void}} props */
function ByPasskey({ onProved }) {
  const { t } = useText();
  const [said, setSaid] = useState(/** @type {{text: string, values?: Record<string, string>}} */ ({ text: "" }));
  const tap = async () => {
    const asked = await send(KEYS, {});
    const key = asked.ok ? await used(asked.body) : { ok: /** @type {const} */ (false), message: asked.message ?? "" };
    if (!key.ok) return setSaid({ text: key.message, ...key });
    const { ok, message, fields } = await send("/api/v1/auth/confirm", { credential: key.credential });
    if (ok) return onProved();
    return setSaid({ text: message ?? Object.values(fields ?? {})[0] ?? "" });
  };
  if (!usesPasskeys()) return null;
  return (
    <div className="grid gap-2">
      <button type="button" className="btn btn-hairline btn-round" onClick={tap} data-testid="again-passkey">
        <span className="icon icon-key-round" aria-hidden="true" />
        {t("Use a passkey")}
      </button>
      <p role="alert" className="field-error empty:hidden">
        {said.text ? t(said.text, said.values) : null}
      </p>
    </div>
  );
}

/** @param {{onProved: () => void}} props */
function ByPassword({ onProved }) {
  const { t } = useText();
  const after = async () => {
    onProved();
    return { ok: true };
  };
  return (
    <RestForm path="/api/v1/auth/confirm" prefix="again-" after={after} className="grid gap-4">
      <RestMessage />
      <OwnPassword prefix="again-" autoFocus />
      <RestSubmit data-testid="again-submit">{t("Go on")}</RestSubmit>
    </RestForm>
  );
}

// Who has no password comes in again the way they came.
function Elsewhere() {
  const { t } = useText();
  const back = `/login?next=${encodeURIComponent(window.location.pathname)}`;
  return (
    <a href={back} className="btn btn-primary btn-round">
      {t("Sign in again")}
    </a>
  );
}
