// @ts-check
// A teacher's invitation, read signed out too: who asks, what they would see, and the student's own word on what came before.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { Opened } from "../ui/opened.jsx";
import { send } from "../ui/send.js";
import { CodeForm } from "./code_form.jsx";
import { Teacher } from "./teacher.jsx";

/** @typedef {{id: string, display_name: string, connected: boolean}} Child */
/** @typedef {{own: boolean, connected: boolean, guardian_needed: boolean, children: Child[]}} You */
/** @typedef {{teacher: import("./teacher.jsx").User, you: You | null}} Invite */

const MYSELF = "";

export function Invitation() {
  return (
    <Opened path="/api/v1/invites/" missing={(code) => <Missing code={code} />}>
      {(/** @type {Invite} */ invite, code) => <Invited code={code} invite={invite} />}
    </Opened>
  );
}

/** @param {{code: string}} props */
function Missing({ code }) {
  const { t } = useText();
  return (
    <div className="grid gap-5">
      <p role="alert" data-testid="invite-missing">
        {t("This code is too old, was used before, or isn't one. Look at it again, or ask your teacher for a new one.")}
      </p>
      <CodeForm code={code} />
    </div>
  );
}

/** @param {{code: string, invite: Invite}} props */
function Invited({ code, invite: { teacher, you } }) {
  const { t } = useText();
  const name = teacher.display_name;
  const [done, setDone] = useState(false);
  if (done) return <Done name={name} />;
  return (
    <div className="grid gap-6" data-testid="invite">
      <Teacher teacher={teacher} />
      {you?.own ? (
        <p>{t("This is your own invitation. Give it to a student: they open it, and you are connected.")}</p>
      ) : (
        <>
          <Sees name={name} />
          {you ? <Answer code={code} name={name} you={you} onDone={() => setDone(true)} /> : <Doors code={code} />}
        </>
      )}
    </div>
  );
}

/** @param {{name: string}} props */
function Sees({ name }) {
  const { t } = useText();
  return (
    <div className="grid gap-2">
      <p>{t("{name} would like to be your teacher here.", { name })}</p>
      <p className="font-semibold">{t("What {name} will see", { name })}</p>
      <ul className="grid list-disc gap-1 ps-5">
        <li>{t("when, how long and what you practise, and what you write about a session")}</li>
        <li>{t("what Woodshed heard: how much you played, tempo, intonation and the like")}</li>
        <li>{t("recordings that you share, and no others")}</li>
      </ul>
      <p className="quiet text-sm">{t("You can end this at any time. From then on nothing of it is seen any more.")}</p>
    </div>
  );
}

/** @param {{code: string}} props */
function Doors({ code }) {
  const { t } = useText();
  const next = encodeURIComponent(`/invite/${code}`);
  return (
    <div className="grid gap-3">
      <p>{t("To accept you need a journal of your own. You come back here afterwards.")}</p>
      <div className="flex flex-wrap gap-3">
        <a href={`/register?next=${next}`} className="btn btn-primary btn-round" data-testid="invite-register">
          {t("Start a journal")}
        </a>
        <a href={`/login?next=${next}`} className="btn btn-hairline btn-round" data-testid="invite-login">
          {t("Sign in")}
        </a>
      </div>
    </div>
  );
}

/** @param {{code: string, name: string, you: You, onDone: () => void}} props */
function Answer({ code, name, you, onDone }) {
  const { t } = useText();
  const children = you.children.filter((child) => !child.connected);
  const [whose, setWhose] = useState(you.guardian_needed || you.connected ? (children[0]?.id ?? MYSELF) : MYSELF);
  const [history, setHistory] = useState(false);
  const [state, setState] = useState({ busy: false, wrong: "" });
  const alone = !you.guardian_needed && !you.connected;
  const accept = async () => {
    setState({ busy: true, wrong: "" });
    const path = `/api/v1/invites/${encodeURIComponent(code)}/accept`;
    const { ok, message, fields } = await send(path, whose ? { history, child_id: whose } : { history });
    if (ok) onDone();
    else setState({ busy: false, wrong: message ?? Object.values(fields ?? {})[0] ?? "" });
  };
  if (you.guardian_needed && !children.length)
    return <p role="status">{t("Somebody who looks after your account lets a teacher in: show them this page.")}</p>;
  if (!alone && !children.length) return <Done name={name} />;
  return (
    <div className="grid gap-5">
      {children.length ? <Whose rows={children} alone={alone} whose={whose} onChoose={setWhose} /> : null}
      <History name={name} history={history} onChoose={setHistory} />
      <p role="alert" className="field-error">
        {state.wrong ? t(state.wrong) : null}
      </p>
      <div>
        <button
          type="button"
          className="btn btn-primary btn-round"
          aria-busy={state.busy}
          onClick={state.busy ? undefined : accept}
          data-testid="invite-accept"
        >
          {t("Accept")}
        </button>
      </div>
    </div>
  );
}

/** @param {{rows: Child[], alone: boolean, whose: string, onChoose: (id: string) => void}} props */
function Whose({ rows, alone, whose, onChoose }) {
  const { t } = useText();
  const said = rows.map((child) => ({ id: child.id, name: child.display_name }));
  return (
    <label className="field">
      <span className="field-label">{t("Whose teacher?")}</span>
      <select
        className="field-control"
        value={whose}
        onChange={(event) => onChoose(event.target.value)}
        data-testid="invite-whose"
      >
        {alone ? <option value={MYSELF}>{t("Mine")}</option> : null}
        {said.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** @param {{name: string, history: boolean, onChoose: (history: boolean) => void}} props */
function History({ name, history, onChoose }) {
  const { t } = useText();
  const offered = [
    { shows: false, said: t("From today on"), more: t("What you practised before stays yours alone.") },
    { shows: true, said: t("And what came before"), more: t("All that is in your journal already, too.") },
  ];
  return (
    <fieldset className="grid gap-3">
      <legend className="field-label mb-2">{t("From when on does {name} see it?", { name })}</legend>
      {offered.map(({ shows, said, more }) => (
        <label key={said} className="flex min-h-12 cursor-pointer items-center gap-3">
          <input
            type="radio"
            name="history"
            className="size-5 shrink-0 accent-primary"
            checked={history === shows}
            onChange={() => onChoose(shows)}
            data-testid={shows ? "invite-history" : "invite-from-now"}
          />
          <span>
            <span className="block">{said}</span>
            <span className="quiet block text-sm">{more}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** @param {{name: string}} props */
function Done({ name }) {
  const { t } = useText();
  return (
    <div className="grid justify-items-start gap-4" role="status" data-testid="invite-done">
      <p className="row-title">{t("{name} is connected as a teacher now.", { name })}</p>
      <a href="/teachers" className="btn btn-hairline btn-round">
        {t("What is seen of me")}
      </a>
    </div>
  );
}
