// @ts-check
// The tools of a music stand, one tap away. Each opens below the clock; what it needs is loaded with that tap.
import { lazy, Suspense } from "react";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { usePractice } from "./island.js";

const Room = lazy(() => import("../tempo/room.jsx"));
const FilmPanel = lazy(() => import("./film.jsx"));

/** @typedef {"metronome" | "tuner" | "sections" | "film" | null} Tool */

/** @param {{tool: Tool, onChoose: (tool: Tool) => void}} props */
export function Tools({ tool, onChoose }) {
  const { t } = useText();
  const { film } = usePractice();
  return (
    <div className="mx-auto grid w-full max-w-md grid-cols-[repeat(4,auto)] gap-2 px-4" role="group" aria-label={t("Tools")}>
      <ToolButton name="metronome" icon="icon-metronome" label={t("Metronome")} tool={tool} onChoose={onChoose} />
      <ToolButton name="tuner" icon="icon-gauge" label={t("Tuner")} tool={tool} onChoose={onChoose} />
      <ToolButton name="sections" icon="icon-tally-5" label={t("Sections")} tool={tool} onChoose={onChoose} />
      <ToolButton name="film" icon="icon-video" label={t("Camera")} tool={tool} onChoose={onChoose} runs={film === "on"} />
    </div>
  );
}

/** @param {{name: Exclude<Tool, null>, icon: string, label: string, tool: Tool, onChoose: (tool: Tool) => void, runs?: boolean}} props */
function ToolButton({ name, icon, label, tool, onChoose, runs = false }) {
  const { t } = useText();
  const open = tool === name;
  return (
    <button type="button" className={`tool ${open ? "tool-open" : ""}`} aria-expanded={open} data-testid={`tool-${name}`} onClick={() => onChoose(open ? null : name)}>
      <span className={`icon ${icon} text-xl ${runs ? "text-accent" : ""}`} aria-hidden="true" />
      {label}
      {runs ? <span className="sr-only">{t("It is on.")}</span> : null}
    </button>
  );
}

/** @param {{tool: Tool}} props */
export function OpenTool({ tool }) {
  return (
    <div className="w-full max-w-md px-4">
      <Suspense fallback={<div className="bone h-72 w-full" />}><Panel tool={tool} /></Suspense>
    </div>
  );
}

/** @param {{tool: Tool}} props */
function Panel({ tool }) {
  if (!tool) return null;
  return tool === "film" ? <FilmPanel /> : <Room tool={tool} />;
}
