// The session as one large line of music with its loudness below, and, when it was kept, the sound to go with it.
import { useEffect, useRef, useState } from "react";
import { formatClock, useText } from "../../i18n.js";
import { Stave } from "../ui/stave.jsx";
import { strokesOf, turnsPath } from "./bow.js";
import { stretchAt } from "./contesting.js";
import { ContestSheet } from "./contesting.jsx";
import { listenForMoments, momentIn } from "./moments.js";
import { seek, takeAfter, takeAt, ticks, unseen, within } from "./playback.js";
import "./picture.css";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./playback.js").Recording} Recording */
/** @typedef {{ start_s: number, end_s: number }} Part */
/** @typedef {ReturnType<typeof usePlayer>} Player */
/**
 * @typedef {{
 *   clock_s: number, status: string, spans: import("../ui/stave_shapes.js").Span[], takes: Recording[],
 *   levels?: import("../ui/stave_shapes.js").Levels | null, loudness_path?: string, loudness_bounds?: [number, number] | null,
 *   bow?: Partial<import("./bow.js").BowData>, corrections: (Part & { id: string, kind: string })[],
 * }} Session as its page draws it
 */

const FAR = 1000;

/** The addresses of a kept recording, asked for when they are wanted: they expire. @param {Recording} take */
async function addressesOf(take) {
  const answer = await fetch(`/api/v1/recordings/${take.id}`, { headers: { accept: "application/json" } });
  const { audio_url, video_url, original_url } = answer.ok ? ((await answer.json()).renditions ?? {}) : {};
  const url = video_url ?? audio_url;
  if (!url) throw new Error("no sound");
  return { url, original: original_url ?? url };
}

/** @param {Recording[]} takes @param {number} clockS */
function usePlayer(takes, clockS) {
  const audio = useRef(/** @type {HTMLVideoElement | null} a film's, or of sound alone */ (null));
  const take = useRef(/** @type {Recording | null} */ (null));
  const film = useRef(""); // where the film itself can be had, should its pictures not show here
  const [state, setState] = useState({ at: 0, playing: false, waiting: false, failed: false, blind: "" });
  /** @param {Partial<typeof state>} part */
  const change = (part) => setState((before) => ({ ...before, ...part }));
  /** @param {number} second @param {boolean} play */
  const go = async (second, play) => {
    const wanted = takeAt(takes, second);
    const player = audio.current;
    change({ at: second, failed: false });
    if (!wanted || !player) return;
    try {
      if (take.current?.id !== wanted.id) {
        change({ waiting: true });
        take.current = wanted;
        const { url, original } = await addressesOf(wanted);
        film.current = wanted.kind === "video" ? original : "";
        change({ blind: "" });
        player.src = url;
      }
      player.currentTime = within(wanted, second);
      if (play) await player.play();
    } catch {
      take.current = null;
      change({ failed: true, playing: false });
    } finally {
      change({ waiting: false });
    }
  };
  const toggle = () =>
    void (state.playing ? audio.current?.pause() : go(state.at >= clockS - 0.2 ? 0 : state.at, true));
  const onEnded = () => {
    const next = takeAfter(
      takes,
      takes.find(({ id }) => id === take.current?.id),
    );
    if (next) void go(next.offset_s, true);
  };
  /** @param {HTMLMediaElement} player */
  const failed = (player) => {
    if (!player.src) return;
    take.current = null;
    change({ failed: true, playing: false, blind: unseen(player, film.current) });
  };
  const filmed = takes.some(({ kind }) => kind === "video");
  const Player = /** @type {"video"} */ (filmed ? "video" : "audio");
  const element = (
    <Player
      ref={audio}
      preload={filmed ? "metadata" : "none"} // a film shows the moment that was jumped to before it plays
      playsInline={filmed || undefined}
      className={filmed && !state.blind ? "picture-film" : "sr-only"}
      data-testid="session-player"
      onPlay={() => change({ playing: true })}
      onPause={() => change({ playing: false })}
      onTimeUpdate={({ currentTarget }) =>
        take.current && change({ at: take.current.offset_s + currentTarget.currentTime })
      }
      onEnded={onEnded}
      onLoadedData={({ currentTarget }) => change({ blind: unseen(currentTarget, film.current) })}
      onError={({ currentTarget }) => failed(currentTarget)}
    />
  );
  return { ...state, element, toggle, seekTo: (/** @type {number} */ second) => go(second, state.playing) };
}

/** @param {{ clockS: number }} props */
function Axis({ clockS }) {
  return (
    <div className="picture-axis figures" aria-hidden="true">
      {ticks(clockS).map((second) => (
        <span key={second} style={{ left: `${(second / clockS) * 100}%` }}>
          {formatClock(second)}
        </span>
      ))}
    </div>
  );
}

/**
 * The highest and the lowest line say between which values the curve runs; louder is higher, and in numbers nearer to zero.
 * @param {{ path?: string, bounds?: [number, number] | null, text: Text }} props
 */
function Loudness({ path, bounds, text }) {
  if (!path) return null;
  const [low, high] = (bounds ?? []).map(
    (value) => `${text.number(value, { maximumFractionDigits: 0 }).replace("-", "−")} LUFS`,
  );
  return (
    <>
      <span className="picture-caption">{text.t("Loudness over time")}</span>
      <div className="picture-curve">
        <svg className="picture-loudness" viewBox={`0 0 ${FAR} 100`} preserveAspectRatio="none" aria-hidden="true">
          <path d={path} vectorEffect="non-scaling-stroke" />
        </svg>
        {bounds ? (
          <>
            <span className="picture-high figures" data-testid="loudness-high">
              {high}
            </span>
            <span className="picture-low figures">{low}</span>
          </>
        ) : null}
      </div>
    </>
  );
}

/** @param {{ bow: Session["bow"], clockS: number, text: Text }} props */
function Turns({ bow, clockS, text }) {
  const path = turnsPath(strokesOf(bow), clockS);
  if (!path) return null;
  return (
    <>
      <span className="picture-caption">{text.t("Where the bow turned")}</span>
      <svg className="picture-turns" viewBox={`0 0 ${FAR} 10`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} vectorEffect="non-scaling-stroke" />
      </svg>
    </>
  );
}

/** @param {{ parts: Part[], clockS: number }} props */
function Evidence({ parts, clockS }) {
  return parts.map(({ start_s, end_s }, i) => (
    <span
      key={i}
      className="picture-evidence"
      style={{ left: `${(start_s / clockS) * 100}%`, width: `${Math.max(0.4, ((end_s - start_s) / clockS) * 100)}%` }}
    />
  ));
}

/**
 * What the player says against it: over the music, in their own colour, and in words below the picture.
 * @param {{ corrections: Session["corrections"], clockS: number }} props
 */
function Corrected({ corrections, clockS }) {
  return corrections.map(({ id, kind, start_s, end_s }) => (
    <span
      key={id}
      className={`picture-corrected picture-corrected-${kind}`}
      style={{ left: `${(start_s / clockS) * 100}%`, width: `${Math.max(0.4, ((end_s - start_s) / clockS) * 100)}%` }}
    />
  ));
}

/** A film whose pictures this browser can't show. @param {{ player: Player, text: Text }} props */
function Blind({ player, text }) {
  if (!player.blind) return null;
  return (
    <div className="notice notice-info" data-testid="session-blind">
      <span className="icon icon-video-off" aria-hidden="true" />
      <span>
        {player.failed
          ? text.t("This browser can't play this film.")
          : text.t("The pictures of this film can't be shown here; its sound can be heard.")}{" "}
        {text.t("As a file it may open in another app.")}
      </span>
      <a className="btn btn-sm btn-hairline justify-self-start" href={player.blind} download>
        {text.t("Save the film as a file")}
      </a>
    </div>
  );
}

/** @param {{ player: Player, clockS: number, text: Text }} props */
function Controls({ player, clockS, text }) {
  const label = player.playing ? text.t("Pause") : text.t("Listen");
  return (
    <div className="picture-controls">
      <button
        type="button"
        className="picture-play"
        aria-label={label}
        title={label}
        onClick={player.toggle}
        data-testid="session-play"
      >
        {player.waiting ? (
          <span className="loading loading-spinner" aria-hidden="true" />
        ) : (
          <span className={`icon ${player.playing ? "icon-pause" : "icon-play"}`} aria-hidden="true" />
        )}
      </button>
      <span className="figures" aria-live="off">
        {formatClock(player.at)} <span className="quiet">/ {formatClock(clockS)}</span>
      </span>
      <span className="quiet text-sm" role="status">
        {player.failed
          ? text.t("The sound can't be loaded just now. Try again in a moment.")
          : text.t("Tap the music to jump.")}
      </span>
    </div>
  );
}

/** What the address, and the words and figures around the music, ask it to show: moments, and a second to jump to. @param {number} clockS */
function useShown(clockS) {
  const figure = useRef(/** @type {HTMLElement | null} */ (null));
  const [evidence, setEvidence] = useState(/** @type {Part[]} */ ([]));
  const [jump, setJump] = useState(/** @type {{ second: number } | null} */ (null));
  useEffect(() => {
    const page = figure.current?.closest(".session");
    if (!page) return undefined;
    const named = momentIn(location.search, clockS);
    if (named) {
      setEvidence([named]);
      setJump({ second: named.start_s });
      figure.current?.scrollIntoView({ block: "center" });
    }
    return listenForMoments(page, (moments, second) => {
      setEvidence(moments);
      if (second !== undefined) setJump({ second });
    });
  }, []);
  return { figure, evidence, jump };
}

/** @param {{ session: Session, label: string, onCorrect: (kind: string, start: number, end: number) => void }} props */
export function Picture({ session, label, onCorrect }) {
  const text = useText();
  const [contested, setContested] = useState(/** @type {import("../ui/stave_shapes.js").Span | null} */ (null));
  const { figure, evidence, jump } = useShown(session.clock_s);
  const { clock_s: clockS, spans, levels, loudness_path: path, status } = session;
  const takes = session.takes.filter(({ playable }) => playable);
  const player = usePlayer(takes, clockS);
  const canPlay = takes.length > 0;
  const waits = ["uploading", "queued", "processing"].includes(status) && !spans.length;
  const drawn = spans.length || waits ? spans : [{ kind: "clock", start_s: 0, end_s: clockS }];
  useEffect(() => {
    if (jump && canPlay) void player.seekTo(jump.second);
  }, [jump]);
  const canContest = status === "ready" && spans.length > 0;
  /** @param {number} second */
  const contest = (second) => setContested({ ...stretchAt(spans, second, clockS) });
  /** @param {import("react").MouseEvent<HTMLElement>} event */
  const secondOf = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * clockS;
  };
  /** @param {import("react").PointerEvent<HTMLElement>} event */
  const onPointer = (event) => player.seekTo(secondOf(event));
  /** @param {import("react").KeyboardEvent} event */
  const onKeyDown = (event) => {
    const to = seek(player.at, event.key, clockS);
    if (to === null) return;
    event.preventDefault();
    player.seekTo(to);
  };
  const slider = canPlay && {
    role: "slider",
    tabIndex: 0,
    "aria-label": text.t("Place in the recording"),
    "aria-valuemin": 0,
    "aria-valuemax": Math.round(clockS),
    "aria-valuenow": Math.round(player.at),
    "aria-valuetext": formatClock(player.at),
    onPointerDown: onPointer,
    onKeyDown,
  };
  const tap = canContest &&
    !canPlay && { onClick: (/** @type {import("react").MouseEvent<HTMLElement>} */ event) => contest(secondOf(event)) };
  return (
    <>
      <figure className="picture" ref={figure}>
        <div className={canPlay || tap ? "picture-music picture-seeks" : "picture-music"} {...slider} {...tap}>
          <Stave
            spans={drawn}
            clockS={clockS}
            levels={levels?.values?.length ? levels : null}
            size="large"
            label={label}
            waits={waits}
            draws
          />
          <Loudness path={path} bounds={session.loudness_bounds} text={text} />
          <Turns bow={session.bow} clockS={clockS} text={text} />
          <Corrected corrections={session.corrections} clockS={clockS} />
          <Evidence parts={evidence} clockS={clockS} />
          {canPlay ? (
            <span className="picture-head" style={{ left: `${Math.min(100, (player.at / clockS) * 100)}%` }} />
          ) : null}
        </div>
        <Axis clockS={clockS} />
        {canPlay ? <Controls player={player} clockS={clockS} text={text} /> : null}
        {canContest ? (
          <p className="picture-contest">
            {canPlay ? null : <span className="quiet text-sm">{text.t("Tap a stretch that was heard wrongly.")}</span>}
            <button
              type="button"
              className="btn btn-quiet"
              data-testid="session-contest"
              onClick={() => contest(player.at)}
            >
              <span className="icon icon-pencil" aria-hidden="true" />
              <span>{text.t("Correct what was heard")}</span>
            </button>
          </p>
        ) : null}
        {player.element}
        <Blind player={player} text={text} />
      </figure>
      <ContestSheet
        stretch={contested}
        clockS={clockS}
        text={text}
        onSay={onCorrect}
        onClose={() => setContested(null)}
      />
    </>
  );
}
