// @ts-check
// The film that a page plays: where it is, how large its picture is shown, and what of it is shown.
import { useEffect, useState } from "react";
import { contained } from "./geometry.js";

/** @typedef {import("./geometry.js").Size} Size */
/** @typedef {import("./geometry.js").Box} Box */
/** @typedef {{ video: HTMLVideoElement, place: Element, box: Box, picture: Size | null }} Film `box`: its picture within `place` */

const SIZES = ["loadedmetadata", "resize"];

/** @param {string} handle @returns {HTMLVideoElement | null} */
const find = (handle) => document.querySelector(`.player-stage > video[data-testid="${handle}"]`);

/** @param {HTMLVideoElement} video @param {Size | undefined} expected what its picture is like, until that is known @returns {Film | null} */
function measured(video, expected) {
  const place = video.parentElement;
  const known = video.videoWidth > 0;
  const picture = known ? { width: video.videoWidth, height: video.videoHeight } : null;
  const shape = picture ?? expected;
  const element = video.getBoundingClientRect();
  if (!place || !shape || element.width < 32) return null; // the element of a film that can't be seen is a dot
  const around = place.getBoundingClientRect();
  const box = contained(element, shape);
  const [left, top] = [box.left + element.left - around.left, box.top + element.top - around.top];
  return { video, place, picture, box: { ...box, left, top } };
}

/**
 * Tell of the player's video now, and whenever it or its picture is another or of another size; the answer ends it.
 * @param {string} handle @param {(video: HTMLVideoElement | null) => void} tell
 */
function followed(handle, tell) {
  /** @type {HTMLVideoElement | null} */
  let video = null;
  const look = () => tell(video);
  const sizes = new ResizeObserver(look);
  const take = () => {
    const found = find(handle);
    if (found === video) return;
    leave();
    video = found;
    if (!found) return look();
    sizes.observe(found);
    for (const event of SIZES) found.addEventListener(event, look);
  };
  const leave = () => {
    sizes.disconnect();
    for (const event of SIZES) video?.removeEventListener(event, look);
  };
  const coming = new MutationObserver(take);
  coming.observe(document.body, { childList: true, subtree: true });
  take();
  look();
  return () => {
    coming.disconnect();
    leave();
  };
}

/**
 * The film of the player with this handle, measured again when its place or its picture changes; null while none is there,
 * and for no handle.
 * @param {string} handle @param {Size} [expected] what its picture is like, for while nothing of it is loaded
 */
export function useFilm(handle, expected) {
  const [film, setFilm] = useState(/** @type {Film | null} */ (null));
  const { width, height } = expected ?? {};
  useEffect(() => {
    const shape = width && height ? { width, height } : undefined;
    return handle ? followed(handle, (video) => setFilm(video && measured(video, shape))) : undefined;
  }, [handle, width, height]);
  return film;
}

const MOVES = ["timeupdate", "seeking", "seeked", "loadeddata", "emptied"];

/**
 * Where the film stands: in which recording, and at which second of the whole of it.
 * @param {Film | null} film @returns {import("./moments.js").Place | null}
 */
export function useStands(film) {
  const [stands, setStands] = useState(/** @type {import("./moments.js").Place | null} */ (null));
  const video = film?.video;
  useEffect(() => {
    if (!video) return setStands(null);
    const look = () => {
      const { recording, begins = "0" } = video.dataset;
      setStands(recording ? { recording, at: video.currentTime + Number(begins) } : null);
    };
    for (const event of MOVES) video.addEventListener(event, look);
    look();
    return () => {
      for (const event of MOVES) video.removeEventListener(event, look);
    };
  }, [video]);
  return stands;
}
