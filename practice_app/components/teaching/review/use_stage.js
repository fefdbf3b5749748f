// @ts-check
// The player of a take, and which comment is open in it: by a tap, by the address, or where a draft was left.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useKeys } from "../../player/keys.js";
import { usePlayer } from "../../player/use_player.js";

/** @typedef {import("./moments.js").Comment} Comment */
/** @typedef {import("./use_take.js").Take} Take */

/** On the clock of what is shown, which begins with it. @param {Take} take */
const takesOf = ({ id, film, playable, length }) =>
  playable ? [{ id, kind: film ? "video" : "audio", offset_s: 0, duration_s: length, playable }] : [];

/**
 * @param {Take} take @param {Comment[] | null} all what was said, once it is known
 * @param {ReturnType<typeof import("./use_draft.js").useDraft>} draft
 */
export function useStage(take, all, draft) {
  const [open, setOpen] = useState("");
  const player = usePlayer(
    useMemo(() => takesOf(take), [take]),
    take.length,
    "review-player",
  );
  const handle = useRef(player.handle);
  handle.current = player.handle;
  useKeys((key) => take.playable && player.onKey(key));
  useEffect(() => {
    if (take.playable) void handle.current.seek(handle.current.time());
  }, [take.playable]);
  useEffect(() => {
    const moment = draft.found && draft.draft.moment;
    if (moment && take.playable) void handle.current.seek(moment.at_s - take.begins);
  }, [draft.found]);
  const onOpen = useCallback(
    (/** @type {Comment} */ one) => {
      setOpen(one.id);
      if (one.at_s !== null) void handle.current.seek(one.at_s - take.begins);
    },
    [take.begins],
  );
  const asked = useRef(location.search);
  useEffect(() => {
    const one = all?.find(({ id }) => id === new URLSearchParams(asked.current).get("said"));
    if (!one || !take.playable) return;
    asked.current = "";
    onOpen(one);
  }, [all, take.playable]);
  return { player, open, onOpen };
}
