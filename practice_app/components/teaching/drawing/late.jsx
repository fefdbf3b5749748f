// @ts-check
// Drawing and what was drawn, fetched when somebody draws or something is drawn: a pen's outline takes much script.
import { later } from "../../ui/later.jsx";

/** @typedef {import("./strokes.js").Drawing} Drawing */
/** @typedef {import("./moments.js").Place & { id: string }} Drawn */

export const DrawingBoard = later(() => import("./board.jsx").then((part) => part.DrawingBoard));

const Layer = later(() => import("./layer.jsx").then((part) => part.DrawingLayer));
const Said = later(() => import("./said.jsx").then((part) => part.SaidDrawings));

/** @param {{ drawing: Drawing | null, recording: string, at: number, handle?: string }} props as in layer.jsx */
export const DrawingLayer = (props) => (props.drawing?.strokes?.length ? <Layer {...props} /> : null);

/** @param {{ drawn: Drawn[], handle?: string }} props as in said.jsx */
export const SaidDrawings = (props) => (props.drawn.length ? <Said {...props} /> : null);
