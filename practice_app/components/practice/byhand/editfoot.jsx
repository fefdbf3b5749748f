// @ts-check
// What can be done with an edited session, always in sight; and what is the matter with it as a whole.
import { useEffect, useRef } from "react";
import { useText } from "../../../i18n.js";

/**
 * @param {{wrong?: string, state: string, asking: boolean, onStay: () => void, onLeave: () => void, onThrowAway: () => void}} props
 * `asking`: whether what was changed may be thrown away
 */
export function EditFoot({ wrong, state, asking, onStay, onLeave, onThrowAway }) {
  const { t } = useText();
  return (
    <div className="leaf-foot">
      <Matter wrong={wrong} slow={state === "slow"} />
      {asking ? (
        <Question text={t("Throw away what you changed?")} onStay={onStay} onThrowAway={onThrowAway} />
      ) : (
        <Deeds busy={state === "busy"} onLeave={onLeave} />
      )}
    </div>
  );
}

/** @param {{wrong?: string, slow: boolean}} props */
function Matter({ wrong, slow }) {
  const { t } = useText();
  if (!wrong && !slow) return null;
  return (
    <p role="alert" className="field-error mb-3" data-testid="session-form-wrong">
      <span className="icon icon-circle-alert" aria-hidden="true" />
      <span>
        {wrong
          ? `${t(wrong)} ${t("Nothing was saved; what you wrote is still here.")}`
          : t("Woodshed can't be reached just now. What you wrote is still here, and it is tried again by itself.")}
      </span>
    </p>
  );
}

/** @param {{busy: boolean, onLeave: () => void}} props */
function Deeds({ busy, onLeave }) {
  const { t } = useText();
  return (
    <div className="leaf-deeds">
      <button type="button" className="btn btn-quiet" data-testid="session-form-cancel" onClick={onLeave}>
        {t("Cancel")}
      </button>
      <button
        type="submit"
        className="btn btn-primary btn-round"
        data-testid="session-form-save"
        aria-busy={busy}
        disabled={busy}
      >
        {t("Save session")}
      </button>
    </div>
  );
}

/**
 * Before something that was written is thrown away.
 * @param {{text: string, onStay: () => void, onThrowAway: () => void}} props
 */
export function Question({ text, onStay, onThrowAway }) {
  const { t } = useText();
  const stay = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => stay.current?.focus(), []);
  return (
    <div className="grid gap-3" role="alert" data-testid="session-form-question">
      <p className="row-title">{text}</p>
      <div className="leaf-deeds">
        <button
          type="button"
          className="btn btn-danger btn-round"
          data-testid="session-form-throw-away"
          onClick={onThrowAway}
        >
          {t("Throw it away")}
        </button>
        <button
          ref={stay}
          type="button"
          className="btn btn-primary btn-round"
          data-testid="session-form-stay"
          onClick={onStay}
        >
          {t("Go on writing")}
        </button>
      </div>
    </div>
  );
}
