// @ts-check
// Something is said about a session as a whole: what is typed stays until it has arrived.
import { useId, useState } from "react";
import { useText } from "../../i18n.js";
import { newId } from "../outbox/ids.js";
import { send } from "../ui/send.js";

const NOTHING = { text: "", busy: false, wrong: "" };

/** @param {{ session: string, onSaid?: () => void }} props */
export function Saying({ session, onSaid }) {
  const { t } = useText();
  const id = useId();
  const [said, setSaid] = useState(newId); // sent twice it is said once
  const [state, setState] = useState(NOTHING);
  /** @param {Partial<typeof NOTHING>} part */
  const change = (part) => setState((before) => ({ ...before, ...part }));
  const say = async (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    const text = state.text.trim();
    if (!text || state.busy) return;
    change({ busy: true, wrong: "" });
    const { ok, message, fields } = await send(`/api/v1/sessions/${session}/feedback`, { id: said, text });
    if (!ok) return change({ busy: false, wrong: message ?? Object.values(fields ?? {})[0] ?? "" });
    setSaid(newId());
    setState(NOTHING);
    onSaid?.();
  };
  return (
    <form className="grid max-w-xl gap-2" onSubmit={say}>
      <label htmlFor={id} className="field-label">
        {t("About this session as a whole")}
      </label>
      <textarea
        id={id}
        className="field-control"
        rows={3}
        maxLength={5000}
        value={state.text}
        onChange={({ target }) => change({ text: target.value })}
        data-testid="session-comment-text"
      />
      <p role="alert" className="field-error">
        {state.wrong ? t(state.wrong) : null}
      </p>
      <div>
        <button
          type="submit"
          className="btn btn-hairline btn-round"
          aria-busy={state.busy}
          data-testid="session-comment-save"
        >
          {t("Send comment")}
        </button>
      </div>
    </form>
  );
}
