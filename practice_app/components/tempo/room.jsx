// @ts-check
// What opens under the clock: one tool at a time. This file and all it needs are loaded with the first tap on one.
import { MetronomePanel } from "./metronome.jsx";

/** @param {{tool: string}} props */
export default function Room({ tool }) {
  return tool === "metronome" ? <MetronomePanel /> : null;
}
