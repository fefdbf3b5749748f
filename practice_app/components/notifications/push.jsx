// @ts-check
// Whether pushes reach this device, in words, and what can be done about it.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { standing, tryIt, turnOff, turnOn } from "./push.js";

export function ThisDevice() {
  const { t } = useText();
  const [state, setState] = useState(/** @type {"" | import("./push.js").Standing} */ (""));
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");
  const [failed, setFailed] = useState(false);

  /** @param {() => Promise<import("./push.js").Standing | void>} deed @param {string} [then] */
  const go = async (deed, then = "") => {
    setBusy(true);
    setSaid("");
    setFailed(false);
    try {
      const now = await deed();
      if (now) setState(now);
      setSaid(then);
    } catch {
      setFailed(true);
      setState((before) => before || "off");
    }
    setBusy(false);
  };
  useEffect(() => void go(standing), []);

  const words = {
    "": t("One moment…"),
    unsupported: t(
      "This browser takes no pushes from Woodshed. On an iPhone or iPad it does once Woodshed is on the home screen.",
    ),
    blocked: t("The browser blocks notifications from Woodshed. They can be allowed in its settings for this site."),
    off: t("Pushes don't reach this device."),
    on: t("Pushes reach this device."),
  };
  return (
    <div className="grid max-w-xl justify-items-start gap-3" data-testid="push-state" data-state={state}>
      <p role="status">{words[state]}</p>
      <div className="flex flex-wrap gap-3">
        {state === "off" ? (
          <button
            type="button"
            className="btn btn-primary btn-round"
            aria-busy={busy}
            disabled={busy}
            data-testid="push-on"
            onClick={() => go(turnOn)}
          >
            <span className="icon icon-bell" aria-hidden="true" />
            {t("Turn on for this device")}
          </button>
        ) : null}
        {state === "on" ? (
          <>
            <button
              type="button"
              className="btn btn-hairline btn-round"
              aria-busy={busy}
              disabled={busy}
              data-testid="push-try"
              onClick={() => go(tryIt, t("Sent. It should be here in a moment."))}
            >
              {t("Send a test")}
            </button>
            <button
              type="button"
              className="btn btn-quiet"
              disabled={busy}
              data-testid="push-off"
              onClick={() => go(turnOff)}
            >
              {t("Turn off for this device")}
            </button>
          </>
        ) : null}
      </div>
      {said ? <p role="status">{said}</p> : null}
      <p role="alert" className="field-error">
        {failed ? t("That didn't work: Woodshed, or the push service, can't be reached. Try again in a moment.") : null}
      </p>
    </div>
  );
}
