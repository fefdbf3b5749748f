// @ts-check
// How far the take is that the address names, and from where to where there is something of it to play.
import { useEffect, useState } from "react";
import { toldOf } from "../../player/media.js";

/**
 * @typedef {{
 *   id: string, status: string, film: boolean, playable: boolean, begins: number, length: number, preparing: number | null,
 * }} Take `begins`: at which second of the recording that begins which is shown here
 */
const AGAIN_MS = 5000;
const [, named] = /^\/review\/([\w-]+)/.exec(globalThis.location?.pathname ?? "") ?? [];
if (named) toldOf(named).catch(() => {}); // before React has drawn anything: the film waits for nothing else
const OPEN = ["uploading", "queued", "processing"];

/** @param {string} id @param {any} told @returns {Take} */
const takeOf = (id, { status, duration_s: length, renditions = {}, preparing }) => ({
  id,
  status,
  film: Boolean(renditions.video_url),
  playable: Boolean(renditions.video_url ?? renditions.audio_url),
  begins: renditions.begins_s ?? 0,
  length: length ?? (renditions.fps ? renditions.frames / renditions.fps : 0), // a film without sound was not listened to
  preparing: preparing?.progress ?? null,
});

/** Whether more of it is coming. @param {Take} take */
const waits = ({ status, playable, preparing }) => OPEN.includes(status) || (!playable && preparing !== null);

/** Look, and again while more of it is coming, or when something changed. @param {string} id @param {number} changed @returns {Take | null} */
export function useTake(id, changed) {
  const [take, setTake] = useState(/** @type {Take | null} */ (null));
  useEffect(() => {
    let again = 0;
    let wanted = true;
    const look = async () => {
      const { ok, told } = await toldOf(id).catch(() => ({ ok: false, told: null }));
      if (!wanted) return;
      const now = ok ? takeOf(id, told) : null;
      if (now) setTake((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
      if (!now || waits(now)) again = window.setTimeout(look, AGAIN_MS);
    };
    void look();
    return () => {
      wanted = false;
      clearTimeout(again);
    };
  }, [id, changed]);
  return take?.id === id ? take : null;
}
