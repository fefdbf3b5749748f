// @ts-check
// More than a password: on or off, and the recovery codes, which are shown once and never kept here.
import { useCallback, useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { Dialog } from "../ui/dialog.jsx";
import { send } from "../ui/send.js";

const PATH = "/api/v1/auth/second-factor";
const CODES = "/api/v1/auth/recovery-codes";
/** @typedef {{on: boolean, required: boolean, codes_left: number}} Factor */
/** @typedef {{busy: boolean, said: string, codes: string[]}} State */
/** @type {State} */
const QUIET = { busy: false, said: "", codes: [] };

/** @param {{passkeys: number}} props how many there are to be asked for */
export function SecondFactor({ passkeys }) {
  const { factor, load } = useFactor();
  const [state, setState] = useState(QUIET);
  /** @param {string} path @param {object} body @param {string} method */
  const change = async (path, body, method) => {
    setState({ ...QUIET, busy: true });
    const answer = await send(path, body, method);
    const said = answer.ok ? "" : (answer.message ?? Object.values(answer.fields ?? {})[0] ?? "");
    setState({ busy: false, said, codes: answer.body?.codes ?? [] });
    await load();
  };
  if (!factor) return null;
  return (
    <div className="grid gap-3" data-testid="second-factor">
      <Told factor={factor} passkeys={passkeys} />
      <Choices factor={factor} passkeys={passkeys} busy={state.busy} change={change} />
      <Said text={state.said} />
      <NewCodes codes={state.codes} done={() => setState(QUIET)} />
    </div>
  );
}

function useFactor() {
  const [factor, setFactor] = useState(/** @type {Factor | null} */ (null));
  const load = useCallback(async () => {
    const answer = await fetch(PATH).catch(() => null);
    if (answer?.ok) setFactor(await answer.json());
  }, []);
  useEffect(() => void load(), [load]);
  return { factor, load };
}

/** @param {{text: string}} props */
function Said({ text }) {
  const { t } = useText();
  return (
    <p role="alert" className="field-error empty:hidden">
      {text ? t(text) : null}
    </p>
  );
}

/** @param {{factor: Factor, passkeys: number}} props */
function Told({ factor, passkeys }) {
  const { t, n } = useText();
  const left = factor.codes_left;
  return (
    <>
      <h3 className="mt-4 text-base font-semibold">{t("Ask for a passkey besides the password")}</h3>
      {factor.required && !factor.on ? (
        <div className="notice notice-careful">
          <span className="icon icon-shield-check" aria-hidden="true" />
          <span>{t("You look after others here. Turn this on, and sign in with a passkey, before you do.")}</span>
        </div>
      ) : null}
      {factor.on ? (
        <p className="quiet">
          {t("On. Your password alone opens nothing; without a passkey at hand, a recovery code opens it too.")}{" "}
          {n("You have {n} code left.", "You have {n} codes left.", left)}
        </p>
      ) : (
        <p className="quiet">
          {passkeys
            ? t("Off. Whoever learns your password is in.")
            : t("Off. Add a passkey first: that is what will be asked for.")}
        </p>
      )}
    </>
  );
}

/** @param {{factor: Factor, passkeys: number, busy: boolean, change: (path: string, body: object, method: string) => void}} props */
function Choices({ factor, passkeys, busy, change }) {
  const { t } = useText();
  const shared = { type: /** @type {const} */ ("button"), className: "btn btn-hairline", disabled: busy };
  if (!factor.on)
    return passkeys ? (
      <div>
        <button {...shared} onClick={() => change(PATH, { on: true }, "PUT")} data-testid="second-factor-on">
          <span className="icon icon-shield-check" aria-hidden="true" />
          {t("Turn on")}
        </button>
      </div>
    ) : null;
  return (
    <div className="flex flex-wrap gap-3">
      <button {...shared} onClick={() => change(CODES, {}, "POST")} data-testid="second-factor-codes">
        <span className="icon icon-refresh-cw" aria-hidden="true" />
        {t("New recovery codes")}
      </button>
      {factor.required ? null : (
        <button
          {...shared}
          className="btn btn-quiet"
          onClick={() => change(PATH, { on: false }, "PUT")}
          data-testid="second-factor-off"
        >
          {t("Turn off")}
        </button>
      )}
    </div>
  );
}

/** @param {{codes: string[], done: () => void}} props */
function NewCodes({ codes, done }) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  const close = () => {
    setCopied(false);
    done();
  };
  const copy = () =>
    navigator.clipboard.writeText(codes.join("\n")).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <Dialog open={codes.length > 0} title={t("Your recovery codes")} onClose={close}>
      <p>
        {t(
          "Each opens your journal once, with your password. Write them down or print them: they are shown this once.",
        )}
      </p>
      <ul className="figures mt-4 grid gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2" data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <button type="button" className="btn btn-quiet" onClick={copy}>
          {copied ? t("Copied") : t("Copy")}
        </button>
        <button type="button" className="btn btn-primary btn-round" onClick={close} data-testid="recovery-codes-kept">
          {t("I have kept them")}
        </button>
      </div>
    </Dialog>
  );
}
