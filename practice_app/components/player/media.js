// @ts-check
// A media element and where what it plays lies.

/**
 * @typedef {{ columns: number, count: number, every_s: number, width: number, height: number }} Sheet
 * @typedef {{
 *   url: string, original: string, poster: string, small: string, sheet: Sheet | null, begins: number, fps: number, frames?: number,
 *   preparing: number | null,
 * }} Addresses `preparing`: how far what can be stepped through is, from 0 to 1
 */

const FRESH_MS = 4000; // asked for again within this time it is the same question
/** @type {Map<string, { at: number, answer: Promise<{ ok: boolean, status: number, told: any }> }>} */
const lately = new Map();

/** The server's answer; the page's head may have asked before there was a script (shell/inline/head.js). @param {string} id */
function answerOf(id) {
  const early = globalThis.woodshed?.take;
  if (early) delete woodshed.take;
  return early?.id === id ? early.answer : fetch(`/api/v1/recordings/${id}?analysis=false`);
}

/** What is told of a recording, without what was heard in it. @param {string} id */
export function toldOf(id) {
  const known = lately.get(id);
  if (known && performance.now() - known.at < FRESH_MS) return known.answer;
  const answer = answerOf(id).then(async (response) => ({
    ok: response.ok,
    status: response.status,
    told: response.ok ? await response.json() : {},
  }));
  answer.catch(() => lately.delete(id));
  lately.set(id, { at: performance.now(), answer });
  return answer;
}

/** The addresses of a kept recording, asked for when they are wanted: they expire. @param {string} id @returns {Promise<Addresses>} */
export async function addressesOf(id) {
  const { renditions: told = {}, preparing } = (await toldOf(id)).told;
  const url = told.video_url ?? told.audio_url;
  if (!url) throw new Error("no sound");
  return {
    url,
    original: told.original_url ?? url,
    poster: told.poster_url ?? "",
    small: told.sprite_url ?? "",
    sheet: told.sprite ?? null,
    begins: told.begins_s ?? 0,
    fps: told.fps ?? 0,
    frames: told.frames ?? undefined,
    preparing: preparing?.progress ?? null,
  };
}

/** Go to a second, and be there. @param {HTMLMediaElement} player @param {number} second */
export function put(player, second) {
  const there = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
  player.currentTime = second;
  return there;
}

/** Have it play what lies there, and know how long that is. @param {HTMLMediaElement} player @param {string} url */
export async function load(player, url) {
  const loaded = new Promise((resolve, reject) => {
    player.addEventListener("loadedmetadata", resolve, { once: true });
    player.addEventListener("error", reject, { once: true });
  });
  player.preload = "auto";
  player.src = url;
  await loaded;
}

/** Slower or faster with the pitch as it was played. @param {HTMLMediaElement} player @param {number} speed */
export function tuned(player, speed) {
  player.preservesPitch = true;
  player.defaultPlaybackRate = speed; // loading something else begins with that one
  player.playbackRate = speed;
}

/**
 * Tell of each frame that is shown, by its own time, until the answer is called; nothing where a browser can't say.
 * @param {HTMLVideoElement} player @param {(mediaTime: number) => void} tell
 */
export function watchFrames(player, tell) {
  if (!player.requestVideoFrameCallback) return () => {};
  /** @type {VideoFrameRequestCallback} */
  const shown = (_now, { mediaTime }) => {
    tell(mediaTime);
    asked = player.requestVideoFrameCallback(shown);
  };
  let asked = player.requestVideoFrameCallback(shown);
  return () => player.cancelVideoFrameCallback(asked);
}
