// @ts-check
// After "Save session": it is safe here, and this is how far it is on its way to the server.
import { useEffect } from "react";
import { useText } from "../../i18n.js";
import { SessionState } from "../outbox/state.jsx";
import { sync } from "../outbox/sync.js";
import { practice, usePractice } from "./island.js";

/** When all of it has arrived, its own page shows the result as it appears. @param {string | undefined} sessionId */
function useGoThere(sessionId) {
  useEffect(() => {
    if (!sessionId) return undefined;
    return sync.onSent((id) => id === sessionId && location.assign(`/sessions/${id}`));
  }, [sessionId]);
}

export function Sending() {
  const { t } = useText();
  const { session } = usePractice();
  useGoThere(session?.id);
  if (!session) return null;
  return (
    <section className="mx-auto grid w-full max-w-md content-center gap-6 px-6" data-testid="practice-sending">
      <div className="grid justify-items-center gap-3 text-center">
        <span className="icon icon-circle-check text-5xl text-primary" aria-hidden="true" />
        <h1>{t("Your session is saved")}</h1>
        <p className="quiet">{t("It is safe on this device.")}</p>
      </div>
      <SessionState sessionId={session.id} />
      <button type="button" className="btn btn-hairline btn-stand" data-testid="practice-again" onClick={practice.boot}>
        {t("Practise again")}
      </button>
    </section>
  );
}
