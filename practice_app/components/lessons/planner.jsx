// The planner: lessons of a week by the hour, or of a month by the day, moved by mouse, finger or keys. What is set down
// stays there until the server said what became of it (`answered` grows): then what it tells is shown.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { useDragging } from "./dragging.js";
import { Lesson, told } from "./lesson.jsx";
import { Month } from "./month.jsx";
import { byKey, daysFrom, same } from "./planning.js";
import { Week } from "./week.jsx";
import "./planner.css";

/** @typedef {import("./planning.js").Time} Time */
/** @typedef {import("./dragging.js").Held} Held */
/**
 * @typedef {{
 *   key: string, begins: string, minutes: number, status: string, name: string, mine: boolean, series: boolean,
 *   past: boolean, elsewhere: string, starts_at: string, place: string, made_up: boolean, makes_up: string,
 *   free: boolean, movable?: boolean,
 * }} Row a lesson; `elsewhere`: the other's zone, where its clocks say something else; `free`: on a day without lessons
 */
/** @typedef {{ id: string, first_day: string, last_day: string, title: string }} Free */
/**
 * @typedef {{
 *   rows: Row[], first: string, view: "week" | "month", today: string, zone: string, free: Free[], makes: boolean,
 *   answered: number, onOpen: (key: string) => void, onMove: (key: string, begins: string, minutes: number) => void,
 *   onMake: (begins: string, minutes: number) => void,
 * }} Props `makes`: whether the reader plans lessons; `answered`: how often the server said what became of a move
 */

/** @param {Row} row */
const isMovable = (row) => row.mine && row.status === "planned";

/** What is held, and what was set down and not answered yet. @param {Props} props */
function useHeld({ rows, answered, onMove, onMake }) {
  const [held, hold] = useState(/** @type {Held | null} */ (null));
  const [waits, setWaits] = useState(/** @type {Held | null} */ (null));
  // An answer ends the waiting, whatever it was.
  useEffect(() => setWaits(null), [answered, rows]);
  /** @param {Held} what @param {Time} first */
  const drop = (what, first) => {
    if (!what.key) onMake(what.begins, what.minutes);
    else if (!same(what, first)) {
      setWaits(what);
      onMove(what.key, what.begins, what.minutes);
    }
  };
  return { held, hold, drop, shown: held ?? waits };
}

/** By keys a lesson is moved step by step, and set down with Enter. @param {Props} props @param {ReturnType<typeof useHeld>} at */
function useKeys({ rows, view }, { held, hold, drop }) {
  const byKeys = useRef(false);
  const key = held?.key;
  const begins = held?.begins;
  useEffect(() => {
    if (byKeys.current && key && begins) focusOn(key);
  }, [key, begins]);
  /** @param {import("react").KeyboardEvent<HTMLElement>} event @param {Row} row */
  const onKeyDown = (event, row) => {
    const going = byKeys.current && held?.key === row.key ? held : null;
    if (going && (event.key === "Enter" || event.key === "Escape")) {
      event.preventDefault();
      byKeys.current = false;
      hold(null);
      const stored = rows.find((one) => one.key === row.key); // what is drawn stands where it is held
      if (event.key === "Enter" && stored) drop(going, stored);
      return;
    }
    const next =
      isMovable(row) &&
      !(event.altKey || event.ctrlKey || event.metaKey) &&
      byKey(going ?? row, event, view === "month");
    if (!next) return;
    event.preventDefault();
    byKeys.current = true;
    hold({ key: row.key, kind: "move", ...next });
  };
  /** Who goes elsewhere leaves it where it was. @param {import("react").FocusEvent<HTMLElement>} event */
  const onBlur = (event) => {
    const to = /** @type {HTMLElement | null} */ (event.relatedTarget);
    if (!byKeys.current || !to || to.dataset.key === key) return;
    byKeys.current = false;
    hold(null);
  };
  return { onKeyDown, onBlur, isMoving: Boolean(held && byKeys.current) };
}

/** @param {string} key */
const focusOn = (key) =>
  [...document.querySelectorAll("[data-key]")]
    .filter((one) => one instanceof HTMLElement && one.dataset.key === key)
    .forEach((one) => {
      /** @type {HTMLElement} */ (one).focus({ preventScroll: false });
    });

/** @param {Props} props */
export function Planner(props) {
  const { rows, first, view, today, free, zone, makes, onOpen } = props;
  const text = useText();
  const inMonth = view === "month";
  const at = useHeld(props);
  const keys = useKeys(props, at);
  const find = (/** @type {string} */ key) => {
    const row = rows.find((one) => one.key === key);
    return row && { ...row, movable: isMovable(row) };
  };
  const { box, dragged } = useDragging({ inMonth, makes, find, hold: at.hold, drop: at.drop });
  const days = daysFrom(first, inMonth ? 42 : 7);
  const moving = at.shown;
  const shown = rows.map((row) => (row.key === moving?.key ? { ...row, ...moving } : row));
  if (moving && !moving.key) shown.push(/** @type {Row} */ ({ ...NEW, ...moving, name: text.t("New lesson") }));
  const open = (/** @type {string} */ key) => {
    if (!dragged.current && key) onOpen(key);
    dragged.current = false;
  };
  /** @param {Row & { lane?: number, lanes?: number }} row */
  const lesson = (row) => (
    <Lesson
      key={row.key}
      {...{ row, zone, inMonth, open }}
      movable={isMovable(row)}
      moving={row.key === moving?.key}
      onKeyDown={(event) => keys.onKeyDown(event, row)}
      onBlur={keys.onBlur}
    />
  );
  const Shape = inMonth ? Month : Week;
  return (
    <div className="plan" data-view={view} data-testid="lessons">
      <Shape {...{ box, days, today, rows: shown, free, first, lesson, held: Boolean(at.held) }} />
      <p id="plan-keys" className="sr-only">
        {inMonth
          ? text.t("Arrow keys move the lesson by days and weeks. Enter keeps it there, Escape puts it back.")
          : text.t(
              "Arrow keys move the lesson by a quarter of an hour or a day, with Shift they make it longer or shorter. Enter keeps it there, Escape puts it back.",
            )}
      </p>
      <p className="sr-only" aria-live="assertive" data-testid="plan-says">
        {keys.isMoving && at.held ? told(at.held, text) : ""}
      </p>
    </div>
  );
}

const NEW = {
  ...{ status: "planned", mine: true, series: false, past: false, elsewhere: "", starts_at: "", place: "" },
  ...{ made_up: false, makes_up: "", free: false },
};
