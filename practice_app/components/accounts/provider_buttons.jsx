// @ts-check
// Signing in with another account: a button for each provider that this Woodshed knows, nothing at all where it knows none.
import { useEffect, useState } from "react";
import { useLanguage, useText } from "../../i18n.js";
import { destination } from "./destination.js";
import { ProviderLogo } from "./provider_logo.jsx";
import { inOrder, LABELS, offered, saying, unsaid } from "./providers.js";
import "./providers.css";

/** Whom this Woodshed offers, in the order of the page's language. */
export function useOffered() {
  const language = useLanguage();
  const [found, setFound] = useState(/** @type {import("./providers.js").Provider[]} */ ([]));
  useEffect(() => void offered().then(setFound), []);
  return inOrder(found, language);
}

export function ProviderButtons() {
  const { t } = useText();
  const shown = useOffered();
  if (!shown.length) return null;
  const next = encodeURIComponent(destination(window.location.search, window.location.origin));
  return (
    <div className="providers" data-testid="providers">
      <p className="providers-or quiet">{t("or")}</p>
      {shown.map(({ key }) => (
        <a
          key={key}
          href={`/api/v1/auth/${key}/login?next=${next}`}
          className={`provider provider-${key}`}
          data-testid={`provider-${key}`}
        >
          <ProviderLogo of={key} />
          <span>{t(LABELS[key])}</span>
        </a>
      ))}
    </div>
  );
}

// How it went with a provider, for who comes back from there: told by the address, in a sentence of ours.
export function ProviderSaid() {
  const { t } = useText();
  const [told, setTold] = useState(/** @type {ReturnType<typeof saying>} */ (null));
  useEffect(() => {
    const { location, history } = window;
    const found = saying(location.search);
    if (!found) return;
    setTold(found);
    history.replaceState(history.state, "", location.pathname + unsaid(location.search) + location.hash);
  }, []);
  if (!told) return null;
  const icon = told.good ? "icon icon-circle-check" : "icon icon-circle-alert";
  return (
    <div
      role={told.good ? "status" : "alert"}
      className={told.good ? "notice notice-good mb-5" : "notice notice-bad mb-5"}
      data-testid="provider-said"
    >
      <span className={icon} aria-hidden="true" />
      <span>{t(told.text, told.values)}</span>
    </div>
  );
}
