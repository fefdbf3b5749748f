// @ts-check
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { isShared } from "./switching.js";

// One tap to whoever is next, on a device that children share.
export function FamilyLink() {
  const { t } = useText();
  const [shared, setShared] = useState(false);
  useEffect(() => setShared(isShared()), []);
  if (!shared) return null;
  const label = t("Somebody else practises now");
  return (
    <a href="/family" className="btn btn-quiet btn-square" title={label} data-testid="family-link">
      <span className="icon icon-users" aria-hidden="true" />
      <span className="sr-only">{label}</span>
    </a>
  );
}
