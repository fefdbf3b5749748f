// @ts-check
// An answer to what was said: what is typed stays until it has arrived.
import { useId, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { send } from "../ui/send.js";
import { useVoice, VoiceTools } from "./voice/voice.jsx";

const NOTHING = { open: false, text: "", busy: false, wrong: "" };

/** `recording`: what it is about, where one can also answer aloud. @param {{ remark: string, recording: string, onAnswered?: () => void }} props */
export function Answering({ remark, recording, onAnswered }) {
  const written = useText();
  const { t } = written;
  const voice = useVoice(recording);
  const id = useId();
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [state, setState] = useState(NOTHING);
  /** @param {Partial<typeof NOTHING>} part */
  const change = (part) => setState((before) => ({ ...before, ...part }));
  const say = async (/** @type {import("react").FormEvent} */ event) => {
    event.preventDefault();
    const text = state.text.trim();
    if (state.busy) return;
    if (!text && !voice.has) return field.current?.focus();
    change({ busy: true, wrong: "" });
    const voice_id = await voice.send();
    if (voice_id === false) return change({ busy: false });
    const { ok, message, fields } = await send(`/api/v1/feedback/${remark}/replies`, { text, voice_id });
    if (!ok) return change({ busy: false, wrong: message ?? Object.values(fields ?? {})[0] ?? "" });
    voice.discard();
    setState(NOTHING);
    onAnswered?.();
  };
  const cancel = () => {
    voice.discard();
    setState(NOTHING);
  };
  if (!state.open)
    return (
      <button
        type="button"
        className="btn btn-quiet heard-answer"
        data-testid="feedback-answer"
        onClick={() => change({ open: true })}
      >
        {t("Answer")}
      </button>
    );
  return (
    <form className="mt-3 grid gap-2" onSubmit={say}>
      <label htmlFor={id} className="field-label">
        {t("Your answer")}
      </label>
      <textarea
        id={id}
        ref={field}
        // biome-ignore lint/a11y/noAutofocus: it was opened by a tap on "Answer"
        autoFocus
        className="field-control"
        rows={2}
        maxLength={2000}
        value={state.text}
        onChange={({ target }) => change({ text: target.value })}
        data-testid="feedback-answer-text"
      />
      {recording ? <VoiceTools voice={voice} text={written} /> : null}
      <p role="alert" className="field-error">
        {state.wrong ? t(state.wrong) : null}
      </p>
      <div className="flex flex-wrap gap-3">
        <button
          type="submit"
          className="btn btn-primary btn-round btn-sm"
          aria-busy={state.busy}
          disabled={voice.since !== null}
          data-testid="feedback-answer-send"
        >
          {t("Answer")}
        </button>
        <button type="button" className="btn btn-quiet btn-sm" onClick={cancel}>
          {t("Cancel")}
        </button>
      </div>
    </form>
  );
}
