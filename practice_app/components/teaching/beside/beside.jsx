// A second take beside the one under review: chosen of those that the same student shares, started, stepped and slowed down
// with it, and lined up so that both show the same moment. One of the two has the sound.
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "../../../i18n.js";
import { addressesOf, tuned } from "../../player/media.js";
import { Dialog } from "../../ui/dialog.jsx";
import { besides, jumps, paced, shifted } from "./pairing.js";
import "./beside.css";

/** @typedef {import("../../../i18n.js").Text} Text */
/**
 * @typedef {{
 *   id: string, film: boolean, title: string, instrument: string, started_at: string, timezone: string, duration_s: number, poster: string,
 * }} Take
 */

const MOVES = ["play", "playing", "pause", "seeking", "seeked", "timeupdate", "ratechange"];
const RATE = 30; // of films as they are kept; of sound alone a picture is as long

/** Have the second go where the first goes, until the answer is called. @param {HTMLMediaElement} first @param {HTMLMediaElement} second @param {number} offset */
function follow(first, second, offset) {
  const put = () => {
    if (!(second.duration > 0)) return;
    const { at, inside } = besides(first.currentTime, offset, second.duration);
    const playing = !first.paused && inside;
    if (!second.seeking && jumps(second.currentTime, at, playing)) second.currentTime = at;
    const speed = playing ? paced(second.currentTime, at, first.playbackRate) : first.playbackRate;
    if (Math.abs(second.playbackRate - speed) > 0.001) tuned(second, speed);
    if (playing && second.paused) second.play().catch(() => {});
    if (!playing && !second.paused) second.pause();
  };
  const late = () => first.paused && put(); // it may have been sent on while it was on its way
  for (const event of MOVES) first.addEventListener(event, put);
  second.addEventListener("loadedmetadata", put);
  second.addEventListener("seeked", late);
  put();
  return () => {
    for (const event of MOVES) first.removeEventListener(event, put);
    second.removeEventListener("loadedmetadata", put);
    second.removeEventListener("seeked", late);
  };
}

/** @param {Take} take @param {Text} text */
const named = ({ title, instrument, started_at, timezone }, text) =>
  [
    title || text.word(instrument) || text.t("Practice"),
    text.day(started_at, { day: "numeric", month: "short", timeZone: timezone }),
  ].join(", ");

/** How much later or earlier its moment is. @param {number} offset @param {Text} text */
function apart(offset, text) {
  const n = text.number(Math.abs(offset), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  if (Math.abs(offset) < 0.005) return text.t("Both from the beginning");
  return offset > 0 ? text.t("{n} s further on", { n }) : text.t("{n} s further back", { n });
}

/** @param {{ label: string, icon: string, handle: string, onTap: () => void }} props */
const Move = ({ label, icon, handle, onTap }) => (
  <button
    type="button"
    className="btn btn-quiet btn-square"
    aria-label={label}
    title={label}
    data-testid={handle}
    onClick={onTap}
  >
    <span className={`icon ${icon}`} aria-hidden="true" />
  </button>
);

/**
 * What lines it up: by pictures, and over all of it.
 * @param {{ offset: number, first: number, second: number, text: Text, onMove: (offset: number) => void }} props
 */
function LineUp({ offset, first, second, text, onMove }) {
  /** @param {number} pictures */
  const by = (pictures) => onMove(shifted(offset, pictures, RATE, first, second));
  return (
    <fieldset className="beside-lines">
      <legend className="text-sm quiet">{text.t("Line it up: move it until both show the same moment.")}</legend>
      <Move label={text.t("One picture back")} icon="icon-chevron-left" handle="beside-back" onTap={() => by(-1)} />
      <input
        type="range"
        className="beside-range"
        min={Math.ceil(-first)}
        max={Math.floor(second)}
        step={0.1}
        value={offset}
        aria-label={text.t("How far apart the two takes begin")}
        aria-valuetext={apart(offset, text)}
        data-testid="beside-range"
        onChange={({ target }) => onMove(shifted(Number(target.value), 0, RATE, first, second))}
      />
      <Move label={text.t("One picture on")} icon="icon-chevron-right" handle="beside-on" onTap={() => by(1)} />
      <output className="figures text-sm" data-testid="beside-offset" data-seconds={offset.toFixed(4)}>
        {apart(offset, text)}
      </output>
    </fieldset>
  );
}

/** @param {{ take: Take, first: HTMLMediaElement, onClose: () => void }} props */
function Second({ take, first, onClose }) {
  const text = useText();
  const player = useRef(/** @type {HTMLVideoElement | null} */ (null));
  const [url, setUrl] = useState("");
  const [failed, setFailed] = useState(false);
  const [offset, setOffset] = useState(0);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    let wanted = true;
    addressesOf(take.id).then(
      (found) => wanted && setUrl(found.url),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [take.id]);
  useEffect(() => (player.current ? follow(first, player.current, offset) : undefined), [first, offset, url]);
  useEffect(() => {
    first.muted = heard;
    if (player.current) player.current.muted = !heard;
    return () => {
      first.muted = false;
    };
  }, [first, heard, url]);
  const Media = take.film ? "video" : "audio";
  return (
    <figure className="beside" data-testid="beside">
      {url ? (
        <Media
          ref={player}
          className={take.film ? "player-film" : undefined}
          src={url}
          preload="auto"
          playsInline
          muted
          data-testid="beside-player"
          onError={() => setFailed(true)}
        />
      ) : null}
      <figcaption className="beside-said">
        <span className="beside-name">{named(take, text)}</span>
        <button
          type="button"
          className="btn btn-hairline btn-sm"
          aria-pressed={heard}
          data-testid="beside-hear"
          onClick={() => setHeard(!heard)}
        >
          <span className={`icon ${heard ? "icon-volume-2" : "icon-volume-x"}`} aria-hidden="true" />
          <span>{heard ? text.t("You hear this one") : text.t("Hear this one")}</span>
        </button>
        <Move label={text.t("Close the second take")} icon="icon-x" handle="beside-close" onTap={onClose} />
      </figcaption>
      {failed ? (
        <p className="quiet text-sm" role="status">
          {text.t("The sound can't be loaded just now. Try again in a moment.")}
        </p>
      ) : (
        <LineUp
          {...{ offset, text }}
          first={first.duration || take.duration_s}
          second={take.duration_s}
          onMove={setOffset}
        />
      )}
    </figure>
  );
}

/** @param {{ takes: Take[] | null, text: Text, onChoose: (take: Take) => void }} props */
function Choices({ takes, text, onChoose }) {
  if (!takes) return <div className="bone h-24" aria-hidden="true" />;
  if (!takes.length) return <p className="quiet">{text.t("No other take is shared with you yet.")}</p>;
  return (
    <ul className="beside-takes">
      {takes.map((take) => (
        <li key={take.id}>
          <button type="button" className="beside-take" data-testid="beside-take" onClick={() => onChoose(take)}>
            {take.poster ? (
              <img src={take.poster} alt="" />
            ) : (
              <span className="icon icon-audio-lines" aria-hidden="true" />
            )}
            <span>{named(take, text)}</span>
            <span className="figures quiet">{text.clock(take.duration_s)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/**
 * @param {{ takes: Take[] | null, onLook: () => void, handle: string }} props
 *   `takes`: null until they are known, which `onLook` asks for; `handle`: by which the page's own player is found
 */
export function Beside({ takes, onLook, handle }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [pair, setPair] = useState(/** @type {{ take: Take, first: HTMLMediaElement } | null} */ (null));
  const stage = pair?.first.closest(".player-stage");
  useEffect(() => {
    stage?.toggleAttribute("data-two", true);
    return () => void stage?.toggleAttribute("data-two", false);
  }, [stage]);
  /** @param {Take} take */
  const choose = (take) => {
    const first = /** @type {HTMLMediaElement | null} */ (document.querySelector(`[data-testid="${handle}"]`));
    if (first) setPair({ take, first });
    setOpen(false);
  };
  const second = pair ? <Second key={pair.take.id} {...pair} onClose={() => setPair(null)} /> : null;
  return (
    <div className="beside-offer">
      <button
        type="button"
        className="btn btn-quiet"
        data-testid="beside-offer"
        onClick={() => {
          setOpen(true);
          onLook();
        }}
      >
        <span className="icon icon-columns-2" aria-hidden="true" />
        <span>{pair ? text.t("Another take beside it") : text.t("A second take beside it")}</span>
      </button>
      {second && stage ? createPortal(second, stage) : second}
      <Dialog open={open} title={text.t("Which take beside this one?")} onClose={() => setOpen(false)}>
        <Choices takes={takes} text={text} onChoose={choose} />
      </Dialog>
    </div>
  );
}
