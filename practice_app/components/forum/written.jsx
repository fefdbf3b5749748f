// @ts-check
// What somebody wrote, as elements: see written.js.
import { createElement, useEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { Film } from "./film.jsx";
import { Moment } from "./moment.jsx";
import { styledByProperty } from "./styled.js";
import { notation, read, titleOf, withoutDirectives } from "./written.js";

/** Between the rows of a table stands nothing but rows. */
const BARE = new Set(["table", "thead", "tbody", "tr", "ul", "ol"]);

/** What an element is by which the server marks a place: whose it is, and the words that stand there. @param {import("./written.js").Element} piece @param {number} key @param {number} films */
function placed({ props, children }, key, films) {
  const words = String(children[0] ?? "");
  if (props["data-moment"]) return createElement(Moment, { key, moment: props["data-moment"], words });
  if (props["data-film"]) return createElement(Film, { key, film: props["data-film"], words, changes: films });
  return null;
}

/** @param {import("./written.js").Piece[]} pieces @param {number} films @param {string} inside @returns {any[]} */
const drawn = (pieces, films, inside = "") =>
  pieces
    .filter((piece) => !(typeof piece === "string" && BARE.has(inside) && !piece.trim()))
    .map((piece, key) =>
      typeof piece === "string"
        ? piece
        : notation(piece)
          ? createElement(Score, { key, text: notation(piece) })
          : (placed(piece, key, films) ??
            createElement(
              piece.tag,
              { ...piece.props, key },
              ...(piece.children.length ? drawn(piece.children, films, piece.tag) : []),
            )),
    );

const WIDEST = 640;
/** Notes as large as on paper: what has no room on a line goes on below. */
const HOW = {
  responsive: "resize",
  paddingleft: 0,
  paddingright: 0,
  wrap: { minSpacing: 1.6, maxSpacing: 2.7, preferredMeasuresPerLine: 4 },
};

/** It would put a `<style>` for dragging notes about, which nobody does here and our policy refuses. */
const noStyles = () => {};

/**
 * Music as somebody wrote it in ABC, drawn once what draws it has come; until then, and where it can't be, as text.
 * @param {{ text: string }} props
 */
function Score({ text }) {
  const { t } = useText();
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [drawnUp, setDrawnUp] = useState(false);
  useEffect(() => {
    let here = true;
    Promise.all([import("abcjs/src/api/abc_tunebook_svg.js"), import("abcjs/src/write/svg.js")])
      .then(([{ default: renderAbc }, { default: Svg }]) => {
        Svg.prototype.insertStyles = noStyles;
        const div = place.current;
        if (!here || !div) return;
        const room = div.parentElement?.clientWidth ?? WIDEST;
        const staffwidth = Math.min(Math.max(room, 280), WIDEST);
        styledByProperty(() => renderAbc(div, withoutDirectives(text), { ...HOW, staffwidth }));
        setDrawnUp(!!div.querySelector("svg path"));
      })
      .catch(() => setDrawnUp(false));
    return () => {
      here = false;
    };
  }, [text]);
  const source = (
    <pre>
      <code>{text}</code>
    </pre>
  );
  const title = titleOf(text);
  return (
    <figure className="written-score" data-testid="forum-score">
      <div
        ref={place}
        role="img"
        aria-label={title ? t("Music: {title}", { title }) : t("A line of music")}
        hidden={!drawnUp}
      />
      {drawnUp ? (
        <details>
          <summary>{t("As text")}</summary>
          {source}
        </details>
      ) : (
        source
      )}
    </figure>
  );
}

/**
 * With `anchor` it is what an address that ends in #anchor is about: whoever comes by that is led to it once it is there.
 * `films` grows when a film is ready.
 * @param {{ html: string, handle?: string, anchor?: string, films?: number }} props
 */
export function Written({ html, handle, anchor, films = 0 }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const pieces = useMemo(() => read(html), [html]);
  useEffect(() => {
    if (!anchor || location.hash !== `#${anchor}`) return;
    place.current?.scrollIntoView({ block: "center" });
    place.current?.focus({ preventScroll: true });
  }, [anchor]);
  return (
    <div className="written" data-testid={handle} id={anchor} ref={place} tabIndex={anchor ? -1 : undefined}>
      {drawn(pieces, films)}
    </div>
  );
}
