// A take that somebody shows, heard in place by who reads their session.
import { useText } from "../../i18n.js";
import { msg } from "../ui/send.js";
import { toldOf } from "./media.js";
import { AWAY, SOON, Small } from "./small.jsx";

const HIDDEN = msg("This take isn’t shown any more.");

/** @param {string} id @returns {Promise<import("./small.jsx").Heard | string>} */
async function asked(id) {
  const { ok, status, told } = await toldOf(id);
  if (!ok) return status === 404 ? HIDDEN : AWAY;
  const { video_url, audio_url, poster_url, begins_s } = told.renditions;
  const url = video_url ?? audio_url;
  return url ? { url, film: Boolean(video_url), poster: poster_url ?? "", begins: begins_s } : SOON;
}

/** @param {{ recording: string, name: string, seconds: number, film?: boolean }} props */
export function ShownTake({ recording, name, seconds, film = false }) {
  const { t, clock } = useText();
  const label = [name || t("A take"), clock(seconds)].join(" · ");
  return <Small handle="child-take" ask={() => asked(recording)} {...{ label, film }} />;
}
