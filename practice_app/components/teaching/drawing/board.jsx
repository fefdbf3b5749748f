// Drawing on the frame that a film stands at: a surface over its picture, and the tools below it.
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "../../../i18n.js";
import { angleOf, lineWidth } from "./geometry.js";
import { begun, COLORS, cleared, drawn, redone, TOOLS, told, undone } from "./strokes.js";
import { degreesIn, Strokes } from "./strokes.jsx";
import { Tools } from "./tools.jsx";
import { useFilm } from "./use_film.js";
import { usePointer } from "./use_pointer.js";
import "./drawing.css";

/** @typedef {import("./geometry.js").Size} Size */
/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./strokes.js").Drawing} Drawing */
/** @typedef {import("./strokes.js").History} History */
/** @typedef {import("./use_film.js").Film & { picture: Size }} Shown a film whose picture is there */

/** Where keys draw. @param {{ at: Point | null, picture: Size }} props */
function Cross({ at, picture }) {
  if (!at) return null;
  const [x, y, arm] = [at[0] * picture.width, at[1] * picture.height, lineWidth(picture) * 2.5];
  const d = `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`;
  return (
    <>
      <path d={d} stroke="#fff" strokeWidth={lineWidth(picture)} />
      <path d={d} stroke="#1f1a14" strokeWidth={lineWidth(picture) * 0.4} data-testid="drawing-cross" />
    </>
  );
}

/** What was drawn, and what leads back and on; whoever asked is told of each change. @param {Drawing | null} drawing @param {Size} picture @param {(drawing: Drawing | null) => void} onChange */
function useHistory(drawing, picture, onChange) {
  const [history, setHistory] = useState(() => begun(drawing?.strokes));
  const [full, setFull] = useState(false);
  /** @param {History} next */
  const change = (next) => {
    setHistory(next);
    setFull(false);
    if (next !== history) onChange(told(next, picture));
  };
  /** @param {import("./strokes.js").Stroke} stroke */
  const add = (stroke) => {
    const next = drawn(history, stroke);
    change(next);
    setFull(next === history);
  };
  return { history, full, change, add };
}

/** @param {{ film: Shown, drawing: Drawing | null, onChange: (drawing: Drawing | null) => void, onDone: () => void }} props */
function Board({ film, drawing, onChange, onDone }) {
  const text = useText();
  const { picture, box } = film;
  const surface = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [tool, setTool] = useState(TOOLS[0]);
  const [color, setColor] = useState(COLORS[0]);
  const { history, full, change, add } = useHistory(drawing, picture, onChange);
  const pointer = usePointer({ tool, color, picture, onDrawn: add });
  const { current, cross } = pointer;
  useEffect(() => {
    film.video.pause();
    film.video.addEventListener("play", onDone, { once: true });
    film.place.toggleAttribute("data-draws", true);
    film.place.scrollIntoView({ block: "nearest" });
    surface.current?.focus({ preventScroll: true });
    return () => {
      film.video.removeEventListener("play", onDone);
      film.place.toggleAttribute("data-draws", false);
    };
  }, []);
  /** @param {import("react").KeyboardEvent} event */
  const onKeyDown = (event) => {
    const { key, shiftKey } = event;
    event.stopPropagation(); // the player's keys would lead away from the frame
    const command = event.ctrlKey || event.metaKey;
    if (command && key.toLowerCase() === "z") change(shiftKey ? redone(history) : undone(history));
    else if (command && key.toLowerCase() === "y") change(redone(history));
    else if (command || event.altKey) return;
    else if (event.target === surface.current && pointer.onKey(event)) surface.current?.focus();
    else if (key === "Escape") onDone();
    else return;
    event.preventDefault();
  };
  const line = current?.tool === "line" && current.points.length > 1 ? current.points : null;
  const strokes = current ? [...history.strokes, current] : history.strokes;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is in it: taking back, and leaving
    <div className="drawing-board" onKeyDown={onKeyDown} data-testid="drawing-board">
      <div
        ref={surface}
        className="drawing-over drawing-surface"
        style={box}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys draw on it
        tabIndex={0}
        aria-label={text.t(
          "The picture: draw on it, or move a cross with the arrow keys; Enter begins a stroke and ends it.",
        )}
        data-testid="drawing-surface"
        onContextMenu={(event) => event.preventDefault()}
        {...pointer.surface}
      >
        <Strokes strokes={strokes} picture={picture} text={text}>
          <Cross at={cross} picture={picture} />
        </Strokes>
      </div>
      <Tools
        {...{ tool, color, text, onDone }}
        onTool={(next) => {
          pointer.drop();
          setTool(next);
        }}
        onColor={setColor}
        canUndo={history.strokes.length > 0 || history.before.length > 0}
        canRedo={history.after.length > 0}
        empty={!history.strokes.length}
        onUndo={() => change(undone(history))}
        onRedo={() => change(redone(history))}
        onClear={() => change(cleared(history))}
      />
      <p className="drawing-said quiet text-sm" role="status" data-testid="drawing-said">
        {full
          ? text.t("This drawing is full. Take something back, or draw the rest in a second comment.")
          : line
            ? text.t("{angle} to the horizontal", { angle: degreesIn(angleOf(line[0], line[1], picture), text) })
            : tool === "pen"
              ? text.t("Draw on the picture.")
              : text.t("Drag over the picture, or tap where it begins and where it ends.")}
      </p>
    </div>
  );
}

/**
 * Draws nothing while the player has no picture. The film is paused when it opens, and should stay where it is.
 * @param {{
 *   drawing: Drawing | null, onChange: (drawing: Drawing | null) => void, onDone: () => void, handle?: string,
 * }} props `drawing`: what is there to begin with; `onChange`: what there is after each stroke, null for nothing
 */
export function DrawingBoard({ drawing, onChange, onDone, handle = "session-player" }) {
  const film = useFilm(handle);
  if (!film?.picture) return null;
  return createPortal(<Board film={/** @type {Shown} */ (film)} {...{ drawing, onChange, onDone }} />, film.place);
}
