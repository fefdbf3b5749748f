// @ts-check
// An invitation into a group, read signed out too: what the group is, what the others will see, and coming in.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { Opened } from "../ui/opened.jsx";
import { send } from "../ui/send.js";

/** @typedef {{id: string, name: string, description: string, picture_url: string | null, members: number, role: string | null}} Group */

export function JoinGroup() {
  return (
    <Opened path="/api/v1/groups/join/" missing={() => <Missing />}>
      {(/** @type {Group} */ group, code) => <Invited group={group} code={code} />}
    </Opened>
  );
}

function Missing() {
  const { t } = useText();
  return (
    <p role="alert" data-testid="groups-join-missing">
      {t("This link is too old, was taken back, or isn't one. Ask whoever sent it for a new one.")}
    </p>
  );
}

/** @param {{group: Group, code: string}} props */
function Invited({ group, code }) {
  const { t } = useText();
  return (
    <div className="grid gap-5" data-testid="groups-invited">
      <div className="flex items-center gap-4">
        {group.picture_url ? (
          <img src={group.picture_url} alt="" className="size-14 rounded-full object-cover" />
        ) : null}
        <div className="min-w-0">
          <h2 className="text-2xl break-words">{group.name}</h2>
          <p className="quiet">{t("Members: {n}", { n: group.members })}</p>
        </div>
      </div>
      {group.description ? <p className="whitespace-pre-line break-words">{group.description}</p> : null}
      <p className="quiet text-sm">
        {t("The others see your name. What of your practice they see is your own choice, and begins with nothing.")}
      </p>
      <Door group={group} code={code} />
    </div>
  );
}

/** @param {{group: Group, code: string}} props */
function Door({ group, code }) {
  const { t } = useText();
  const [state, setState] = useState({ busy: false, wrong: "", stranger: false });
  const join = async () => {
    setState({ busy: true, wrong: "", stranger: false });
    const { ok, message, code: why } = await send(`/api/v1/groups/join/${encodeURIComponent(code)}`, {});
    if (ok) location.assign(`/groups/${group.id}`);
    else setState({ busy: false, wrong: message ?? "", stranger: why === "not_signed_in" });
  };
  const next = encodeURIComponent(`/groups/join/${code}`);
  if (group.role)
    return (
      <a href={`/groups/${group.id}`} className="btn btn-primary btn-round justify-self-start">
        {t("To the group")}
      </a>
    );
  if (state.stranger)
    return (
      <div className="grid gap-3">
        <p>{t("To come in you need a journal of your own. You come back here afterwards.")}</p>
        <div className="flex flex-wrap gap-3">
          <a href={`/register?next=${next}`} className="btn btn-primary btn-round">
            {t("Start a journal")}
          </a>
          <a href={`/login?next=${next}`} className="btn btn-hairline btn-round">
            {t("Sign in")}
          </a>
        </div>
      </div>
    );
  return (
    <div className="grid gap-3">
      <p role="alert" className="field-error empty:hidden">
        {state.wrong ? t(state.wrong) : null}
      </p>
      <div>
        <button
          type="button"
          className="btn btn-primary btn-round"
          aria-busy={state.busy}
          onClick={join}
          data-testid="groups-join"
        >
          {t("Join the group")}
        </button>
      </div>
    </div>
  );
}
