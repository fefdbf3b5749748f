// What is written down and not said yet, to be said all at once.
import { useState } from "react";
import { useText } from "../../../i18n.js";
import { publish } from "./talk.js";

/** @typedef {import("./moments.js").Comment} Comment */

/** @param {{ said: Comment[], take: string, onSent: () => void }} props */
export function Drafts({ said, take, onSent }) {
  const { n, t } = useText();
  const [busy, setBusy] = useState(false);
  const count = said.filter(({ draft }) => draft).length;
  if (!count) return null;
  const send = async () => {
    setBusy(true);
    await publish(take);
    setBusy(false);
    onSent();
  };
  return (
    <div className="review-drafts" data-testid="review-drafts">
      <span>{n("{n} draft, seen by you alone", "{n} drafts, seen by you alone", count)}</span>
      <button
        type="button"
        className="btn btn-primary btn-round"
        aria-busy={busy}
        data-testid="review-publish"
        onClick={() => void send()}
      >
        {t("Send all")}
      </button>
    </div>
  );
}
