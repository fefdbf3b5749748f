// A lesson is picked up, by the mouse at once, by a finger after a moment, and set down elsewhere; or drawn where there is none.
import { useEffect, useRef } from "react";
import { drawn, minutesOf, moved, resized, STEP, snapped } from "./planning.js";

/** @typedef {import("./planning.js").Time} Time */
/** @typedef {Time & { key: string, kind: "move" | "resize" | "make" }} Held `key` is empty for one that is drawn */
/** @typedef {{ day: string, minutes: number }} Spot where a pointer is */
/**
 * @typedef {{ from: Spot, at: { x: number, y: number }, held: Held, first: Time, id: number, on: boolean, timer?: number }} Drag
 * what is under way: where it began, what it was
 */

const MOVES_PX = 4;
const SLIPS_PX = 10;
const LONG_MS = 350;
const EDGE_PX = 36;
const BEGINS = "T16:00"; // in a month, where a day has no hours
const LASTS = 45;
const EDGE_STEP = 14;

/** Where a point is: on which day, at which of its minutes. @param {number} x @param {number} y @returns {Spot | null} */
function spotAt(x, y) {
  const place = document.elementFromPoint(x, y)?.closest("[data-day]");
  if (!(place instanceof HTMLElement)) return null;
  const { top, height } = place.getBoundingClientRect();
  return { day: place.dataset.day ?? "", minutes: ((y - top) / height) * 24 * 60 };
}

/** Days from one to another. @param {string} a @param {string} b */
const between = (a, b) => Math.round((Date.parse(b) - Date.parse(a)) / 86400000);

/** What is held, when the pointer is there. @param {Drag} drag @param {Spot} spot @param {boolean} inMonth @returns {Held} */
export function heldAt({ held, first, from }, spot, inMonth) {
  if (held.kind === "make" && inMonth) return { ...held, begins: `${spot.day}${first.begins.slice(10)}` };
  if (held.kind === "make") return { ...held, ...drawn(from.day, from.minutes, spot.minutes) };
  const by = snapped(spot.minutes - from.minutes);
  if (held.kind === "resize") return { ...held, ...resized(first, by) };
  const days = between(from.day, spot.day);
  const onGrid = snapped(minutesOf(first.begins) + by) - minutesOf(first.begins);
  return { ...held, ...moved(first, days, inMonth || !by ? 0 : onGrid) };
}

/** Goes on at the edge of what can be scrolled. @param {HTMLElement | null} box @param {number} x @param {number} y */
function scrollAtEdge(box, x, y) {
  if (!box) return;
  const { top, bottom, left, right } = box.getBoundingClientRect();
  if (y < top + EDGE_PX) box.scrollTop -= EDGE_STEP;
  if (y > Math.min(bottom, innerHeight) - EDGE_PX) box.scrollTop += EDGE_STEP;
  if (x < left + EDGE_PX) box.scrollLeft -= EDGE_STEP;
  if (x > right - EDGE_PX) box.scrollLeft += EDGE_STEP;
}

/**
 * @param {{
 *   inMonth: boolean, makes: boolean, find: (key: string) => (Time & { movable: boolean }) | undefined,
 *   hold: (held: Held | null) => void, drop: (held: Held, first: Time) => void,
 * }} told `makes`: whether one may be drawn where there is none
 */
export function useDragging(told) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const drag = useRef(/** @type {Drag | null} */ (null));
  const dragged = useRef(false);
  const now = useRef(told);
  now.current = told;

  useEffect(() => {
    const place = box.current;
    if (!place) return undefined;
    const stop = () => {
      if (drag.current) clearTimeout(drag.current.timer);
      drag.current = null;
      now.current.hold(null);
    };
    const lift = () => {
      if (!drag.current) return;
      drag.current.on = true;
      dragged.current = true;
      if (drag.current.timer) navigator.vibrate?.(8);
      now.current.hold(drag.current.held);
    };
    const down = (/** @type {PointerEvent} */ event) => {
      if (event.button || drag.current) return;
      dragged.current = false;
      drag.current = begun(event, now.current);
      if (drag.current && event.pointerType === "touch") drag.current.timer = window.setTimeout(lift, LONG_MS);
    };
    const move = (/** @type {PointerEvent} */ event) => {
      const going = drag.current;
      if (!going || event.pointerId !== going.id) return;
      const far = Math.hypot(event.clientX - going.at.x, event.clientY - going.at.y);
      if (!going.on && going.timer) return far > SLIPS_PX ? stop() : undefined;
      if (!going.on && far > MOVES_PX) lift();
      if (!going.on) return undefined;
      scrollAtEdge(place, event.clientX, event.clientY);
      const spot = spotAt(event.clientX, event.clientY);
      if (spot) going.held = heldAt(going, spot, now.current.inMonth);
      return now.current.hold(going.held);
    };
    const up = (/** @type {PointerEvent} */ event) => {
      const going = drag.current;
      if (!going || event.pointerId !== going.id) return;
      stop();
      if (going.on) now.current.drop(going.held, going.first);
      else if (going.held.kind === "make" && event.pointerType !== "touch") now.current.drop(going.held, going.first);
    };
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape" && drag.current?.on) stop();
    };
    // A finger that holds a lesson moves it, and not the page under it.
    const still = (/** @type {Event} */ event) => {
      if (drag.current?.on && event.cancelable) event.preventDefault();
    };
    const listens = /** @type {[EventTarget, string, any, any?][]} */ ([
      [place, "pointerdown", down],
      [window, "pointermove", move],
      [window, "pointerup", up],
      [window, "pointercancel", stop],
      [window, "keydown", key],
      [place, "touchmove", still, { passive: false }],
      [place, "contextmenu", still],
    ]);
    for (const [on, name, listener, how] of listens) on.addEventListener(name, listener, how);
    return () => {
      for (const [on, name, listener] of listens) on.removeEventListener(name, listener);
    };
  }, []);
  return { box, dragged };
}

/** What a pointer takes hold of; nothing where there is nothing for it. @param {PointerEvent} event @param {Parameters<typeof useDragging>[0]} told @returns {Drag | null} */
function begun(event, { find, makes, inMonth }) {
  const target = /** @type {Element} */ (event.target);
  const from = spotAt(event.clientX, event.clientY);
  const place = target.closest("[data-key]");
  const at = { x: event.clientX, y: event.clientY };
  if (!from) return null;
  if (place instanceof HTMLElement) {
    const key = place.dataset.key ?? "";
    const row = find(key);
    if (!row?.movable) return null;
    const first = { begins: row.begins, minutes: row.minutes };
    const kind = target.closest("[data-resize]") ? "resize" : "move";
    return { from, at, first, held: { key, kind, ...first }, id: event.pointerId, on: false };
  }
  if (!makes || target.closest("[data-no-lesson]")) return null;
  const first = inMonth ? { begins: `${from.day}${BEGINS}`, minutes: LASTS } : slotOf(from);
  return { from, at, first, held: { key: "", kind: "make", ...first }, id: event.pointerId, on: false };
}

/** The quarter of an hour in which a pointer is. @param {Spot} spot @returns {Time} */
const slotOf = ({ day, minutes }) => ({ ...drawn(day, minutes, minutes + STEP), minutes: LASTS });
