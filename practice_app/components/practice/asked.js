// @ts-check
// A link may say what is to be practised: `/practice?piece=…&section=…&bpm=…`, or `?homework=…`. It is looked up in what
// this device knows, so it needs no network; a session that is under way is not touched.
import { useEffect, useRef } from "react";
import { detailsOf, knownHomework } from "../outbox/homework.js";
import { detailsFor, knownPieces } from "../outbox/pieces.js";
import { FASTEST_BPM, SLOWEST_BPM } from "./bounds.js";
import { learned, practice, usePractice, useSync } from "./island.js";

/** @param {string} search @returns {{piece: string | null, section: string | null, bpm: number | null}} */
export function askedFor(search) {
  const asked = new URLSearchParams(search);
  const bpm = Math.round(Number(asked.get("bpm")));
  const possible = bpm >= SLOWEST_BPM && bpm <= FASTEST_BPM;
  return { piece: asked.get("piece"), section: asked.get("section"), bpm: possible ? bpm : null };
}

/** @param {string} search */
const homeworkIn = (search) => new URLSearchParams(search).get("homework");

/**
 * @param {string} search @param {string | null} userId
 * @returns {Promise<Partial<import("../outbox/types").Details> | null>} null: this device does not know it (yet)
 */
async function wanted(search, userId) {
  const homework = homeworkIn(search);
  if (homework) {
    const row = (await knownHomework(userId)).find(({ id }) => id === homework);
    return row ? detailsOf(row, await knownPieces(userId)) : null;
  }
  const { piece, section, bpm } = askedFor(search);
  const details = await detailsFor(piece, section, userId);
  return details && { ...details, target_bpm: bpm };
}

/** Set what the address asks for, once; a piece that this device does not know yet, when the server's lists have come. */
export function useAsked() {
  const { userId, loaded } = useSync();
  const { phase } = usePractice();
  const done = useRef("");
  useEffect(() => {
    if (!(askedFor(location.search).piece || homeworkIn(location.search)) || !loaded || phase !== "ready")
      return undefined;
    const look = async () => {
      if (done.current === location.search || practice.getSnapshot().phase !== "ready") return;
      const details = await wanted(location.search, userId).catch(() => null);
      if (!details || done.current === location.search) return;
      done.current = location.search;
      await practice.setDetails(details);
    };
    void look();
    return learned.subscribe(() => void look());
  }, [userId, loaded, phase]);
}
