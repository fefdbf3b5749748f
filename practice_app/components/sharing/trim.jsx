// From where to where others see a recording: its outline with a handle at either end, by pointer or keys.
import { useEffect, useRef, useState } from "react";
import { formatClock, useText } from "../../i18n.js";
import { keyed, moved, outlinePath, whole } from "./trimming.js";

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./trimming.js").Part} Part */
/** @typedef {{ id: string, duration_s: number, trimmed: boolean, trim_start_s: number, trim_end_s: number }} Take */

/** How loud it is over time; nothing where that can't be had. @param {string} id @returns {Promise<number[]>} */
async function peaksOf(id) {
  try {
    const { renditions } = await (await fetch(`/api/v1/recordings/${id}`)).json();
    return renditions.waveform_url ? (await (await fetch(renditions.waveform_url)).json()).peaks : [];
  } catch {
    return [];
  }
}

/** Tenths of seconds, for an end is put that exactly. @param {number} second @param {Text} text */
const exact = (second, text) =>
  `${formatClock(Math.floor(second + 1e-6))}${text.number(second % 1, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).slice(1)}`;

/**
 * @param {{ end: "start" | "end", part: Part, length: number, text: Text, onMove: (second: number) => void, secondAt: (x: number) => number }} props
 */
function Handle({ end, part, length, text, onMove, secondAt }) {
  const at = part[end];
  /** @param {import("react").KeyboardEvent} event */
  const onKeyDown = (event) => {
    const to = keyed(at, event.key, length);
    if (to === null) return;
    event.preventDefault();
    onMove(to);
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      className={`trim-handle trim-handle-${end}`}
      style={{ left: `${(at / length) * 100}%` }}
      aria-label={end === "start" ? text.t("Others see it from") : text.t("Others see it up to")}
      aria-valuemin={0}
      aria-valuemax={length}
      aria-valuenow={at}
      aria-valuetext={exact(at, text)}
      data-testid={`trim-${end}`}
      onKeyDown={onKeyDown}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={({ currentTarget, pointerId, clientX }) => {
        if (currentTarget.hasPointerCapture(pointerId)) onMove(secondAt(clientX));
      }}
    />
  );
}

/** @param {{ take: Take, onTrim: (id: string, start: number, end: number) => void, onWhole: (id: string) => void }} props */
export function Trim({ take, onTrim, onWhole }) {
  const text = useText();
  const { id, duration_s: length, trim_start_s: start, trim_end_s: end } = take;
  const line = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [part, setPart] = useState({ start, end });
  const [path, setPath] = useState("");
  useEffect(() => setPart({ start, end }), [start, end]);
  useEffect(() => {
    const folded = line.current?.closest("details");
    const draw = () => void peaksOf(id).then((peaks) => setPath(outlinePath(peaks)));
    if (!folded || folded.open) return draw();
    folded.addEventListener("toggle", draw, { once: true });
    return () => folded.removeEventListener("toggle", draw);
  }, [id]);
  /** @param {number} x */
  const secondAt = (x) => {
    const box = line.current?.getBoundingClientRect();
    return box ? ((x - box.left) / box.width) * length : 0;
  };
  const ends = /** @type {("start" | "end")[]} */ (["start", "end"]);
  const changed = Math.abs(part.start - start) > 0.001 || Math.abs(part.end - end) > 0.001;
  const save = () => (whole(part, length) ? onWhole(id) : onTrim(id, part.start, part.end));
  return (
    <div className="trim">
      <p className="quiet text-sm">
        {text.t(
          "Teachers, family and whoever has a link see only what lies between the two handles. Nothing is cut: you keep all of it.",
        )}
      </p>
      <div className="trim-line" ref={line}>
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
          <path d={path} vectorEffect="non-scaling-stroke" />
        </svg>
        <span className="trim-hidden" style={{ left: 0, width: `${(part.start / length) * 100}%` }} />
        <span className="trim-hidden" style={{ right: 0, width: `${(1 - part.end / length) * 100}%` }} />
        {ends.map((one) => (
          <Handle
            key={one}
            end={one}
            {...{ part, length, text, secondAt }}
            onMove={(second) => setPart(moved(part, one, second, length))}
          />
        ))}
      </div>
      <p className="figures trim-said" aria-live="polite">
        {exact(part.start, text)} – {exact(part.end, text)}
      </p>
      <div className="trim-deeds">
        <button type="button" className="btn btn-hairline" disabled={!changed} onClick={save} data-testid="trim-save">
          {text.t("Show others this part")}
        </button>
        {take.trimmed ? (
          <button type="button" className="btn btn-quiet" onClick={() => onWhole(id)} data-testid="trim-whole">
            {text.t("Show all of it")}
          </button>
        ) : null}
      </div>
    </div>
  );
}
