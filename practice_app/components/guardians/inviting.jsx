// @ts-check
import { useState } from "react";
import { useText } from "../../i18n.js";
import { send } from "../ui/send.js";

// A code for another grown-up, made when it is asked for and told this once: no page's state ever holds it.
/** @param {{child: string}} props its id */
export function Inviting({ child }) {
  const { t, date } = useText();
  const [state, setState] = useState({ busy: false, wrong: "", code: "", url: "", until: "" });
  const make = async () => {
    setState((before) => ({ ...before, busy: true, wrong: "" }));
    const { ok, body, message, fields } = await send(`/api/v1/children/${child}/guardians/invites`, {});
    const wrong = ok ? "" : (message ?? Object.values(fields ?? {})[0] ?? "");
    setState({ busy: false, wrong, code: body?.code ?? "", url: body?.url ?? "", until: body?.expires_at ?? "" });
  };
  return (
    <div className="grid justify-items-start gap-3">
      {state.code ? (
        <div role="status" className="grid gap-1">
          <p className="figures text-2xl break-all" data-testid="guardian-invite-code">
            {state.code}
          </p>
          <p className="quiet text-sm break-all">{state.url}</p>
          <p className="quiet text-sm">
            {t("Good once, until {day}. Whoever has it becomes a guardian: give it to nobody else.", {
              day: date(state.until, { dateStyle: "medium" }),
            })}
          </p>
        </div>
      ) : null}
      <p role="alert" className="field-error">
        {state.wrong ? t(state.wrong) : null}
      </p>
      <button
        type="button"
        className="btn btn-hairline btn-round"
        aria-busy={state.busy}
        onClick={make}
        data-testid="guardian-invite"
      >
        {t("Make a code")}
      </button>
    </div>
  );
}
