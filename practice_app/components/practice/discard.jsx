// @ts-check
// Throwing a session away: asked about first when there is something to lose, and taken back afterwards for a while.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { Dialog } from "../ui/dialog.jsx";
import { practice, usePractice } from "./island.js";

/** A session so short is a slip of the finger. */
const SLIP_S = 5;

export function Discard() {
  const { t, duration } = useText();
  const { timeline } = usePractice();
  const [asking, setAsking] = useState(false);
  const seconds = timeline?.elapsed_s ?? 0;
  const close = () => setAsking(false);
  return (
    <>
      <button
        type="button"
        className="btn btn-quiet min-h-12"
        data-testid="practice-discard"
        onClick={() => (seconds < SLIP_S ? practice.discard() : setAsking(true))}
      >
        {t("Discard")}
      </button>
      <Dialog open={asking} title={t("Discard this session?")} onClose={close}>
        <p>{t("{time} of practice and what was recorded would be gone.", { time: duration(seconds) })}</p>
        <div className="mt-6 grid gap-3">
          <button
            type="button"
            className="btn btn-primary btn-stand"
            data-testid="practice-discard-not"
            onClick={close}
          >
            {t("Keep the session")}
          </button>
          <button
            type="button"
            className="btn btn-danger btn-stand"
            data-testid="practice-discard-confirm"
            onClick={practice.discard}
          >
            {t("Discard it")}
          </button>
        </div>
      </Dialog>
    </>
  );
}

/** It stands where a word about the session stands, and covers nothing. */
export function Undo() {
  const { t } = useText();
  return (
    <div className="stand-undo" role="status" data-testid="practice-discarded">
      <span>{t("The session was discarded.")}</span>
      <button
        type="button"
        className="btn btn-hairline btn-round min-h-12"
        data-testid="practice-undo"
        onClick={practice.undoDiscard}
      >
        <span className="icon icon-undo-2" aria-hidden="true" />
        {t("Bring it back")}
      </button>
    </div>
  );
}
