// Two takes in two players of which one is heard; a change from one to the other stays in place in the music.
import { useEffect, useRef, useState } from "react";
import { entered, left } from "../player/loops.js";
import { addressesOf, load, put, tuned } from "../player/media.js";
import { across, other } from "./beside.js";

/** @typedef {import("./beside.js").Side} Side */
/** @typedef {import("../player/loops.js").Loop} Loop */
/** @typedef {Record<Side, HTMLAudioElement | null>} Elements */

const NEAR_S = 0.04;

/** @param {HTMLAudioElement} player @param {string} id */
async function loadTake(player, id) {
  if (player.dataset.of === id && !player.error) return;
  await load(player, (await addressesOf(id)).url);
  player.dataset.of = id;
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

  /** @param {number} second on the first take's clock @param {boolean} play */
  const go = (second, play) =>
    then(async () => {
      const player = heard();
      if (!player) return;
      change({ at: second });
      await loadTake(player, ids[side.current]);
      tuned(player, speed);
      await put(player, inTake(side.current, second));
      if (play) await player.play();
    });

  /** Play from a second of the take that is heard, whether it has a partner or not. @param {number} second */
  const goInTake = (second) =>
    then(async () => {
      const player = heard();
      if (!player) return;
      await loadTake(player, ids[side.current]);
      tuned(player, speed);
      await put(player, second);
      await player.play();
    });

  /** @param {Side} to */
  const switchTo = (to) =>
    then(async () => {
      const [from, next] = [heard(), elements.current[to]];
      if (to === side.current || !from || !next) return;
      const playing = !from.paused;
      await loadTake(next, ids[to]);
      tuned(next, speed);
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
    return go(entered(loop.current, state.at), true);
  };

  const follow = () => {
    const player = heard();
    if (!player || player.paused || !player.dataset.of) return;
    const at = onFirst(side.current, player.currentTime);
    const round = loop.current;
    if (left(round, at) && !player.seeking) {
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
    for (const player of Object.values(elements.current)) if (player) tuned(player, speed);
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
