// @ts-check
// An invitation into a group, read signed out too: what the group is, what the others will see, and coming in.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { explain, msg, send } from "../ui/send.js";

/** @typedef {{id: string, name: string, description: string, picture_url: string | null, members: number, role: string | null}} Group */

/** The code of the address, as it was written. */
const addressed = () => decodeURIComponent(location.pathname.replace(/\/+$/, "").split("/").pop() ?? "");

/** @param {string} code @returns {Promise<{group?: Group, missing?: boolean, wrong?: string}>} */
async function looked(code) {
  const answer = await fetch(`/api/v1/groups/join/${encodeURIComponent(code)}`, {
    headers: { accept: "application/json" },
  });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return { group: body };
  return answer.status === 404 ? { missing: true } : { wrong: explain(answer.status, body).message ?? "" };
}

export function JoinGroup() {
  const { t } = useText();
  const [found, setFound] = useState(/** @type {Awaited<ReturnType<typeof looked>>} */ ({}));
  useEffect(() => {
    const away = { wrong: msg("Woodshed can't be reached. Try again in a moment.") };
    looked(addressed())
      .catch(() => away)
      .then(setFound);
  }, []);
  const { group, missing, wrong } = found;
  if (group) return <Invited group={group} />;
  if (missing)
    return (
      <p role="alert" data-testid="groups-join-missing">
        {t("This link is too old, was taken back, or isn't one. Ask whoever sent it for a new one.")}
      </p>
    );
  return wrong ? (
    <p role="alert" className="field-error">
      {t(wrong)}
    </p>
  ) : (
    <div className="skeleton h-40 w-full" aria-busy="true" />
  );
}

/** @param {{group: Group}} props */
function Invited({ group }) {
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
      <Door group={group} />
    </div>
  );
}

/** @param {{group: Group}} props */
function Door({ group }) {
  const { t } = useText();
  const [state, setState] = useState({ busy: false, wrong: "", stranger: false });
  const join = async () => {
    setState({ busy: true, wrong: "", stranger: false });
    const { ok, message, code } = await send(`/api/v1/groups/join/${encodeURIComponent(addressed())}`, {});
    if (ok) location.assign(`/groups/${group.id}`);
    else setState({ busy: false, wrong: message ?? "", stranger: code === "not_signed_in" });
  };
  const next = encodeURIComponent(`/groups/join/${addressed()}`);
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
