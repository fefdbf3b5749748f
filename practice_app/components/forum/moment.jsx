// @ts-check
// A moment of somebody's practice in what they wrote: its line of music, and a tap that plays it.
import { useEffect, useRef, useState } from "react";
import { formatClock, useText } from "../../i18n.js";
import { Stave } from "../ui/stave.jsx";
import { moment as asked, soundOf, takeBack } from "./asking.js";
import "./moment.css";

/** @typedef {import("./asking.js").Shown} Shown */
/** @typedef {import("../../i18n.js").Text} Text */

/** @param {{ src: string, label: string, playing: boolean, onPlaying: (playing: boolean) => void, onFail: () => void }} props */
export function Listen({ src, label, playing, onPlaying, onFail }) {
  const { t } = useText();
  const sound = useRef(/** @type {HTMLAudioElement | null} */ (null));
  const toggle = () => {
    const player = sound.current;
    if (!player) return;
    if (player.paused) player.play().catch(onFail);
    else player.pause();
  };
  return (
    <>
      <button
        type="button"
        className="moment-play"
        aria-label={playing ? t("Pause") : label}
        onClick={toggle}
        data-testid="moment-play"
      >
        <span className={`icon ${playing ? "icon-pause" : "icon-play"}`} aria-hidden="true" />
      </button>
      {/* biome-ignore lint/a11y/useMediaCaption: music */}
      <audio
        ref={sound}
        src={src}
        preload="none"
        onPlay={() => onPlaying(true)}
        onPause={() => onPlaying(false)}
        onError={onFail}
        data-testid="moment-sound"
      />
    </>
  );
}

/** @param {Shown} row @param {Text} text */
function said(row, { t }) {
  const all = formatClock(Math.round(row.seconds));
  if (row.played_s === null) return t("{time} of practice", { time: all });
  return t("{played} played of {time}", { played: formatClock(Math.round(row.played_s)), time: all });
}

/** @param {{ moment: string, words?: string }} props */
export function Moment({ moment: id, words = "" }) {
  const text = useText();
  const { t } = text;
  const [row, setRow] = useState(/** @type {Shown | null | undefined} */ (undefined));
  const [playing, setPlaying] = useState(false);
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    let wanted = true;
    void asked(id).then((found) => wanted && setRow(found));
    return () => {
      wanted = false;
    };
  }, [id]);
  if (row === undefined) return <span className="moment moment-waits" />;
  if (row === null)
    return <span className="moment moment-gone quiet">{t("A moment of practice stood here. It was taken back.")}</span>;
  const leave = async () => setRow((await takeBack(id)) ? null : row);
  const label = t("A moment of practice");
  return (
    <figure className="moment" aria-label={label} data-testid="forum-moment">
      <div className="moment-line">
        {row.sound === "ready" ? (
          <Listen
            src={soundOf(id)}
            label={t("Listen")}
            playing={playing}
            onPlaying={setPlaying}
            onFail={() => setWrong(true)}
          />
        ) : null}
        <div className="moment-stave">
          <Stave spans={row.spans} clockS={row.seconds} levels={row.levels} size="medium" label={said(row, text)} />
        </div>
      </div>
      <figcaption className="moment-said">
        <span>
          <strong>{label}</strong> <span className="figures">{words}</span> · {said(row, text)}
        </span>
        {row.sound === "coming" ? <span className="quiet">{t("Its sound is being cut out.")}</span> : null}
        {wrong ? <span role="alert">{t("It can't be played just now.")}</span> : null}
        {row.mine ? (
          <button type="button" className="btn btn-quiet btn-sm" onClick={leave} data-testid="moment-take-back">
            {t("Show it no more")}
          </button>
        ) : null}
      </figcaption>
    </figure>
  );
}
