// @ts-check
// A link by which people come into a group: told once, here, and no page's state ever holds it.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { ShareTools } from "../sharing/tools.jsx";
import { msg, send } from "../ui/send.js";

const NOTHING = { busy: false, said: "", code: "", url: "", until: "" };

/** @param {{group: string}} props */
export function InviteMembers({ group }) {
  const { t, date } = useText();
  const [state, setState] = useState(NOTHING);
  const path = `/api/v1/groups/${group}/invites`;
  const ask = async (/** @type {string} */ method) => {
    if (state.busy) return;
    setState((before) => ({ ...before, busy: true, said: "" }));
    const { ok, body, message } = await send(path, {}, method);
    if (!ok) return setState((before) => ({ ...before, busy: false, said: message ?? "" }));
    const made = method === "POST" ? { code: body.code, url: body.url, until: body.expires_at } : {};
    const said = method === "POST" ? "" : msg("Taken back. None of the group's links lets anybody in any more.");
    return setState({ ...NOTHING, ...made, said });
  };
  return (
    <div className="grid max-w-xl gap-3">
      {state.url ? (
        <div role="status" className="grid gap-2">
          <p className="figures text-2xl whitespace-nowrap" data-testid="groups-invite-code">
            {state.code}
          </p>
          <p className="text-sm break-all" data-testid="groups-invite-url">
            {state.url}
          </p>
          <div className="flex flex-wrap gap-3">
            <ShareTools url={state.url} title={t("Woodshed: come into our group")} />
          </div>
          <p className="quiet text-sm">
            {t("Good for everybody who has it, until {day}.", { day: date(state.until, { dateStyle: "medium" }) })}
          </p>
        </div>
      ) : null}
      <p role="status" className="text-sm empty:hidden">
        {state.said ? t(state.said) : null}
      </p>
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          className="btn btn-hairline btn-round"
          aria-busy={state.busy}
          onClick={() => ask("POST")}
          data-testid="groups-invite"
        >
          {t("Make an invitation link")}
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => ask("DELETE")} data-testid="groups-invite-end">
          {t("Take all links back")}
        </button>
      </div>
    </div>
  );
}
