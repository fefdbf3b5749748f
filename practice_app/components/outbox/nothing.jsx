// @ts-check
// What stands where this device's sessions would, in a browser that lets a page store nothing.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { withDb } from "./db.js";

/** Whether nothing can be stored here; not before it was tried. */
export function useKeepsNothing() {
  const [nothing, setNothing] = useState(false);
  useEffect(() => {
    withDb((db) => db.count("meta")).catch(() => setNothing(true));
  }, []);
  return nothing;
}

/** @param {{Heading?: "h1" | "h2"}} props */
export function KeepsNothing({ Heading = "h1" }) {
  const { t } = useText();
  return (
    <section className="empty mx-auto max-w-md" role="status" data-testid="keeps-nothing">
      <Heading>{t("This browser keeps nothing")}</Heading>
      <p>
        {t(
          "Woodshed stores what you practise on this device before it is sent, and this browser does not let it. Allow cookies and site data for this page, or leave private browsing, and open it again.",
        )}
      </p>
    </section>
  );
}
