// @ts-check
// Coming in by a passkey: by a button, and in the list below the field for the e-mail where the browser has that.
import { useCallback, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { send } from "../ui/send.js";
import { comeIn } from "./entering.js";
import { offersPasskeys, used, usesPasskeys } from "./webauthn.js";

const PATH = "/api/v1/auth/passkeys/login";
/** What the server asks is good for ten minutes; a page may stand open for longer. */
const ANEW_MS = 8 * 60_000;

/** @typedef {{text: string, values?: Record<string, string>}} Said a message id */

/** → what is to be said; it leaves the page when all goes well. @param {Omit<CredentialRequestOptions, "publicKey">} how @returns {Promise<Said>} */
async function enter(how) {
  const asked = await send(`${PATH}/options`, {});
  if (!asked.ok) return { text: asked.message ?? "" };
  const key = await used(asked.body, how);
  if (!key.ok) return { text: key.message, values: key.values };
  const answer = await send(PATH, { credential: key.credential });
  const { ok, message } = answer.ok ? await comeIn(null, answer.body) : answer;
  return { text: ok ? "" : (message ?? "") };
}

export function PasskeySignIn() {
  const { t } = useText();
  const [can, setCan] = useState(true);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState(/** @type {Said} */ ({ text: "" }));
  const { stop, offer } = useOffer(setSaid);
  useEffect(() => setCan(usesPasskeys()), []);
  const tap = async () => {
    stop();
    setBusy(true);
    setSaid({ text: "" });
    setSaid(await enter({}));
    setBusy(false);
    offer();
  };
  if (!can) return null;
  return (
    <div className="grid gap-3">
      <button
        type="button"
        className="btn btn-hairline btn-round w-full"
        aria-busy={busy}
        onClick={tap}
        data-testid="login-passkey"
      >
        <span className="icon icon-key-round" aria-hidden="true" />
        {t("Sign in with a passkey")}
      </button>
      <p role="alert" className="field-error empty:hidden">
        {said.text ? t(said.text, said.values) : null}
      </p>
    </div>
  );
}

/** Offers passkeys below the field until it is stopped, with a new question before the old one is too old. @param {(said: Said) => void} say */
function useOffer(say) {
  const last = useRef(/** @type {AbortController | null} */ (null));
  const stop = useCallback(() => last.current?.abort(), []);
  const offer = useCallback(async () => {
    last.current?.abort();
    const mine = new AbortController();
    last.current = mine;
    if (!(await offersPasskeys()) || mine.signal.aborted) return;
    const found = await enter({ mediation: "conditional", signal: mine.signal });
    if (last.current === mine && found.text) say(found);
  }, [say]);
  useEffect(() => {
    void offer();
    const timer = setInterval(() => void offer(), ANEW_MS);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [offer, stop]);
  return { stop, offer };
}
