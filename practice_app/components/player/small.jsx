// A recording that is heard in place: a button, and once its address is there a small player. It needs a network, and says so.
import { useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { msg } from "../ui/send.js";
import "./small.css";

/** @typedef {{ url: string, film: boolean, poster: string, begins: number }} Heard `begins`: at which second of the recording */

export const SOON = msg("This is just being made ready. Try again in a moment.");
export const AWAY = msg("This can be heard with a network only. Try again once there is one.");

/**
 * @param {{
 *   label: string, film: boolean, ask: () => Promise<Heard | string>, fromS?: number, toS?: number, handle: string,
 * }} props `ask` answers where it is heard, or why it can't be just now; `fromS` below 0: all of it
 */
export function Small({ label, film, ask, fromS = -1, toS = -1, handle }) {
  const { t } = useText();
  const [heard, setHeard] = useState(/** @type {Heard | null} */ (null));
  const [why, setWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const open = async () => {
    if (busy) return;
    setBusy(true);
    const found = await ask().catch(() => AWAY);
    setBusy(false);
    setWhy(typeof found === "string" ? found : "");
    setHeard(typeof found === "string" ? null : found);
  };
  const failed = () => {
    setHeard(null);
    setWhy(AWAY);
  };
  if (heard) return <Playing {...{ heard, label, fromS, toS, handle }} onFail={failed} />;
  return (
    <div className="small-player">
      <button type="button" className="btn btn-hairline" aria-busy={busy} data-testid={handle} onClick={open}>
        <span className={`icon ${film ? "icon-video" : "icon-headphones"}`} aria-hidden="true" />
        <span>{label}</span>
      </button>
      <p role="status" className="quiet text-sm" data-testid={`${handle}-why`}>
        {why ? t(why) : null}
      </p>
    </div>
  );
}

/** @param {{ heard: Heard, fromS: number, toS: number, label: string, handle: string, onFail: () => void }} props seconds are of the whole recording */
function Playing({ heard, fromS, toS, label, handle, onFail }) {
  const ended = useRef(false);
  const begin = Math.max(0, fromS - heard.begins);
  const end = toS > fromS && fromS >= 0 ? toS - heard.begins : 0;
  const props = {
    src: heard.url,
    controls: true,
    autoPlay: true,
    "aria-label": label,
    "data-testid": `${handle}-player`,
    onLoadedMetadata: (/** @type {import("react").SyntheticEvent<HTMLMediaElement>} */ { currentTarget }) => {
      if (begin < currentTarget.duration) currentTarget.currentTime = begin;
    },
    onTimeUpdate: (/** @type {import("react").SyntheticEvent<HTMLMediaElement>} */ { currentTarget }) => {
      if (!end || ended.current || currentTarget.currentTime < end) return;
      ended.current = true; // what comes after is heard by who goes on
      currentTarget.pause();
    },
    onError: onFail,
  };
  return (
    <div className="small-player">
      {heard.film ? <video {...props} playsInline poster={heard.poster || undefined} /> : <audio {...props} />}
    </div>
  );
}
