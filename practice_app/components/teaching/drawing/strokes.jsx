// Strokes over a picture: each in its colour with a white edge, so that it is seen on any; lines with their angle.
import { memo } from "react";
import { lineWidth } from "./geometry.js";
import { penPath } from "./outline.js";
import { arrowPath, circlePath, labelOf, linePath } from "./shapes.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./geometry.js").Size} Size */
/** @typedef {import("./strokes.js").Stroke} Stroke */

const PATHS = { arrow: arrowPath, line: linePath, circle: circlePath };

/** @param {number} degrees @param {Text} text */
export const degreesIn = (degrees, text) => `${text.number(Math.round(degrees), { maximumFractionDigits: 0 })}°`;

/** @param {{ stroke: Stroke, picture: Size, text: Text }} props */
function Label({ stroke, picture, text }) {
  const { degrees, size, x, y } = labelOf(stroke, picture);
  return (
    <text
      x={x}
      y={y}
      fontSize={size}
      fill={stroke.color}
      stroke="#fff"
      strokeWidth={size / 5}
      paintOrder="stroke"
      textAnchor="middle"
      data-testid="drawing-angle"
    >
      {degreesIn(degrees, text)}
    </text>
  );
}

const One = memo(
  /** @param {{ stroke: Stroke, picture: Size, text: Text }} props */
  function One({ stroke, picture, text }) {
    const { tool, color, points } = stroke;
    const width = lineWidth(picture);
    if (tool === "pen")
      return (
        <path d={penPath(points, picture)} fill={color} stroke="#fff" strokeWidth={width * 0.8} paintOrder="stroke" />
      );
    if (points.length < 2) return null;
    const d = PATHS[tool](points, picture);
    return (
      <>
        <path d={d} fill="none" stroke="#fff" strokeWidth={width * 1.8} />
        <path d={d} fill="none" stroke={color} strokeWidth={width} />
        {tool === "line" ? <Label stroke={stroke} picture={picture} text={text} /> : null}
      </>
    );
  },
);

/**
 * @param {{ strokes: Stroke[], picture: Size, text: Text, label?: string, children?: import("react").ReactNode }} props
 *   `label` for who does not see it; without one it is silent
 */
export function Strokes({ strokes, picture, text, label, children }) {
  return (
    <svg
      className="drawing-picture"
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      preserveAspectRatio="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      role="img"
      aria-label={label}
      aria-hidden={!label}
    >
      {strokes.map((stroke, i) => (
        <One key={i} stroke={stroke} picture={picture} text={text} />
      ))}
      {children}
    </svg>
  );
}
