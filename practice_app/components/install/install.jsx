// Offers to put Woodshed on the home screen: the browser's own question, or on an iPhone how to do it by hand.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { due, way } from "./moment.js";

const DECLINED = "woodshed-install-declined";
const SAVED = "woodshed-saved"; // counted by the outbox

/** @param {boolean} always */
function found(always) {
  const standalone =
    matchMedia("(display-mode: standalone)").matches || ("standalone" in navigator && navigator.standalone === true);
  const device = {
    standalone,
    offered: Boolean(window.woodshed?.install),
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
  };
  const moment = {
    saved: Number(localStorage.getItem(SAVED)),
    declined: Boolean(localStorage.getItem(DECLINED)),
    always,
  };
  return due(moment) ? way(device) : null;
}

/** @param {{ always?: boolean }} props */
export function InstallOffer({ always = false }) {
  const { t } = useText();
  const [how, setHow] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    const look = () => {
      try {
        setHow(found(always));
      } catch {
        setHow(null); // a browser that keeps nothing cannot keep an app either
      }
    };
    look();
    const installed = () => {
      delete window.woodshed?.install;
      look();
    };
    addEventListener("woodshed-install", look);
    addEventListener("appinstalled", installed);
    return () => {
      removeEventListener("woodshed-install", look);
      removeEventListener("appinstalled", installed);
    };
  }, [always]);
  if (!how) return null;
  const decline = () => {
    localStorage.setItem(DECLINED, "1");
    setHow(null);
  };
  const install = async () => {
    const offer = window.woodshed.install;
    if (!offer) return;
    await offer.prompt();
    const { outcome } = await offer.userChoice;
    delete window.woodshed.install; // a browser lets it be used once
    if (outcome === "dismissed") decline();
    else setHow(null);
  };
  return (
    <section className="sheet mb-8 grid gap-3" data-testid="install-offer" data-how={how}>
      <h2 className="text-lg">{t("Woodshed on your home screen")}</h2>
      <p className="quiet text-sm">
        {t("It opens in one tap, also where there is no network, and the browser keeps its recordings more safely.")}
      </p>
      {how === "ios" ? (
        <p className="text-sm">{t("Tap the share button of your browser, then “Add to Home Screen”.")}</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {how === "prompt" ? (
          <button type="button" className="btn btn-hairline btn-round" data-testid="install" onClick={install}>
            <span className="icon icon-smartphone" aria-hidden="true" />
            {t("Install")}
          </button>
        ) : null}
        {always ? null : (
          <button type="button" className="btn btn-quiet" data-testid="install-no" onClick={decline}>
            {t("No, thank you")}
          </button>
        )}
      </div>
    </section>
  );
}
