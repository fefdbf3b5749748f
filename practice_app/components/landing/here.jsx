// For a visitor who has practised on this device before: the way to what lies here. Nothing is opened to know that.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";

const SAVED = "woodshed-saved"; // counted by the outbox (queue.js)

function saved() {
  try {
    return Number(localStorage.getItem(SAVED)) || 0;
  } catch {
    return 0;
  }
}

export function HereBefore() {
  const { t } = useText();
  const [known, setKnown] = useState(false);
  useEffect(() => setKnown(saved() > 0), []);
  if (!known) return null;
  return (
    <p className="mt-4 text-sm">
      <a href="/device" className="link-plain" data-testid="hero-here-before">
        {t("What you practised on this device")}
      </a>
    </p>
  );
}
