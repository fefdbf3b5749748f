// @ts-check
// The accounts elsewhere by which one comes in: what is connected, one more, one less. Nothing where none is offered.
import { useCallback, useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { send } from "../ui/send.js";
import { ProviderSaid, useOffered } from "./provider_buttons.jsx";
import { ProviderLogo } from "./provider_logo.jsx";
import { NAMES } from "./providers.js";
import "./providers.css";

const PATH = "/api/v1/me/identities";
/** @typedef {{provider: string, email: string | null, linked_at: string}} Identity */

export function Identities() {
  const { t } = useText();
  const { linked, load } = useLinked();
  const shown = useOffered();
  const keys = [...new Set([...(linked ?? []).map(({ provider }) => provider), ...shown.map(({ key }) => key)])];
  if (!linked || !keys.length) return null;
  return (
    <section className="settings-part" id="accounts">
      <h2 className="settings-title">{t("Other accounts")}</h2>
      <div className="grid max-w-xl gap-4" data-testid="identities">
        <p className="quiet">
          {t("What you connect here signs you in by one tap. It sees nothing of what you practise.")}
        </p>
        <ProviderSaid />
        <ul className="rows">
          {keys.map((key) => (
            <Row
              key={key}
              of={key}
              linked={linked.find(({ provider }) => provider === key)}
              offered={shown.some((one) => one.key === key)}
              load={load}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

function useLinked() {
  const [linked, setLinked] = useState(/** @type {Identity[] | null} */ (null));
  const load = useCallback(async () => {
    const answer = await fetch(PATH).catch(() => null);
    if (answer?.ok) setLinked((await answer.json()).items);
  }, []);
  useEffect(() => void load(), [load]);
  return { linked, load };
}

/** @param {import("../ui/send.js").Outcome} answer */
const reason = (answer) => (answer.ok ? "" : (answer.message ?? Object.values(answer.fields ?? {})[0] ?? ""));

// Connecting leads away to the provider; disconnecting leaves the list as it is then.
/** @param {string} of @param {() => Promise<void>} load */
function useChanging(of, load) {
  const [state, setState] = useState({ busy: false, said: "" });
  const connect = async () => {
    setState({ busy: true, said: "" });
    const answer = await send(`${PATH}/${of}`, {});
    if (answer.ok) window.location.assign(answer.body.url);
    else setState({ busy: false, said: reason(answer) });
  };
  const disconnect = async () => {
    setState({ busy: true, said: "" });
    const answer = await send(`${PATH}/${of}`, undefined, "DELETE");
    setState({ busy: false, said: reason(answer) });
    if (answer.ok) await load();
  };
  return { ...state, connect, disconnect };
}

/** @param {{of: string, linked?: Identity, offered: boolean, load: () => Promise<void>}} props */
function Row({ of, linked, offered, load }) {
  const { t } = useText();
  const { busy, said, connect, disconnect } = useChanging(of, load);
  const provider = NAMES[of] ?? of;
  return (
    <li className="py-3" data-testid="identity">
      <div className="flex min-h-12 items-center justify-between gap-3">
        <Name of={of} name={provider} linked={linked} />
        {linked ? (
          <Act
            kind="quiet"
            says={t("Disconnect")}
            label={t("Disconnect {provider}", { provider })}
            busy={busy}
            do={disconnect}
          />
        ) : offered ? (
          <Act
            kind="hairline"
            says={t("Connect")}
            label={t("Connect {provider}", { provider })}
            busy={busy}
            do={connect}
          />
        ) : null}
      </div>
      <p role="alert" className="field-error mt-2 empty:hidden">
        {said ? t(said) : null}
      </p>
    </li>
  );
}

/** @param {{of: string, name: string, linked?: Identity}} props */
function Name({ of, name, linked }) {
  const { t, day } = useText();
  return (
    <div className="flex min-w-0 grow items-center gap-3">
      <span className={`provider-mark provider-${of}`}>
        <ProviderLogo of={of} />
      </span>
      <div className="min-w-0">
        <p className="row-title">{name}</p>
        {linked ? (
          <p className="quiet flex flex-wrap gap-x-4 text-sm">
            {linked.email ? <span className="break-all">{linked.email}</span> : null}
            <span>{t("connected {day}", { day: day(linked.linked_at) })}</span>
          </p>
        ) : null}
      </div>
    </div>
  );
}

const KINDS = { quiet: "btn btn-quiet btn-sm", hairline: "btn btn-hairline btn-sm" };
/** @param {{kind: keyof typeof KINDS, says: string, label: string, busy: boolean, do: () => void}} props */
function Act({ kind, says, label, busy, do: act }) {
  return (
    <button type="button" className={KINDS[kind]} aria-label={label} aria-busy={busy} disabled={busy} onClick={act}>
      {says}
    </button>
  );
}
