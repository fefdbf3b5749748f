// @ts-check
// The stave while it is being written: what is heard now appears at its right end and moves to the left.
import { useEffect, useRef } from "react";
import { useText } from "../../i18n.js";
import { practice, usePractice } from "./island.js";
import { createMeter } from "./meter.js";

const FRAME_MS = 66;
const BAR_PX = 5;
const GAP_PX = 3;
const SPOKEN_EVERY = 8;

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {number[]} levels oldest first
 * @param {{width: number, height: number, line: string, bar: string}} sheet
 */
function draw(pen, levels, { width, height, line, bar }) {
  pen.clearRect(0, 0, width, height);
  pen.fillStyle = line;
  for (let i = 0; i < 5; i++) pen.fillRect(0, Math.round((height - 1) * (0.1 + 0.2 * i)), width, 1);
  pen.fillStyle = bar;
  levels.forEach((level, i) => {
    const tall = level * height;
    const x = width - (levels.length - i) * (BAR_PX + GAP_PX);
    if (tall < 1.5) return;
    pen.beginPath();
    pen.roundRect(x, (height - tall) / 2, BAR_PX, tall, BAR_PX / 2);
    pen.fill();
  });
}

/** @param {HTMLCanvasElement} canvas */
function sheetOf(canvas) {
  const { width, height } = canvas.getBoundingClientRect();
  const scale = globalThis.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  canvas.getContext("2d")?.setTransform(scale, 0, 0, scale, 0, 0);
  const style = getComputedStyle(canvas);
  return { width, height, line: style.getPropertyValue("--stave-line"), bar: style.getPropertyValue("--stave-bar") };
}

/**
 * Draw for as long as there is something to hear.
 * @param {HTMLCanvasElement} canvas
 * @param {MediaStream | null} stream
 * @returns {() => void}
 */
function play(canvas, stream) {
  const meter = stream ? createMeter(stream) : null;
  /** @type {number[]} */
  const levels = [];
  let frames = 0;
  const frame = () => {
    const level = meter?.read();
    if (level !== undefined) practice.heard(level);
    const pen = canvas.getContext("2d");
    if (!pen || document.visibilityState !== "visible") return;
    const sheet = sheetOf(canvas);
    if (level !== undefined) levels.push(level);
    levels.splice(0, levels.length - Math.ceil(sheet.width / (BAR_PX + GAP_PX)));
    draw(pen, levels, sheet);
    if (frames++ % SPOKEN_EVERY === 0)
      canvas.setAttribute("aria-valuenow", String(Math.round((levels.at(-1) ?? 0) * 100)));
  };
  const sized = new ResizeObserver(frame); // once the page knows its sizes, and when it is shown again
  sized.observe(canvas);
  const timer = meter ? setInterval(frame, FRAME_MS) : undefined;
  return () => {
    sized.disconnect();
    clearInterval(timer);
    meter?.close();
  };
}

/** @param {{on: boolean, shown: boolean}} props `on`: the clock runs */
export function Level({ on, shown }) {
  const { t } = useText();
  const { mic } = usePractice();
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const hears = on && mic === "on";
  useEffect(() => (canvas.current ? play(canvas.current, hears ? practice.stream : null) : undefined), [hears]);
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a picture that nobody presses
    <canvas
      ref={canvas}
      role="meter"
      aria-label={t("Microphone level")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      data-testid="practice-level"
      data-hears={hears}
      className={`transition-opacity ${shown ? "" : "opacity-60"}`}
    />
  );
}
