// @ts-check
// What opens under the clock: one tool at a time. This file and all it needs are loaded with the first tap on one.
import { MetronomePanel } from "./metronome.jsx";
import { SectionsPanel } from "./sections.jsx";
import { TunerPanel } from "./tuner.jsx";
import "./tempo.css";
import "./tuner.css";

/** @param {{tool: "metronome" | "tuner" | "sections"}} props */
export default function Panel({ tool }) {
  if (tool === "tuner") return <TunerPanel />;
  return tool === "sections" ? <SectionsPanel /> : <MetronomePanel />;
}
