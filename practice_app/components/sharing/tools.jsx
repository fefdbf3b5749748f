// What can be done with a link on the device itself: copy it, or give it to another app where the system has that.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";

/** @param {{ url: string, title: string }} props */
export function ShareTools({ url, title }) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  const [can, setCan] = useState({ copy: false, share: false });
  useEffect(() => setCan({ copy: Boolean(navigator.clipboard), share: typeof navigator.share === "function" }), []);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 3000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard
      .writeText(url)
      .then(() => setCopied(true))
      .catch(() => undefined);
  const share = () => navigator.share({ url, title }).catch(() => undefined); // closed without a word
  return (
    <>
      {can.copy ? (
        <button type="button" className="btn btn-hairline btn-round btn-sm" onClick={copy} data-testid="share-copy">
          {copied ? <span className="icon icon-check" aria-hidden="true" /> : null}
          <span aria-live="polite">{copied ? t("Copied") : t("Copy")}</span>
        </button>
      ) : null}
      {can.share ? (
        <button type="button" className="btn btn-hairline btn-round btn-sm" onClick={share} data-testid="share-send">
          <span className="icon icon-upload" aria-hidden="true" />
          {t("Send")}
        </button>
      ) : null}
    </>
  );
}
