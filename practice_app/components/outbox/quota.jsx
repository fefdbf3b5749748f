// @ts-check
// How much room there is on the server for one's recordings, and how much of it is used.
import { useCallback, useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { sync } from "./sync.js";
import { useSync } from "./use.js";

/**
 * @typedef {{uploads: number, most_uploads: number, day_bytes: number, most_day_bytes: number, kept_bytes: number,
 * most_kept_bytes: number}} Quotas
 */

const GB = 1e9;

/** @param {{titled?: boolean}} props with a heading of its own, there only when something is known */
export function QuotaIsland({ titled }) {
  const { t } = useText();
  const { signedIn, userId } = useSync();
  const [quotas, setQuotas] = useState(/** @type {Quotas | null} */ (null));
  const load = useCallback(() => sync.api.quotas().then(setQuotas, () => {}), []);
  useEffect(() => {
    if (signedIn && userId) void load();
    else setQuotas(null);
  }, [signedIn, userId, load]);
  if (!quotas) return titled ? null : <div className="bone h-32 max-w-xl" aria-hidden="true" />;
  if (!titled) return <Room quotas={quotas} load={load} />;
  return (
    <section id="room" className="mt-6 grid scroll-mt-24 gap-5">
      <h2 className="text-lg">{t("Room on the server")}</h2>
      <Room quotas={quotas} load={load} />
    </section>
  );
}

/** @param {{quotas: Quotas, load: () => Promise<void>}} props */
function Room({ quotas, load }) {
  const { t } = useText();
  return (
    <div className="grid max-w-xl gap-5" data-testid="room">
      <Used label={t("Recordings you keep")} used={quotas.kept_bytes} most={quotas.most_kept_bytes} />
      <Used label={t("Sent within a day")} used={quotas.day_bytes} most={quotas.most_day_bytes} />
      <Uploads quotas={quotas} load={load} />
    </div>
  );
}

/** @param {{label: string, used: number, most: number}} props bytes; without a most of them there is nothing to fill */
function Used({ label, used, most }) {
  const { t, number } = useText();
  const size = (/** @type {number} */ bytes) => {
    if (bytes < GB) return t("{n} MB", { n: number(Math.ceil(bytes / 1e6)) });
    return t("{n} GB", { n: number(bytes / GB, { maximumFractionDigits: bytes < 10 * GB ? 1 : 0 }) });
  };
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>{label}</span>
        <span className="quiet figures text-sm">
          {most ? t("{used} of {most}", { used: size(used), most: size(most) }) : size(used)}
        </span>
      </p>
      {most ? <progress className="bar" max={most} value={Math.min(used, most)} aria-label={label} /> : null}
    </div>
  );
}

/** @param {{quotas: Quotas, load: () => Promise<void>}} props */
function Uploads({ quotas, load }) {
  const { t, n } = useText();
  const [busy, setBusy] = useState(false);
  const { uploads } = quotas;
  if (!uploads) return null;
  const letGo = async () => {
    setBusy(true);
    await sync.api.letUploadsGo().catch(() => {});
    await load();
    setBusy(false);
  };
  return (
    <div className="grid justify-items-start gap-3" data-testid="room-uploads">
      <p>{n("{n} upload has not ended yet.", "{n} uploads have not ended yet.", uploads)}</p>
      <p className="quiet text-sm">
        {t("They count until they do, for up to two months. A device that still has one of them sends it again.")}
      </p>
      <button
        type="button"
        className="btn btn-hairline btn-round"
        aria-busy={busy}
        disabled={busy}
        onClick={letGo}
        data-testid="room-let-go"
      >
        {t("Let go of them")}
      </button>
    </div>
  );
}
