// @ts-check
// What the page draws of a session: every moment of it is one of these.
import { NO_DETAILS } from "./session_store.js";

/**
 * @typedef {import("../outbox/types").SessionRow} SessionRow
 * @typedef {import("../outbox/types").Details} Details
 * @typedef {"loading" | "ready" | "starting" | "running" | "paused" | "offer" | "review" | "sending" | "elsewhere" | "nostore"} Phase
 * @typedef {{
 *   phase: Phase,
 *   session: SessionRow | null,
 *   details: Details,
 *   timeline: import("../outbox/types").Timeline | null,
 *   mic: import("./media.js").MicState,
 *   camera: import("./camera.js").Camera | null,
 *   film: import("./camera.js").CameraState,
 *   arm: import("./arm.js").ArmState,
 *   undo: string | null,
 *   busy: boolean,
 *   trouble: boolean,
 *   idle: number | null,
 *   closed: "stale" | "long" | null,
 *   room: number | null,
 * }} Snapshot `trouble`: a step could not be stored just now; `idle`: when there was last a sign of somebody, if that
 * is long ago; `closed`: why a session was ended without a tap; `room`: minutes of sound that still fit, when they are few
 */

/** @type {Snapshot} */
export const INITIAL = {
  phase: "loading",
  session: null,
  details: NO_DETAILS,
  timeline: null,
  mic: "off",
  camera: null,
  film: "off",
  arm: "off",
  undo: null,
  busy: false,
  trouble: false,
  idle: null,
  closed: null,
  room: null,
};

/** Phases in which this page runs a session. @type {ReadonlySet<Phase>} */
export const LIVE = new Set(["starting", "running", "paused"]);
