// Pieces that were written down on this device and are not on the server yet, above those that are.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { erasePiece, unsentPieces } from "../outbox/pieces.js";
import { retryPiece } from "../outbox/queue.js";
import { sync } from "../outbox/sync.js";
import { useSync } from "../outbox/use.js";

/** @typedef {Awaited<ReturnType<typeof unsentPieces>>[number]} Piece */

/** @param {{ onArrived: () => void }} props */
export function UnsentPieces({ onArrived }) {
  const { userId, revision, loaded } = useSync();
  const [list, setList] = useState(/** @type {Piece[]} */ ([]));
  const waited = useRef(0);
  useEffect(() => {
    if (loaded) unsentPieces(userId).then(setList, () => {});
  }, [userId, revision, loaded]);
  useEffect(() => {
    if (list.length < waited.current) onArrived();
    waited.current = list.length;
  }, [list]);
  if (!list.length) return null;
  return (
    <ul className="rows pieces mb-4">
      {list.map((piece) => (
        <Unsent key={piece.id} piece={piece} />
      ))}
    </ul>
  );
}

/** @param {{ piece: Piece }} props */
function Unsent({ piece }) {
  const { t } = useText();
  const { offline, signedIn } = useSync();
  const stuck = piece.state === "attention";
  const words = stuck
    ? t("The server did not take it: {reason}", { reason: t(piece.reason) })
    : signedIn === false
      ? t("Sign in to send")
      : offline
        ? t("Waits for the network")
        : t("Sending…");
  return (
    <li className="unsent-piece" data-testid="piece-unsent" data-state={piece.state}>
      <span className="min-w-0 grid">
        <span className="piece-title">{piece.title}</span>
        {piece.composer ? <span className="quiet">{piece.composer}</span> : null}
      </span>
      <span className={`entry-state text-sm ${stuck ? "text-error" : ""}`}>
        <span className={`icon ${stuck ? "icon-circle-alert" : "icon-cloud-off"}`} aria-hidden="true" />
        {words}
      </span>
      {stuck ? <Ways piece={piece} /> : null}
    </li>
  );
}

/** @param {{ piece: Piece }} props */
function Ways({ piece }) {
  const { t } = useText();
  const retry = () => retryPiece(piece.id).then(() => sync.kick());
  const erase = () => erasePiece(piece.id).then(() => sync.refresh());
  return (
    <span className="flex flex-wrap gap-2">
      <button type="button" className="btn btn-sm btn-hairline btn-round" onClick={retry}>
        {t("Try again")}
      </button>
      <button type="button" className="btn btn-sm btn-quiet text-error" onClick={erase}>
        {t("Delete from this device")}
      </button>
    </span>
  );
}
