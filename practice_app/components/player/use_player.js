// @ts-check
// One player for the kept recordings of a session, or for one alone: on one clock, looped, slower, frame by frame.
import { createElement, useEffect, useRef, useState } from "react";
import { takeAfter, takeAt, unseen, within } from "../analysis/playback.js";
import { frameAt, middleOf, stepped } from "./frames.js";
import { asked } from "./keys.js";
import { bracketed, entered, left, paced } from "./loops.js";
import { addressesOf, tuned, watchFrames } from "./media.js";

/** @typedef {import("../analysis/playback.js").Recording} Recording */
/** @typedef {import("./loops.js").Loop} Loop */
/** @typedef {import("./media.js").Addresses} Addresses */
/**
 * What a page holds on to beside the player that it shows; seconds are on the clock that it was given.
 * @typedef {{
 *   time: () => number, seek: (second: number) => Promise<void>, step: (by: 1 | -1) => Promise<void>,
 *   play: (second?: number) => Promise<void>, pause: () => void,
 *   onTime: (tell: (second: number) => void) => () => void,
 * }} Handle
 */
/** @typedef {ReturnType<typeof usePlayer>} Player */

const BEGIN = {
  at: 0,
  playing: false,
  waiting: false,
  failed: false,
  blind: "",
  steps: false,
  preparing: /** @type {number | null} */ (null),
};
const STEP_S = { film: 1 / 30, sound: 0.1 }; // where no frames are known
const LOOK_MS = 5000; // between two looks at how far a film is
const DRAWN_MS = 60; // between two times that the page is drawn with while it plays

/**
 * @param {Recording[]} takes those that can be played, each `offset_s` after the clock's beginning; one alone stands at 0
 * @param {number} clockS
 * @param {string} [handle] by which tests find the element
 */
export function usePlayer(takes, clockS, handle = "session-player") {
  const element = useRef(/** @type {HTMLVideoElement | null} a film's, or of sound alone */ (null));
  const take = useRef(/** @type {Recording | null} */ (null));
  const has = useRef(/** @type {Addresses | null} */ (null));
  const frame = useRef(/** @type {number | null} the one that is shown, or gone to */ (null));
  const sought = useRef(false); // it stands where it was sent: what the browser tells of later was on its way before
  const told = useRef(/** @type {Set<(second: number) => void>} */ (new Set()));
  const round = useRef(/** @type {Loop | null} */ (null));
  const place = useRef(0);
  const drawnAt = useRef(0);
  const [state, setState] = useState({ ...BEGIN });
  const [loop, showLoop] = useState(/** @type {Loop | null} */ (null));
  const [speed, setSpeed] = useState(1);
  const [poster, setPoster] = useState("");
  /** @param {Partial<typeof state>} part */
  const change = (part) => setState((before) => ({ ...before, ...part }));
  /** @param {number} at */
  const arrived = (at) => {
    place.current = at;
    const now = performance.now();
    if (element.current?.paused !== false || now - drawnAt.current > DRAWN_MS) {
      drawnAt.current = now;
      change({ at });
    }
    for (const tell of told.current) tell(at);
  };
  /** A time of the element on the clock. @param {number} time */
  const clockOf = (time) => (take.current?.offset_s ?? 0) + (has.current?.begins ?? 0) + time;
  /** Be shown this second of the element, of a film the frame that it lies in. @param {HTMLVideoElement} player @param {number} time */
  const show = (player, time) => {
    const { fps = 0, frames } = has.current ?? {};
    sought.current = player.paused;
    frame.current = fps ? stepped(frameAt(time, fps), 0, frames) : null;
    player.currentTime = frame.current === null ? time : middleOf(frame.current, fps);
    if (frame.current !== null) arrived(clockOf(frame.current / fps));
  };

  /** @param {Recording} wanted @param {HTMLVideoElement} player */
  const fetched = async (wanted, player) => {
    if (take.current?.id === wanted.id && has.current) return;
    change({ waiting: true });
    take.current = wanted;
    has.current = null;
    frame.current = null;
    const found = await addressesOf(wanted.id);
    has.current = found;
    Object.assign(player.dataset, { recording: wanted.id, begins: String(found.begins) });
    player.src = found.url;
    change({ blind: "", steps: wanted.kind === "video" && found.fps > 0 });
  };
  /** @param {number} second @param {boolean} play */
  const go = async (second, play) => {
    const wanted = takeAt(takes, second);
    const player = element.current;
    change({ failed: false });
    arrived(second);
    if (!wanted || !player) return;
    try {
      await fetched(wanted, player);
      show(player, Math.max(0, within(wanted, second) - (has.current?.begins ?? 0)));
      tuned(player, speed);
      if (play) await player.play();
    } catch {
      take.current = null;
      change({ failed: true, playing: false });
    } finally {
      change({ waiting: false });
    }
  };
  const toggle = () => {
    if (state.playing) return element.current?.pause();
    const begin = place.current >= clockS - 0.2 ? 0 : place.current;
    return void go(entered(round.current, begin), true);
  };
  /** @param {number} by */
  const step = async (by) => {
    const player = element.current;
    if (!player) return;
    player.pause();
    if (!has.current) await go(place.current, false);
    const { fps = 0, frames, begins = 0 } = has.current ?? {};
    const small = STEP_S[filmed ? "film" : "sound"];
    if (!fps) return go(Math.min(clockS, Math.max(0, place.current + by * small)), false);
    sought.current = true;
    const shown = frame.current ?? frameAt(player.currentTime, fps);
    frame.current = stepped(shown, by, frames);
    player.currentTime = middleOf(frame.current, fps);
    arrived((take.current?.offset_s ?? 0) + begins + frame.current / fps);
  };
  /** @param {Loop | null} wanted */
  const setLoop = (wanted) => {
    round.current = wanted;
    showLoop(wanted);
  };
  const onEnded = () => {
    if (round.current) return void go(round.current.from, true);
    const next = takeAfter(
      takes,
      takes.find(({ id }) => id === take.current?.id),
    );
    if (next) void go(next.offset_s, true);
  };
  /** @param {HTMLMediaElement} player */
  const failed = (player) => {
    if (!player.src) return;
    const film = take.current?.kind === "video" ? (has.current?.original ?? "") : "";
    take.current = null;
    change({ failed: true, playing: false, blind: unseen(player, film) });
  };
  const follow = () => {
    const player = element.current;
    if (!player || !take.current || player.seeking || (player.paused && frame.current !== null)) return;
    const at = clockOf(player.currentTime);
    if (left(round.current, at)) void go(round.current.from, true);
    else arrived(at);
  };
  const filmed = takes.some(({ kind }) => kind === "video");
  const film = takes.find(({ kind }) => kind === "video");

  useEffect(() => {
    if (element.current) tuned(element.current, speed);
  }, [speed]);
  useEffect(() => {
    if (!state.playing) return undefined;
    let next = requestAnimationFrame(function look() {
      follow();
      next = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(next);
  }, [state.playing, speed]);
  useEffect(() => {
    const player = element.current;
    if (!filmed || !player) return undefined;
    return watchFrames(player, (mediaTime) => {
      const fps = has.current?.fps;
      if (!fps || player.seeking || sought.current) return; // one that was passed on the way
      frame.current = frameAt(mediaTime, fps);
      if (player.paused) arrived(clockOf(frame.current / fps));
    });
  }, [filmed]);
  useEffect(() => {
    if (!film) return undefined;
    let again = 0;
    const look = () =>
      void addressesOf(film.id).then(
        (found) => {
          setPoster(found.poster);
          const steps = found.fps > 0;
          const preparing = steps ? null : found.preparing;
          change({ steps, preparing });
          const better = steps && has.current && !has.current.fps; // than the one that is shown: taken once nothing plays
          const plays = element.current?.paused === false;
          if (better && !plays) {
            take.current = null;
            void go(place.current, false);
          }
          if (preparing !== null || (better && plays)) again = window.setTimeout(look, LOOK_MS);
        },
        () => {},
      );
    look();
    return () => clearTimeout(again);
  }, [film?.id]);

  /** @type {Handle} */
  const held = {
    time: () => place.current,
    seek: (second) => go(second, false),
    step: (by) => step(by),
    play: (second = place.current) => go(second, true),
    pause: () => element.current?.pause(),
    onTime: (tell) => {
      told.current.add(tell);
      return () => told.current.delete(tell);
    },
  };
  /** Do what a key asks for; whether it asked for anything. @param {string} key */
  const onKey = (key) => {
    const { deed, by = 0 } = asked(key) ?? {};
    if (!deed || (deed === "end" && !loop)) return false;
    if (deed === "toggle") toggle();
    else if (deed === "by") void go(Math.min(clockS, Math.max(0, place.current + by)), state.playing);
    else if (deed === "step") void step(by);
    else if (deed === "speed") setSpeed(paced(speed, /** @type {1 | -1} */ (by)));
    else setLoop(deed === "end" ? null : bracketed(loop, deed, place.current, clockS));
    return true;
  };
  const drawn = createElement(filmed ? "video" : "audio", {
    ref: element,
    preload: filmed ? "metadata" : "none", // a film shows the moment that was jumped to before it plays
    playsInline: filmed || undefined,
    poster: (filmed && poster) || undefined,
    className: filmed && !state.blind ? "player-film" : "sr-only",
    "data-testid": handle,
    onPlay: () => {
      sought.current = false;
      change({ playing: true });
    },
    onPause: () => {
      change({ playing: false });
      const fps = has.current?.fps;
      if (fps && frame.current !== null) arrived(clockOf(frame.current / fps)); // the time of what is seen
    },
    onTimeUpdate: () => state.playing || frame.current !== null || follow(),
    onEnded,
    onLoadedData: (/** @type {import("react").SyntheticEvent<HTMLVideoElement>} */ { currentTarget }) =>
      change({ blind: unseen(currentTarget, take.current?.kind === "video" ? (has.current?.original ?? "") : "") }),
    onError: (/** @type {import("react").SyntheticEvent<HTMLVideoElement>} */ { currentTarget }) =>
      failed(currentTarget),
  });
  const staged = filmed ? createElement("div", { className: "player-stage" }, drawn) : drawn; // what is drawn on it lies over it
  /** @param {number} second */
  const seekTo = (second) => go(second, state.playing);
  return {
    ...state,
    frame: frame.current,
    clockS,
    filmed,
    film,
    loop,
    setLoop,
    speed,
    setSpeed,
    element: staged,
    handle: held,
    toggle,
    step,
    seekTo,
    onKey,
  };
}
