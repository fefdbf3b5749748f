// @ts-check
// A teacher asks a student in: a code to say on the phone, its link to send, or a mail. It is told once, here, and no page's
// state ever holds it.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { ShareTools } from "../sharing/tools.jsx";
import { send } from "../ui/send.js";

const NOTHING = { busy: false, wrong: "", code: "", url: "", until: "", mailed: "" };

export function InviteStudent() {
  const { t } = useText();
  const [email, setEmail] = useState("");
  const [state, setState] = useState(NOTHING);
  /** @param {import("react").FormEvent} event */
  const make = async (event) => {
    event.preventDefault();
    if (state.busy) return;
    setState((before) => ({ ...before, busy: true, wrong: "" }));
    const to = email.trim();
    const { ok, body, message, fields } = await send("/api/v1/students/invites", to ? { email: to } : {});
    const wrong = ok ? "" : (message ?? Object.values(fields ?? {})[0] ?? "");
    if (!ok) return setState((before) => ({ ...before, busy: false, wrong }));
    setEmail("");
    return setState({ ...NOTHING, code: body.code, url: body.url, until: body.expires_at, mailed: to });
  };
  return (
    <div className="grid max-w-xl gap-5">
      {state.code ? <Made {...state} /> : null}
      <form className="grid gap-4" onSubmit={make} noValidate>
        <div className="field">
          <label htmlFor="invite-email" className="field-label">
            {t("Mail it to (may stay empty)")}
          </label>
          <input
            id="invite-email"
            type="email"
            inputMode="email"
            autoComplete="off"
            className="field-control"
            maxLength={320}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            data-testid="invite-email"
          />
        </div>
        <p role="alert" className="field-error">
          {state.wrong ? t(state.wrong) : null}
        </p>
        <div>
          <button
            type="submit"
            className={state.code ? "btn btn-hairline btn-round" : "btn btn-primary btn-round"}
            aria-busy={state.busy}
            data-testid="invite-create"
          >
            {state.code ? t("Invite another student") : t("Invite a student")}
          </button>
        </div>
      </form>
    </div>
  );
}

/** @param {{code: string, url: string, until: string, mailed: string}} props */
function Made({ code, url, until, mailed }) {
  const { t, date } = useText();
  return (
    <div role="status" className="grid gap-3">
      {mailed ? <p>{t("A mail is on its way to {address}.", { address: mailed })}</p> : null}
      <p className="quiet text-sm">{t("To say on the phone:")}</p>
      <p className="figures text-[min(var(--text-4xl),11vw)] whitespace-nowrap" data-testid="invite-code">
        {code}
      </p>
      <p className="text-sm break-all" data-testid="invite-url">
        {url}
      </p>
      <div className="flex flex-wrap gap-3">
        <ShareTools url={url} title={t("Woodshed: an invitation from your teacher")} />
      </div>
      <p className="quiet text-sm">
        {t("Good once, until {day}. Each student needs one of their own.", {
          day: date(until, { dateStyle: "medium" }),
        })}
      </p>
    </div>
  );
}
