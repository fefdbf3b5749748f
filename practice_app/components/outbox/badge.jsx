// @ts-check
// What waits on this device, as a small sign for every page. Being there, it also sends it.
import { useText } from "../../i18n.js";
import { useConcern, useSync } from "./use.js";

/** @param {{className?: string}} props */
export function OutboxBadge({ className = "" }) {
  return useConcern() ? <Sign className={className} /> : null;
}

/** @param {{className: string}} props */
function Sign({ className }) {
  const { n } = useText();
  const { sessions, attention, signedIn, userId } = useSync();
  const stuck = attention > 0 || (sessions > 0 && signedIn === false && userId !== null); // to who is new here nothing is amiss
  const label = n("{n} session waits on this device", "{n} sessions wait on this device", sessions);
  return (
    <a
      href="/device"
      hidden={!sessions}
      data-testid="outbox-count"
      data-count={sessions}
      aria-label={label}
      title={label}
      className={`btn btn-sm btn-round ${stuck ? "btn-danger" : "btn-hairline"} ${className}`}
    >
      <span className={`icon ${stuck ? "icon-circle-alert" : "icon-upload"}`} aria-hidden="true" />
      <span className="figures">{sessions}</span>
    </a>
  );
}
