// @ts-check
// A quiet word to whoever has not confirmed their address yet, on every page of their own: the mail once more, or not today.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { hasRoom, keepRoom } from "../ui/confirm_room.js";
import { send } from "../ui/send.js";
import { notToday, restsToday } from "./not_today.js";

/**
 * Drawn in the same moment as what the server tells with it, so that nothing moves under a finger afterwards.
 *
 * @param {{whose: string, unconfirmed: boolean}} props `whose` is empty until the server has said who is here
 */
export function ConfirmBanner({ whose, unconfirmed }) {
  const [before, setBefore] = useState(false);
  const [rests, setRests] = useState("");
  const wanted = whose ? unconfirmed && rests !== whose && !restsToday(whose) : before;
  useEffect(() => setBefore(hasRoom()), []);
  useEffect(() => {
    if (whose) keepRoom(wanted);
  }, [whose, wanted]);
  const rest = () => {
    notToday(whose);
    setRests(whose);
  };
  return <div className="confirm-room">{wanted ? <Word onRest={rest} /> : null}</div>;
}

/** @param {{onRest: () => void}} props */
function Word({ onRest }) {
  const { t } = useText();
  const [said, setSaid] = useState("");
  const again = async () => {
    setSaid("");
    const { ok, message } = await send("/api/v1/auth/email/resend", {});
    setSaid(ok ? "It is on its way." : (message ?? ""));
  };
  return (
    <aside className="notice notice-info notice-word" aria-label={t("Your e-mail")} data-testid="confirm-banner">
      <span className="icon icon-info" aria-hidden="true" />
      <p className="flex min-w-0 flex-wrap items-center gap-x-4">
        <span className="py-2.5">{t("Your address isn't confirmed yet: our mail has a link for that.")}</span>
        <button type="button" className="link-plain min-h-11" onClick={again} data-testid="confirm-again">
          {t("Send the mail again")}
        </button>
        <span role="status" className={said ? "quiet pb-2" : ""}>
          {said ? t(said) : null}
        </span>
      </p>
      <button
        type="button"
        className="btn btn-quiet btn-square"
        aria-label={t("Not today")}
        title={t("Not today")}
        onClick={onRest}
        data-testid="confirm-not-today"
      >
        <span className="icon icon-x" aria-hidden="true" />
      </button>
    </aside>
  );
}
