// Something is said aloud instead of written: recorded, listened to, discarded or sent; and what was said is heard in place.
import { useEffect, useRef, useState } from "react";
import { formatClock, useText } from "../../../i18n.js";
import { newId } from "../../outbox/ids.js";
import { msg } from "../../ui/send.js";
import { LONGEST_S, record } from "./recording.js";
import { sendVoice } from "./sending.js";
import "./voice.css";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./recording.js").Taken} Taken */
/** @typedef {ReturnType<typeof useVoice>} Voice */

/** @type {Record<string, string>} */
const HINDERED = {
  refused: msg("Your browser does not let this page hear you. Allow the microphone and try again."),
  missing: msg("There is no microphone here."),
  insecure: msg("A browser lets a page hear you only over https."),
  unsupported: msg("This browser can't record."),
};
const BUSY = msg("The microphone can't be had just now. Perhaps another app uses it.");

/**
 * Something said about a recording, until it is sent.
 * @param {string} recording
 */
export function useVoice(recording) {
  const [taken, setTaken] = useState(/** @type {(Taken & { id: string, url: string }) | null} */ (null));
  const [since, setSince] = useState(/** @type {number | null} */ (null));
  const [wrong, setWrong] = useState("");
  const stop = useRef(/** @type {(() => void) | null} */ (null));
  const gone = useRef(false);
  const asking = useRef(false);
  const unwanted = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      stop.current?.();
    };
  }, []);
  useEffect(() => () => void (taken && URL.revokeObjectURL(taken.url)), [taken]);
  const begin = async () => {
    if (asking.current) return;
    asking.current = true;
    unwanted.current = false;
    setWrong("");
    try {
      const ends = await record((said) => {
        stop.current = null;
        if (gone.current) return;
        setSince(null);
        if (said.blob.size && !unwanted.current)
          setTaken({ ...said, id: newId(), url: URL.createObjectURL(said.blob) });
      });
      stop.current = ends;
      if (gone.current) ends();
      else setSince(Date.now());
    } catch (state) {
      setWrong(HINDERED[String(state)] ?? BUSY);
    } finally {
      asking.current = false;
    }
  };
  /** Its id once it is sent; nothing where nothing was said; false when it could not be sent. */
  const send = async () => {
    if (!taken) return undefined;
    setWrong("");
    const sent = await sendVoice(recording, taken.id, taken);
    if ("id" in sent) return sent.id;
    setWrong(sent.wrong);
    return false;
  };
  const discard = () => {
    unwanted.current = true;
    stop.current?.();
    setTaken(null);
  };
  return { taken, since, wrong, begin, stop: () => stop.current?.(), send, discard, has: taken !== null };
}

/** @param {{ since: number }} props */
function Running({ since }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(clock);
  }, []);
  return (
    <span className="figures">
      {formatClock((now - since) / 1000)} <span className="quiet">/ {formatClock(LONGEST_S)}</span>
    </span>
  );
}

/** What works it: record, stop, listen, discard; it is sent with the form that it stands in. @param {{ voice: Voice, text: Text }} props */
export function VoiceTools({ voice, text }) {
  const { taken, since, wrong } = voice;
  return (
    <div className="voice" data-testid="voice">
      {since === null ? null : (
        <p className="voice-line" role="status">
          <span className="voice-on" aria-hidden="true" />
          <span>{text.t("Recording")}</span>
          <Running since={since} />
        </p>
      )}
      {taken ? (
        <div className="voice-line">
          {/* biome-ignore lint/a11y/useMediaCaption: what one has just said oneself */}
          <audio className="voice-sound" controls src={taken.url} aria-label={text.t("What you said")} />
          <button type="button" className="btn btn-quiet btn-sm" data-testid="voice-discard" onClick={voice.discard}>
            <span className="icon icon-trash-2" aria-hidden="true" />
            <span>{text.t("Discard")}</span>
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="btn btn-hairline btn-round btn-sm"
          data-testid={since === null ? "voice-record" : "voice-stop"}
          onClick={since === null ? voice.begin : voice.stop}
        >
          <span className={`icon ${since === null ? "icon-mic" : "icon-square"}`} aria-hidden="true" />
          <span>{since === null ? text.t("Say it") : text.t("Stop")}</span>
        </button>
      )}
      <p role="alert" className="field-error">
        {wrong ? text.t(wrong) : null}
      </p>
    </div>
  );
}

/**
 * What somebody said, heard in place.
 * @param {{ url: string | null | undefined, status: string | null | undefined, who: string, text: Text }} props
 */
export function VoiceSound({ url, status, who, text }) {
  if (!status) return null;
  if (status === "failed") return <p className="quiet text-sm">{text.t("What was said can't be heard.")}</p>;
  if (!url) return <p className="quiet text-sm">{text.t("What was said is being made ready to be heard.")}</p>;
  return (
    // biome-ignore lint/a11y/useMediaCaption: words that were said into a microphone, written down by nobody
    <audio
      className="voice-sound"
      controls
      preload="none"
      src={url}
      aria-label={text.t("What {name} said", { name: who })}
      data-testid="feedback-voice"
    />
  );
}

/** The same for a page. @param {{ url: string, status: string, who: string }} props */
export function VoiceHeard(props) {
  return <VoiceSound {...props} text={useText()} />;
}
