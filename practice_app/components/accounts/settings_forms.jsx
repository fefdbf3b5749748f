// @ts-check
// What the settings do on the device itself: signing out, and the list of the world's time zones.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { forget } from "../notifications/push.js";
import { sync } from "../outbox/sync.js";
import { useSync } from "../outbox/use.js";
import { Dialog } from "../ui/dialog.jsx";

async function leave() {
  const answer = await fetch("/api/v1/auth/logout", { method: "POST" });
  if (!answer.ok && answer.status !== 401) throw new Error("still signed in");
  sessionStorage.removeItem("token");
  await forget().catch(() => {}); // pushes that are on their way to this device already
  await sync.signedOut().catch(() => {});
  window.location.assign("/");
}

// Signs out; with work on this device that has not been sent yet it asks first.
export function SignOut() {
  const text = useText();
  const { sessions } = useSync();
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState("");
  const go = () => {
    setState("busy");
    leave().catch(() => setState("failed"));
  };
  return (
    <div className="grid justify-items-start gap-2">
      <button
        type="button"
        className="btn btn-hairline btn-round"
        aria-busy={state === "busy"}
        onClick={() => (sessions ? setAsking(true) : go())}
        data-testid="sign-out"
      >
        <span className="icon icon-log-out" aria-hidden="true" />
        {text.t("Sign out")}
      </button>
      <p role="alert" className="field-error">
        {state === "failed"
          ? text.t("Woodshed can't be reached, so you are still signed in. Try again in a moment.")
          : null}
      </p>
      <Dialog open={asking} title={text.t("Sign out now?")} onClose={() => setAsking(false)}>
        <p>
          {text.n(
            "{n} session on this device has not been sent yet. It stays here and is sent when you sign in again.",
            "{n} sessions on this device have not been sent yet. They stay here and are sent when you sign in again.",
            sessions,
          )}
        </p>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <a href="/device" className="btn btn-quiet">
            {text.t("See what is here")}
          </a>
          <button type="button" className="btn btn-quiet" onClick={() => setAsking(false)}>
            {text.t("Stay signed in")}
          </button>
          <button type="button" className="btn btn-primary btn-round" onClick={go} data-testid="sign-out-anyway">
            {text.t("Sign out")}
          </button>
        </div>
      </Dialog>
    </div>
  );
}

// The names of time zones to complete what is typed, from the browser itself.
/** @param {{id: string}} props */
export function TimeZones({ id }) {
  const [zones, setZones] = useState(/** @type {string[]} */ ([]));
  useEffect(() => setZones(Intl.supportedValuesOf?.("timeZone") ?? []), []);
  return (
    <datalist id={id}>
      {["UTC", ...zones].map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
}
