// What was drawn on a film, shown over its picture at its moment, wherever on the page the film is.
import { createPortal } from "react-dom";
import { useText } from "../../../i18n.js";
import { angleOf } from "./geometry.js";
import { near } from "./moments.js";
import { degreesIn, Strokes } from "./strokes.jsx";
import { useFilm, useStands } from "./use_film.js";
import "./drawing.css";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./strokes.js").Drawing} Drawing */

/** @param {Drawing} drawing @param {Text} text */
function saidOf(drawing, text) {
  const lines = drawing.strokes.filter(({ tool }) => tool === "line");
  const angles = lines.map(({ points }) => degreesIn(angleOf(points[0], points[points.length - 1], drawing), text));
  const drawn = text.t("Drawn on the picture");
  return angles.length ? `${drawn}: ${angles.join(", ")}` : drawn;
}

/**
 * Shows nothing while the film is elsewhere, plays on, or plays another recording.
 * @param {{ drawing: Drawing | null, recording: string, at: number, handle?: string }} props
 *   `at`: a second of the whole recording, as comments tell it; `handle`: which of the page's players
 */
export function DrawingLayer({ drawing, recording, at, handle = "session-player" }) {
  const text = useText();
  const film = useFilm(drawing?.strokes?.length ? handle : "", drawing ?? undefined);
  const stands = useStands(film);
  if (!drawing || !film || !near({ recording, at }, stands)) return null;
  return createPortal(
    <div className="drawing-over drawing-shown" style={film.box} data-testid="drawing-layer">
      <Strokes strokes={drawing.strokes} picture={drawing} text={text} label={saidOf(drawing, text)} />
    </div>,
    film.place,
  );
}
