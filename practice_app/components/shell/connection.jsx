// A quiet line when the device or the server can't be reached. It says what is safe, and goes by itself.
import { useEffect, useState, useSyncExternalStore } from "react";
import { useLocation, useSearchParams } from "react-router";
import { useText } from "../../i18n.js";
import { useConnectErrors } from "../../reflex_seams/page.js";
import { bannerSays } from "../../reflex_seams/reloading.js";
import { watchTyping } from "./typed.js";

/** @param {() => void} listener */
const subscribe = (listener) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};
const PATIENCE_MS = 3000;

/** A page change or a short hiccup is not worth a word. @param {boolean} value */
function useLasting(value) {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!value) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return lasting;
}

let before = "";

/**
 * Whoever is led to the sign-in page from an open one was signed out, perhaps from another device: what this one knew of
 * them goes now, not at the next look round.
 */
function useLedAway() {
  const { pathname } = useLocation();
  useEffect(() => {
    const led = before && before !== pathname && /^\/login\/?$/.test(pathname);
    before = pathname;
    if (led) import("../outbox/sync.js").then(({ sync }) => sync.kick()).catch(() => {});
  }, [pathname]);
}

export function ConnectionNotice() {
  const text = useText();
  useLedAway();
  useEffect(() => watchTyping(), []);
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  const errors = useConnectErrors();
  const [newer, load] = [text.t("There is a newer Woodshed."), text.t("Load it")];
  useEffect(() => bannerSays(newer, load), [newer, load]);
  const unreachable = useLasting(errors.length > 0);
  const ledHere = useSearchParams()[0].has("needs-network"); // by the service worker: what was asked for is not stored
  const away = !online || unreachable;
  const message =
    away && ledHere
      ? text.t("That page needs a network, so here is your journal. What you practise is kept on this device.")
      : !online
        ? text.t("You are offline. What you practise is kept on this device.")
        : unreachable
          ? text.t("Woodshed can't be reached right now. It keeps trying.")
          : null;
  return (
    <div role="status" aria-live="polite">
      {message ? (
        <p className="connection" data-testid="offline-notice">
          <span className="icon icon-wifi-off" aria-hidden="true" />
          {message}
        </p>
      ) : null}
    </div>
  );
}
