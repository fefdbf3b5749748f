// @ts-check
// Homework that is being written: kept on the device with each letter, so that a reload loses nothing; given once, however
// often it is sent.
import { useCallback, useEffect, useRef, useState } from "react";
import { keep, keptOf } from "../review/kept.js";
import { piecesOf, proposalOf, studentsOf, templatesOf } from "./asking.js";
import { blank, dayAfter, filled, isBlank } from "./draft.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./asking.js").Person} Person */
/** @typedef {import("./asking.js").Template} Template */
/** @typedef {{ students?: string[], feedback?: string, asks?: import("./draft.js").Asks & { id: string } | null }} About for whom it begins; of which comment; or what is changed */

/** @param {About} about */
const placeOf = ({ students = [], feedback, asks }) =>
  `giving:${asks ? `change:${asks.id}` : (feedback ?? students.join(","))}`;

/** How it begins. @param {About} about @returns {Promise<Draft | null>} nothing: what it is to be made of can't be read */
async function begun({ students = [], feedback, asks }) {
  if (asks) return filled(blank(students), asks);
  if (!feedback) return blank(students);
  const proposal = await proposalOf(feedback);
  if (!proposal) return null;
  const due = proposal.next_class_at ? dayAfter(new Date(proposal.next_class_at), 0) : "";
  return { ...filled({ ...blank([proposal.student.id]), due }, proposal), feedbackId: feedback };
}

/**
 * @param {boolean} open @param {string} me @param {About} about
 * @returns {{ draft: Draft | null, failed: boolean, kept: boolean, change: (part: Partial<Draft>) => void, clear: () => Promise<void>, again: () => void }}
 */
export function useDraft(open, me, about) {
  const [draft, setDraft] = useState(/** @type {Draft | null} */ (null));
  const [kept, setKept] = useState(false);
  const [failed, setFailed] = useState(false);
  const touched = useRef(false);
  const place = placeOf(about);
  const begin = useCallback(async () => {
    setFailed(false);
    const left = touched.current ? null : await keptOf(place, me);
    const first = left ?? (await begun(about));
    setKept(left !== null);
    setFailed(first === null);
    setDraft(first);
  }, [place, me]);
  useEffect(() => {
    if (open && !draft) void begin();
  }, [open, begin]);
  useEffect(() => {
    if (touched.current && draft) void keep(place, me, isBlank(draft) ? null : draft);
  }, [draft, place, me]);
  const change = useCallback((/** @type {Partial<Draft>} */ part) => {
    touched.current = true;
    setDraft((before) => before && { ...before, ...part });
  }, []);
  const clear = useCallback(async () => {
    touched.current = false;
    await keep(place, me, null);
    setDraft(null);
    setKept(false);
  }, [place, me]);
  const again = useCallback(() => void clear().then(begin), [clear, begin]);
  return { draft, failed, kept, change, clear, again };
}

/** Whom one teaches and what one gives again, asked once the form opens. @param {boolean} open */
export function useChoices(open) {
  const [people, setPeople] = useState(/** @type {Person[] | null} */ (null));
  const [templates, setTemplates] = useState(/** @type {Template[]} */ ([]));
  const look = useCallback(() => void templatesOf().then(setTemplates), []);
  useEffect(() => {
    if (!open) return;
    void studentsOf().then(setPeople);
    look();
  }, [open, look]);
  return { people, templates, look };
}

/** The pieces of the one student that it is for. @param {string[]} students */
export function usePieces(students) {
  const [pieces, setPieces] = useState(/** @type {import("./draft.js").Piece[]} */ ([]));
  const alone = students.length === 1 ? (students[0] ?? "") : "";
  useEffect(() => {
    let wanted = true;
    setPieces([]);
    if (alone) void piecesOf(alone).then((found) => wanted && setPieces(found));
    return () => {
      wanted = false;
    };
  }, [alone]);
  return pieces;
}
