// @ts-check
// A teacher's code, typed as it was said on the phone: it leads to the page of the invitation.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { CodeField } from "../ui/code_field.jsx";

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
      <CodeField
        id="invite-typed"
        label={t("The code from your teacher")}
        form="XXXX-XXXX"
        code={typed}
        onType={setTyped}
        handle="invite-typed"
      />
      <div>
        <button type="submit" className="btn btn-hairline btn-round" data-testid="invite-look">
          {t("See the invitation")}
        </button>
      </div>
    </form>
  );
}
