// @ts-check
// What somebody wrote, as elements: see written.js.
import { createElement, useMemo } from "react";
import { Moment } from "./moment.jsx";
import { read } from "./written.js";

/** Between the rows of a table stands nothing but rows. */
const BARE = new Set(["table", "thead", "tbody", "tr", "ul", "ol"]);

/** @param {import("./written.js").Piece[]} pieces @param {string} inside @returns {any[]} */
const drawn = (pieces, inside = "") =>
  pieces
    .filter((piece) => !(typeof piece === "string" && BARE.has(inside) && !piece.trim()))
    .map((piece, key) =>
      typeof piece === "string"
        ? piece
        : piece.props["data-moment"]
          ? createElement(Moment, { key, moment: piece.props["data-moment"], words: String(piece.children[0] ?? "") })
          : createElement(
              piece.tag,
              { ...piece.props, key },
              ...(piece.children.length ? drawn(piece.children, piece.tag) : []),
            ),
    );

/** @param {{ html: string, handle?: string }} props */
export function Written({ html, handle }) {
  const pieces = useMemo(() => read(html), [html]);
  return (
    <div className="written" data-testid={handle}>
      {drawn(pieces)}
    </div>
  );
}
