// @ts-check
// What somebody wrote, as elements: see written.js.
import { createElement, useEffect, useMemo, useRef } from "react";
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

/**
 * With `anchor` it is what an address that ends in #anchor is about: whoever comes by that is led to it once it is there.
 * @param {{ html: string, handle?: string, anchor?: string }} props
 */
export function Written({ html, handle, anchor }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const pieces = useMemo(() => read(html), [html]);
  useEffect(() => {
    if (!anchor || location.hash !== `#${anchor}`) return;
    place.current?.scrollIntoView({ block: "center" });
    place.current?.focus({ preventScroll: true });
  }, [anchor]);
  return (
    <div className="written" data-testid={handle} id={anchor} ref={place} tabIndex={anchor ? -1 : undefined}>
      {drawn(pieces)}
    </div>
  );
}
