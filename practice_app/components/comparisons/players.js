// Two takes in two players of which one is heard; a change from one to the other stays in place in the music.
import { useEffect, useRef, useState } from "react";
import { across, other } from "./beside.js";

/** @typedef {import("./beside.js").Side} Side */
/** @typedef {import("./beside.js").Loop} Loop */
/** @typedef {Record<Side, HTMLAudioElement | null>} Elements */

const NEAR_S = 0.04;

/** The address of a kept recording's sound, asked for when it is wanted: it expires. @param {string} id */
async function addressOf(id) {
  const answer = await fetch(`/api/v1/recordings/${id}`, { headers: { accept: "application/json" } });
  const { audio_url: url } = answer.ok ? ((await answer.json()).renditions ?? {}) : {};
  if (!url) throw new Error("no sound");
  return url;
}

/** @param {HTMLAudioElement} player @param {number} second */
function put(player, second) {
  const there = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
  player.currentTime = second;
  return there;
}

/** @param {HTMLAudioElement} player @param {string} id */
async function load(player, id) {
  if (player.dataset.of === id && !player.error) return;
  const loaded = new Promise((resolve, reject) => {
    player.addEventListener("loadedmetadata", resolve, { once: true });
    player.addEventListener("error", reject, { once: true });
  });
  player.preload = "auto";
  player.src = await addressOf(id);
  player.dataset.of = id;
  await loaded;
}

/**
 * @param {import("./beside.js").Beside} beside @param {Record<Side, string>} ids the recordings
 */
export function usePlayers(beside, ids) {
  const elements = useRef(/** @type {Elements} */ ({ a: null, b: null }));
  const loop = useRef(/** @type {Loop | null} */ (null));
  const side = useRef(/** @type {Side} */ ("a"));
  const busy = useRef(Promise.resolve());
  const [state, setState] = useState({ at: 0, side: /** @type {Side} */ ("a"), playing: false, waiting: false });
  const [failed, setFailed] = useState(false);
  const [speed, setSpeed] = useState(1);
  /** @param {Partial<typeof state>} part */
  const change = (part) => setState((before) => ({ ...before, ...part }));
  const heard = () => elements.current[side.current];
  /** Where a player's take is on the first one's clock. @param {Side} of @param {number} second */
  const onFirst = (of, second) => (of === "a" ? second : across(beside, second, "b"));
  /** @param {Side} of @param {number} second */
  const inTake = (of, second) => (of === "a" ? second : across(beside, second, "a"));

  /** One thing after the other, each told when it fails. @param {() => Promise<void>} deed */
  const then = (deed) => {
    busy.current = busy.current.then(async () => {
      change({ waiting: true });
      try {
        await deed();
        setFailed(false);
      } catch {
        setFailed(true);
        elements.current.a?.pause();
        elements.current.b?.pause();
      } finally {
        change({ waiting: false });
      }
    });
    return busy.current;
  };

  /** @param {HTMLAudioElement} player */
  const tuned = (player) => {
    player.preservesPitch = true;
    player.playbackRate = speed;
  };

  /** @param {number} second on the first take's clock @param {boolean} play */
  const go = (second, play) =>
    then(async () => {
      const player = heard();
      if (!player) return;
      change({ at: second });
      await load(player, ids[side.current]);
      tuned(player);
      await put(player, inTake(side.current, second));
      if (play) await player.play();
    });

  /** Play from a second of the take that is heard, whether it has a partner or not. @param {number} second */
  const goInTake = (second) =>
    then(async () => {
      const player = heard();
      if (!player) return;
      await load(player, ids[side.current]);
      tuned(player);
      await put(player, second);
      await player.play();
    });

  /** @param {Side} to */
  const switchTo = (to) =>
    then(async () => {
      const [from, next] = [heard(), elements.current[to]];
      if (to === side.current || !from || !next) return;
      const playing = !from.paused;
      await load(next, ids[to]);
      tuned(next);
      const place = () => across(beside, from.dataset.of ? from.currentTime : 0, other(to));
      next.muted = true;
      await put(next, place());
      if (playing) {
        await next.play();
        if (Math.abs(next.currentTime - place()) > NEAR_S) await put(next, place() + 0.02 * speed);
      }
      next.muted = false;
      from.pause();
      side.current = to;
      change({ side: to });
    });

  const toggle = () => {
    const player = heard();
    if (player && !player.paused) return player.pause();
    const begin =
      loop.current && !(state.at >= loop.current.from && state.at < loop.current.to) ? loop.current.from : state.at;
    return go(begin, true);
  };

  const follow = () => {
    const player = heard();
    if (!player || player.paused || !player.dataset.of) return;
    const at = onFirst(side.current, player.currentTime);
    const round = loop.current;
    if (round && (at >= round.to || at < round.from - 1) && !player.seeking) {
      player.currentTime = inTake(side.current, round.from);
      change({ at: round.from });
    } else change({ at });
  };

  useEffect(() => {
    let frame = 0;
    const look = () => {
      follow();
      frame = requestAnimationFrame(look);
    };
    if (state.playing) frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [state.playing, beside]);

  useEffect(() => {
    for (const player of Object.values(elements.current)) if (player) tuned(player);
  }, [speed]);

  /** @param {Side} of */
  const bind = (of) => ({
    ref: (/** @type {HTMLAudioElement | null} */ element) => {
      elements.current[of] = element;
    },
    preload: "none",
    "data-testid": `compare-player-${of}`,
    onPlay: () => of === side.current && change({ playing: true }),
    onPause: () => of === side.current && change({ playing: false }),
    onEnded: () =>
      of === side.current && (loop.current ? void go(loop.current.from, true) : change({ playing: false })),
  });

  return {
    ...state,
    failed,
    speed,
    setSpeed,
    loop,
    bind,
    toggle,
    switchTo,
    go,
    goInTake,
    seekTo: (/** @type {number} */ second) => go(second, state.playing),
  };
}
