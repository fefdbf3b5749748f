// @ts-check
// A comment that is being written. It is kept on the device with each letter: a reload loses nothing.
import { useCallback, useEffect, useRef, useState } from "react";
import { newId } from "../../outbox/ids.js";
import { keep, keptOf } from "./kept.js";

/** @typedef {import("./moments.js").Draft} Draft */

/** @returns {Draft} */
const blank = () => ({ id: newId(), text: "", rating: 0, moment: null, drawing: null });
/** @param {Draft} draft */
export const isBlank = ({ text, rating, moment, drawing }) => !text.trim() && !rating && !moment && !drawing;

/**
 * @param {string} take @param {string} me
 * @returns {{ draft: Draft, found: boolean, change: (part: Partial<Draft>) => void, clear: () => void }} `found`: it was kept before
 */
export function useDraft(take, me) {
  const [draft, setDraft] = useState(blank);
  const [found, setFound] = useState(false);
  const touched = useRef(false);
  useEffect(() => {
    let wanted = true;
    void keptOf(take, me).then((kept) => {
      if (!wanted || !kept || touched.current) return;
      setDraft({ ...blank(), ...kept });
      setFound(true);
    });
    return () => {
      wanted = false;
    };
  }, [take, me]);
  useEffect(() => {
    if (touched.current) void keep(take, me, isBlank(draft) ? null : draft);
  }, [draft, take, me]);
  const change = useCallback((/** @type {Partial<Draft>} */ part) => {
    touched.current = true;
    setDraft((before) => ({ ...before, ...part }));
  }, []);
  const clear = useCallback(() => {
    touched.current = true;
    setDraft(blank());
  }, []);
  return { draft, found, change, clear };
}
