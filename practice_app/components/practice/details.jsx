// @ts-check
// What a session is about. Can be said before, during or after it, on a quiet sheet of its own.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { Dialog } from "../ui/dialog.jsx";
import { SessionFields } from "./form.jsx";
import { usePractice } from "./island.js";

/** The round button beside the big one, and its sheet. */
export function Details() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="stand-side">
      <button
        type="button"
        data-testid="practice-details"
        aria-label={t("What are you practising?")}
        onClick={() => setOpen(true)}
        className="btn btn-hairline stand-small"
      >
        <span className="icon icon-pencil" aria-hidden="true" />
      </button>
      <span aria-hidden="true" className="stand-label">
        {t("Details")}
      </span>
      <Dialog open={open} title={t("What are you practising?")} wide onClose={() => setOpen(false)}>
        {open ? <Sheet onDone={() => setOpen(false)} /> : null}
      </Dialog>
    </div>
  );
}

/** @param {{onDone: () => void}} props */
function Sheet({ onDone }) {
  const { t } = useText();
  const { details, phase } = usePractice();
  const live = phase === "running" || phase === "paused";
  return (
    <div className="session-form">
      <SessionFields planned={live && Boolean(details.plan)} />
      <div className="leaf-foot">
        <button
          type="button"
          data-testid="practice-details-done"
          className="btn btn-primary btn-stand w-full"
          onClick={onDone}
        >
          {t("Done")}
        </button>
      </div>
    </div>
  );
}
