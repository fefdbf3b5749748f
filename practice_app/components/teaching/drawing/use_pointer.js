// @ts-check
// A stroke as it is drawn: by dragging, by two taps, or with keys.
import { useRef, useState } from "react";
import { movedBy, pointAt } from "./geometry.js";
import { extended, finished, seen } from "./strokes.js";

/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./geometry.js").Size} Size */
/** @typedef {import("./strokes.js").Stroke} Stroke */
/** @typedef {import("./strokes.js").Tool} Tool */
/** @typedef {import("react").PointerEvent<HTMLElement>} Pointed */

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const STEP = 0.01; // of the picture's width, with Shift five times that
const MIDDLE = [0.5, 0.5];

/** How hard the pen is pressed, where that can be told: a mouse always says a half. @param {PointerEvent} event @returns {Point} */
const pressedBy = ({ pointerType, pressure }) =>
  pointerType === "mouse" || !pressure ? [0.5] : [Math.round(pressure * 100) / 100];

/** All that the pointer went through since it was told last. @param {Pointed} event @returns {Point[]} */
function wayOf(event) {
  const box = event.currentTarget.getBoundingClientRect();
  const native = event.nativeEvent;
  const all = native.getCoalescedEvents?.() ?? [];
  return (all.length ? all : [native]).map((one) => [...pointAt(box, one.clientX, one.clientY), ...pressedBy(one)]);
}

/**
 * @param {{ tool: Tool, color: string, picture: Size, onDrawn: (stroke: Stroke) => void }} with
 * @returns what is drawn just now, where the cross of the keys is, and what the surface listens with
 */
export function usePointer({ tool, color, picture, onDrawn }) {
  const stroke = useRef(/** @type {Stroke | null} */ (null));
  const pointer = useRef(/** @type {number | null} the one that draws */ (null));
  const pen = useRef(false); // then a hand that lies on the glass draws nothing
  const [current, setCurrent] = useState(/** @type {Stroke | null} */ (null));
  const [cross, setCross] = useState(/** @type {Point | null} */ (null));
  /** @param {Stroke | null} next */
  const show = (next) => {
    stroke.current = next;
    setCurrent(next);
  };
  /** @param {Point} point */
  const begin = (point) => show({ tool, color, points: [tool === "pen" ? point : point.slice(0, 2)] });
  /** @param {Point[]} points */
  const go = (points) => stroke.current && show(extended(stroke.current, points));
  const drop = () => {
    pointer.current = null;
    show(null);
  };
  /** Keep it when there is something to see; the first of two taps waits for the second. @param {boolean} waits */
  const end = (waits) => {
    pointer.current = null;
    const done = stroke.current;
    if (!done) return;
    if (seen(done, picture)) onDrawn(finished(done, picture));
    else if (waits) return;
    show(null);
  };
  /** @param {Pointed} event */
  const onPointerDown = (event) => {
    if (event.pointerType === "pen") pen.current = true;
    if (pointer.current !== null || event.button > 0 || (pen.current && event.pointerType === "touch")) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointer.current = event.pointerId;
    setCross(null);
    if (stroke.current) go(wayOf(event));
    else begin(wayOf(event)[0]);
  };
  /** @param {Pointed} event */
  const onPointerMove = (event) => {
    const second = pointer.current === null && event.pointerType === "mouse"; // between two taps
    if (event.pointerId === pointer.current || second) go(wayOf(event));
  };
  /** @param {Pointed} event */
  const onPointerUp = (event) => {
    if (event.pointerId !== pointer.current) return;
    const tapped = stroke.current?.points.length === 1 || (stroke.current && !seen(stroke.current, picture));
    end(Boolean(tapped));
  };
  /** @param {Pointed} event */
  const onPointerCancel = (event) => event.pointerId === pointer.current && drop();
  /** @param {import("react").KeyboardEvent} event whether it meant something */
  const onKey = ({ key, shiftKey }) => {
    const at = cross ?? MIDDLE;
    const way = WAYS[key];
    if (way) {
      const by = STEP * (shiftKey ? 5 : 1);
      const next = movedBy(at, way[0] * by, (way[1] * by * picture.width) / picture.height);
      setCross(next);
      go([[...next, 0.5]]);
    } else if (key === "Enter" || key === " ") {
      setCross(at);
      if (stroke.current) end(false);
      else begin([...at, 0.5]);
    } else if (key === "Escape" && stroke.current) drop();
    else return false;
    return true;
  };
  return { current, cross, drop, onKey, surface: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } };
}
