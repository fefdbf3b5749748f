// @ts-check
// One's passkeys: what they are called, another one, one less. What wants a proof that is minutes old asks for it by itself
// (ui/send.js with accounts/sign_in_again.jsx on the page).
import { useCallback, useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { Dialog } from "../ui/dialog.jsx";
import { send } from "../ui/send.js";
import { SecondFactor } from "./second_factor.jsx";
import { made, makesPasskeys } from "./webauthn.js";

const PATH = "/api/v1/auth/passkeys";
/** @typedef {{id: string, name: string, created_at: string, last_used_at: string | null, synced: boolean}} Passkey */
/** @typedef {{text: string, values?: Record<string, string>}} Said a message id */

export function Passkeys() {
  const { t } = useText();
  const { keys, load } = usePasskeys();
  const [can, setCan] = useState(true);
  const [state, setState] = useState({ busy: false, said: /** @type {Said} */ ({ text: "" }) });
  useEffect(() => setCan(makesPasskeys()), []);
  const add = async () => {
    setState({ busy: true, said: { text: "" } });
    setState({ busy: false, said: await added() });
    await load();
  };
  return (
    <div className="grid max-w-xl gap-4" data-testid="passkeys">
      <p className="quiet">
        {t(
          "Sign in by your finger, your face or your device's PIN. There is nothing to remember, and nothing to steal.",
        )}
      </p>
      <List keys={keys} load={load} />
      {can ? (
        <div>
          <button
            type="button"
            className="btn btn-hairline"
            aria-busy={state.busy}
            disabled={state.busy}
            onClick={add}
            data-testid="passkey-add"
          >
            <span className="icon icon-plus" aria-hidden="true" />
            {t("Add a passkey")}
          </button>
        </div>
      ) : (
        <p className="quiet text-sm">{t("This browser can't make passkeys. A newer one, or your phone, can.")}</p>
      )}
      <p role="alert" className="field-error empty:hidden">
        {state.said.text ? t(state.said.text, state.said.values) : null}
      </p>
      {keys ? <SecondFactor passkeys={keys.length} /> : null}
    </div>
  );
}

function usePasskeys() {
  const [keys, setKeys] = useState(/** @type {Passkey[] | null} */ (null));
  const load = useCallback(async () => {
    const answer = await fetch(PATH).catch(() => null);
    if (answer?.ok) setKeys((await answer.json()).items);
  }, []);
  useEffect(() => void load(), [load]);
  return { keys, load };
}

/** Makes a passkey and hands it in. → what is to be said, if anything. @returns {Promise<Said>} */
async function added() {
  const asked = await send(`${PATH}/options`, {});
  if (!asked.ok) return { text: reason(asked) };
  const key = await made(asked.body);
  if (!key.ok) return { text: key.message, values: key.values };
  return { text: reason(await send(PATH, { name: "", credential: key.credential })) };
}

/** @param {import("../ui/send.js").Outcome} answer */
const reason = (answer) => (answer.ok ? "" : (answer.message ?? Object.values(answer.fields ?? {})[0] ?? ""));

/** @param {{keys: Passkey[] | null, load: () => Promise<void>}} props */
function List({ keys, load }) {
  const { t } = useText();
  const [chosen, setChosen] = useState(/** @type {{key: Passkey, to: "rename" | "remove"} | null} */ (null));
  const done = () => {
    setChosen(null);
    void load();
  };
  if (!keys) return <div className="bone h-12" aria-hidden="true" />;
  if (!keys.length) return <p>{t("None yet. With one you are in by a touch.")}</p>;
  return (
    <>
      <ul className="rows">
        {keys.map((key) => (
          <Row key={key.id} passkey={key} choose={(to) => setChosen({ key, to })} />
        ))}
      </ul>
      {chosen?.to === "rename" ? <Rename passkey={chosen.key} done={done} /> : null}
      {chosen?.to === "remove" ? <Remove passkey={chosen.key} done={done} /> : null}
    </>
  );
}

/** @param {{passkey: Passkey, choose: (to: "rename" | "remove") => void}} props */
function Row({ passkey, choose }) {
  const { t, day } = useText();
  const { name, created_at, last_used_at, synced } = passkey;
  return (
    <li className="flex min-h-16 items-center justify-between gap-2 py-2" data-testid="passkey">
      <div className="min-w-0">
        <p className="row-title break-words">{name}</p>
        <p className="quiet flex flex-wrap gap-x-4 text-sm">
          <span>{t("added {day}", { day: day(created_at) })}</span>
          <span>{last_used_at ? t("last used {moment}", { moment: day(last_used_at) }) : t("not used yet")}</span>
          {synced ? <span>{t("on your other devices too")}</span> : null}
        </p>
      </div>
      <div className="flex flex-none">
        <IconButton icon="pencil" label={t("Rename {name}", { name })} onClick={() => choose("rename")} />
        <IconButton icon="trash-2" label={t("Take off {name}", { name })} onClick={() => choose("remove")} />
      </div>
    </li>
  );
}

const ICONS = { pencil: "icon icon-pencil", "trash-2": "icon icon-trash-2" };
/** @param {{icon: keyof typeof ICONS, label: string, onClick: () => void}} props */
function IconButton({ icon, label, onClick }) {
  return (
    <button type="button" className="btn btn-quiet btn-square" aria-label={label} title={label} onClick={onClick}>
      <span className={ICONS[icon]} aria-hidden="true" />
    </button>
  );
}

/** @param {{passkey: Passkey, done: () => void}} props */
function Rename({ passkey, done }) {
  const { t } = useText();
  const [name, setName] = useState(passkey.name);
  const [said, setSaid] = useState("");
  const save = async (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    const answer = await send(`${PATH}/${passkey.id}`, { name }, "PATCH");
    if (answer.ok) done();
    else setSaid(reason(answer));
  };
  return (
    <Dialog open title={t("Rename")} onClose={done}>
      <form className="grid gap-4" onSubmit={save} noValidate>
        <div className="field">
          <label htmlFor="passkey-name" className="field-label">
            {t("Name")}
          </label>
          <input
            id="passkey-name"
            className="field-control"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            aria-invalid={said ? true : undefined}
            aria-describedby="passkey-name-error"
            autoFocus
            data-testid="passkey-name"
          />
          <p id="passkey-name-error" role="alert" className="field-error empty:hidden">
            {said ? t(said) : null}
          </p>
        </div>
        <Choices done={done} to={t("Save")} />
      </form>
    </Dialog>
  );
}

/** @param {{passkey: Passkey, done: () => void}} props */
function Remove({ passkey, done }) {
  const { t } = useText();
  const [said, setSaid] = useState("");
  const remove = async (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    const answer = await send(`${PATH}/${passkey.id}`, undefined, "DELETE");
    if (answer.ok) done();
    else setSaid(reason(answer));
  };
  return (
    <Dialog open title={t("Take off “{name}”?", { name: passkey.name })} onClose={done}>
      <form onSubmit={remove}>
        <p>{t("It no longer opens your journal. Delete it where your device keeps its passwords, too.")}</p>
        <p role="alert" className="field-error mt-3 empty:hidden">
          {said ? t(said) : null}
        </p>
        <Choices done={done} to={t("Take off")} />
      </form>
    </Dialog>
  );
}

/** @param {{done: () => void, to: string}} props */
function Choices({ done, to }) {
  const { t } = useText();
  return (
    <div className="mt-4 flex flex-wrap justify-end gap-3">
      <button type="button" className="btn btn-quiet" onClick={done}>
        {t("Cancel")}
      </button>
      <button type="submit" className="btn btn-primary btn-round" data-testid="passkey-do">
        {to}
      </button>
    </div>
  );
}
