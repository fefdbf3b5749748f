// @ts-check
// What was said about a take: looked at when the page is told that it is otherwise; taken back after a while in which one
// may think again.
import { useCallback, useEffect, useRef, useState } from "react";
import { renewed, withOne } from "./moments.js";
import { saidOf, takeBack } from "./talk.js";

/** @typedef {import("./moments.js").Comment} Comment */
const AGAIN_MS = 5000;

/** @param {string} take @param {number} changed */
export function useSaid(take, changed) {
  const [all, setAll] = useState(/** @type {Comment[] | null} */ (null));
  const [gone, setGone] = useState(/** @type {Comment | null} */ (null));
  const leaving = useRef(/** @type {Comment | null} */ (null));
  const look = useCallback(async () => {
    const now = await saidOf(take);
    if (now) setAll((before) => renewed(before ?? [], now));
    return now !== null;
  }, [take]);
  useEffect(() => {
    let again = 0;
    let wanted = true;
    const ask = async () => {
      const known = await look();
      if (!known && wanted) again = window.setTimeout(ask, AGAIN_MS);
    };
    void ask();
    return () => {
      wanted = false;
      clearTimeout(again);
    };
  }, [look, changed]);

  const put = useCallback((/** @type {Comment} */ one) => setAll((before) => withOne(before ?? [], one)), []);
  const settle = useCallback(() => {
    const one = leaving.current;
    leaving.current = null;
    setGone(null);
    if (!one) return;
    setAll((before) => (before ?? []).filter(({ id }) => id !== one.id));
    void takeBack(one.id).then(look);
  }, [look]);
  const remove = useCallback(
    (/** @type {Comment} */ one) => {
      settle();
      leaving.current = one;
      setGone(one);
    },
    [settle],
  );
  const restore = useCallback(() => {
    leaving.current = null;
    setGone(null);
  }, []);
  useEffect(() => {
    addEventListener("pagehide", settle);
    return () => {
      removeEventListener("pagehide", settle);
      settle();
    };
  }, [settle]);
  return { all, gone, put, look, remove, restore, settle };
}
