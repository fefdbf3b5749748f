// @ts-check
// A link may say what is to be practised: `/practice?piece=…&section=…&bpm=…`. It is looked up in what this device knows, so it
// needs no network; a session that is under way is not touched.
import { useEffect, useRef } from "react";
import { detailsFor } from "../outbox/pieces.js";
import { FASTEST_BPM, SLOWEST_BPM } from "./bounds.js";
import { learned, practice, usePractice, useSync } from "./island.js";

/** @param {string} search @returns {{piece: string | null, section: string | null, bpm: number | null}} */
export function askedFor(search) {
  const asked = new URLSearchParams(search);
  const bpm = Math.round(Number(asked.get("bpm")));
  const possible = bpm >= SLOWEST_BPM && bpm <= FASTEST_BPM;
  return { piece: asked.get("piece"), section: asked.get("section"), bpm: possible ? bpm : null };
}

/** Set what the address asks for, once; a piece that this device does not know yet, when the server's lists have come. */
export function useAsked() {
  const { userId, loaded } = useSync();
  const { phase } = usePractice();
  const done = useRef("");
  useEffect(() => {
    const { piece, section, bpm } = askedFor(location.search);
    if (!piece || !loaded || phase !== "ready") return undefined;
    const look = async () => {
      if (done.current === location.search || practice.getSnapshot().phase !== "ready") return;
      const details = await detailsFor(piece, section, userId).catch(() => null);
      if (!details || done.current === location.search) return;
      done.current = location.search;
      await practice.setDetails({ ...details, target_bpm: bpm });
    };
    void look();
    return learned.subscribe(() => void look());
  }, [userId, loaded, phase]);
}
