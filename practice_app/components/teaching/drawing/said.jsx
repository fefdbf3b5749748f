// What teachers drew on the takes of a session, each over the film when that stands at its moment.
import { useEffect, useState } from "react";
import { saidOf } from "../review/talk.js";
import { DrawingLayer } from "./layer.jsx";
import { nearest } from "./moments.js";
import { useFilm, useStands } from "./use_film.js";

/** @typedef {import("./strokes.js").Drawing} Drawing */
/** @typedef {import("./moments.js").Place & { id: string }} Drawn */

/** What was drawn on a recording, by the comment's id; asked for when the film stands at one. @param {string} recording @param {Drawn[]} drawn */
function useDrawings(recording, drawn) {
  const [found, setFound] = useState(/** @type {Map<string, Drawing>} */ (new Map()));
  const ids = drawn.map(({ id }) => id).join(" ");
  useEffect(() => {
    if (!recording) return undefined;
    let wanted = true;
    void saidOf(recording).then((said) => {
      if (!wanted || !said) return;
      const there = said.flatMap(({ id, drawing }) =>
        drawing ? [/** @type {[string, Drawing]} */ ([id, drawing])] : [],
      );
      setFound((before) => new Map([...before, ...there]));
    });
    return () => {
      wanted = false;
    };
  }, [recording, ids]);
  return found;
}

/** @param {{ drawn: Drawn[], handle?: string }} props `drawn`: which comments have a drawing, and where */
export function SaidDrawings({ drawn, handle = "session-player" }) {
  const film = useFilm(drawn.length ? handle : "");
  const here = nearest(drawn, useStands(film));
  const found = useDrawings(here?.recording ?? "", drawn);
  const drawing = here && found.get(here.id);
  return drawing ? (
    <DrawingLayer key={here.id} drawing={drawing} {...{ handle }} recording={here.recording} at={here.at} />
  ) : null;
}
