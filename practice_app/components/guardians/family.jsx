// @ts-check
// A tablet that children share: a tile for each, and a PIN behind it. It is typed here and sent from here; no page's state
// ever holds it.
import { useCallback, useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { useSync } from "../outbox/use.js";
import { send } from "../ui/send.js";
import "./family.css";
import { PinPad } from "./pin_pad.jsx";
import { comeInAs, isPractising } from "./switching.js";

/**
 * @typedef {{id: string, display_name: string, picture_url: string | null, has_pin: boolean}} Child
 * @typedef {{guardian: string, items: Child[]}} Shared
 */

/** @returns {Promise<Shared | null | undefined>} null: this device isn't shared; undefined: nobody could say */
async function ask() {
  try {
    const answer = await fetch("/api/v1/family", { headers: { accept: "application/json" } });
    if (answer.ok) return await answer.json();
    return answer.status === 404 ? null : undefined;
  } catch {
    return undefined;
  }
}

export function Family() {
  const [shared, setShared] = useState(/** @type {Shared | null | undefined | "asking"} */ ("asking"));
  const [chosen, setChosen] = useState(/** @type {Child | null} */ (null));
  const look = useCallback(() => void ask().then(setShared), []);
  useEffect(look, [look]);
  if (shared === "asking") return <div className="family-tiles" aria-busy="true" />;
  if (!shared) return <Nobody away={shared === undefined} onAgain={look} />;
  if (chosen) return <Pin child={chosen} onBack={() => setChosen(null)} />;
  return <Tiles shared={shared} onChoose={setChosen} />;
}

/** @param {{shared: Shared, onChoose: (child: Child) => void}} props */
function Tiles({ shared, onChoose }) {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  useEffect(() => setBusy(isPractising()), []);
  return (
    <>
      <h1>{t("Who practises now?")}</h1>
      {busy ? <p className="notice notice-careful">{t("A session is still running here. End it first.")}</p> : null}
      <Unsent />
      <ul className="family-tiles">
        {shared.items.map((child) => (
          <li key={child.id}>
            <Tile child={child} disabled={busy} onChoose={() => onChoose(child)} />
          </li>
        ))}
      </ul>
      {shared.items.length ? null : <p className="quiet">{t("There is no child here yet.")}</p>}
      <p className="quiet">
        <a href="/login?next=/children" className="link-plain" data-testid="family-guardian">
          {t("I am {name}", { name: shared.guardian })}
        </a>
      </p>
    </>
  );
}

/** @param {{child: Child, disabled: boolean, onChoose: () => void}} props */
function Tile({ child, disabled, onChoose }) {
  const { t } = useText();
  const drawn = (
    <>
      <span className="family-face" aria-hidden="true">
        {child.picture_url ? <img src={child.picture_url} alt="" /> : [...child.display_name][0]}
      </span>
      <span className="family-name">{child.display_name}</span>
      {child.has_pin ? null : <span className="quiet text-sm">{t("with the password")}</span>}
    </>
  );
  if (!child.has_pin)
    return (
      <a href="/login" className="family-tile" data-testid="family-child">
        {drawn}
      </a>
    );
  return (
    <button type="button" className="family-tile" disabled={disabled} onClick={onChoose} data-testid="family-child">
      {drawn}
    </button>
  );
}

function Unsent() {
  const text = useText();
  const { sessions } = useSync();
  if (!sessions) return null;
  return (
    <p className="quiet text-sm">
      {text.n(
        "{n} session on this device has not been sent yet. It stays here and is sent when you sign in again.",
        "{n} sessions on this device have not been sent yet. They stay here and are sent when you sign in again.",
        sessions,
      )}
    </p>
  );
}

/** @param {{child: Child, onBack: () => void}} props */
function Pin({ child, onBack }) {
  const { t } = useText();
  const [state, setState] = useState({ busy: false, wrong: "", turn: 0 });
  /** @param {string} pin */
  const enter = async (pin) => {
    setState((before) => ({ ...before, busy: true, wrong: "" }));
    const answer = await send("/api/v1/family/switch", { child_id: child.id, pin });
    const { ok, fields, message } = answer.ok ? await comeInAs(answer.body) : answer;
    if (ok) return;
    setState(({ turn }) => ({ busy: false, turn: turn + 1, wrong: fields?.pin ?? message ?? "" }));
  };
  return (
    <>
      <h1>{t("Hello, {name}", { name: child.display_name })}</h1>
      <p>{t("Your PIN, please.")}</p>
      <PinPad key={state.turn} busy={state.busy} wrong={state.wrong} onEnter={enter} />
      <button type="button" className="btn btn-quiet" onClick={onBack} data-testid="family-back">
        <span className="icon icon-arrow-left" aria-hidden="true" />
        {t("Somebody else")}
      </button>
    </>
  );
}

/** @param {{away: boolean, onAgain: () => void}} props */
function Nobody({ away, onAgain }) {
  const { t } = useText();
  return (
    <>
      <h1>{t("Who practises now?")}</h1>
      <p>
        {away
          ? t(
              "Woodshed can't be reached, and only it knows who may come in here. Whoever is here can go on practising.",
            )
          : t("This device isn't shared. A parent or a teacher makes it so, signed in on it, under “Children”.")}
      </p>
      {away ? (
        <button type="button" className="btn btn-hairline btn-round" onClick={onAgain}>
          {t("Try again")}
        </button>
      ) : (
        <a href="/login?next=/children" className="btn btn-hairline btn-round">
          {t("Sign in")}
        </a>
      )}
    </>
  );
}
