// @ts-check
// The films of what is being written: each on its way, there, or waiting on this device for another try.
import { useEffect, useRef, useState } from "react";
import { newId } from "../outbox/ids.js";
import { filmsIn, forget, hindrance, keep, kept, lengthOf, sendFilm, tidy } from "./films.js";

/** @typedef {{ state: "sending" | "waits" | "there", far: number, why: string }} Going */
/** @typedef {import("./films.js").Kept} Kept */

/** @param {string} written @param {(id: string) => void} onAdd is told of a film to be put into the text */
export function useFilms(written, onAdd) {
  const [going, setGoing] = useState(/** @type {Record<string, Going>} */ ({}));
  const here = useRef(/** @type {Map<string, Kept>} */ (new Map()));
  const asked = useRef(/** @type {Set<string>} */ (new Set()));
  const leaves = useRef(new AbortController());
  const named = filmsIn(written);
  const say = (/** @type {string} */ id, /** @type {Partial<Going>} */ more) =>
    setGoing((all) => ({ ...all, [id]: { ...{ state: "sending", far: 0, why: "" }, ...all[id], ...more } }));
  const run = async (/** @type {string} */ id) => {
    const film = here.current.get(id);
    if (!film) return;
    say(id, { state: "sending", why: "" });
    const sent = await sendFilm(id, film, (far) => say(id, { far }), leaves.current.signal);
    if (leaves.current.signal.aborted) return;
    if ("wrong" in sent) return say(id, { state: "waits", why: sent.wrong });
    here.current.delete(id);
    say(id, { state: "there", far: 1 });
    await forget(id);
  };
  const add = async (/** @type {File} */ file) => {
    const seconds = await lengthOf(file);
    const why = hindrance(file, seconds);
    if (why) return why;
    const id = newId();
    const film = { blob: file, at: Date.now(), seconds };
    here.current.set(id, film);
    asked.current.add(id);
    await keep(id, film);
    onAdd(id);
    void run(id);
    return "";
  };
  const drop = (/** @type {string} */ id) => {
    here.current.delete(id);
    void forget(id);
    void fetch(`/api/v1/forum/films/${id}`, { method: "DELETE" }).catch(() => undefined);
  };
  useEffect(() => {
    leaves.current = new AbortController();
    void tidy();
    return () => leaves.current.abort();
  }, []);
  useEffect(() => {
    for (const id of named) {
      if (asked.current.has(id)) continue;
      asked.current.add(id);
      void kept(id).then((film) => {
        if (!film || leaves.current.signal.aborted) return;
        here.current.set(id, film);
        void run(id);
      });
    }
  }, [named.join()]);
  useEffect(() => {
    const again = () => {
      for (const id of here.current.keys()) if (going[id]?.state === "waits") void run(id);
    };
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  });
  return { films: named.filter((id) => going[id]).map((id) => ({ id, ...going[id] })), add, again: run, drop };
}
