// @ts-check
// A teacher's code, typed as it was said on the phone: it leads to the page of the invitation.
import { useState } from "react";
import { useText } from "../../i18n.js";

/** @param {{code?: string}} props */
export function CodeForm({ code = "" }) {
  const { t } = useText();
  const [typed, setTyped] = useState(code);
  /** @param {import("react").FormEvent} event */
  const submit = (event) => {
    event.preventDefault();
    if (typed.trim()) location.assign(`/invite/${encodeURIComponent(typed.trim())}`);
  };
  return (
    <form className="grid max-w-md gap-4" onSubmit={submit}>
      <div className="field">
        <label htmlFor="invite-typed" className="field-label">
          {t("The code from your teacher")}
        </label>
        <input
          id="invite-typed"
          className="field-control figures"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          placeholder="XXXX-XXXX"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          data-testid="invite-typed"
        />
      </div>
      <div>
        <button type="submit" className="btn btn-hairline btn-round" data-testid="invite-look">
          {t("See the invitation")}
        </button>
      </div>
    </form>
  );
}
