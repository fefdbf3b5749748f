// @ts-check
// The tools of a music stand, one tap away. Each opens beside the clock; what it needs is loaded with that tap.
import { lazy, Suspense, useSyncExternalStore } from "react";
import { useText } from "../../i18n.js";
import { Net } from "../ui/net.jsx";
import { sounding } from "./tempo/sounding.js";
import { usePractice } from "./island.js";

const Panel = lazy(() => import("./tempo/panel.jsx"));
const FilmPanel = lazy(() => import("./film.jsx"));

/** @typedef {"metronome" | "tuner" | "sections" | "film"} ToolName */
/** @typedef {ToolName | null} Tool */

const ICONS = { metronome: "icon-metronome", tuner: "icon-gauge", sections: "icon-tally-5", film: "icon-video" };
const NAMES = /** @type {ToolName[]} */ (Object.keys(ICONS));

/** What a tool is called, and what it is for. @param {ToolName} name @param {(m: string) => string} t @returns {[string, string]} */
function words(name, t) {
  if (name === "metronome") return [t("Metronome"), t("Clicks, falls silent, gets faster, listens.")];
  if (name === "tuner") return [t("Tuner"), t("Which note it is and how far off; a note to tune to.")];
  if (name === "sections") return [t("Sections"), t("Count how often you have gone through one.")];
  return [t("Camera"), t("See your bow arm, your hands, your posture.")];
}

/** What goes on whether or not its panel is open. @returns {Record<ToolName, boolean>} */
function useRunning() {
  const { film, arm } = usePractice();
  const { metronome, drone } = useSyncExternalStore(sounding.subscribe, sounding.get, sounding.get);
  return { metronome, tuner: drone, sections: false, film: film === "on" || arm === "on" };
}

/** @param {{tool: Tool, onChoose: (tool: Tool) => void}} props */
export function Tools({ tool, onChoose }) {
  const { t } = useText();
  const runs = useRunning();
  return (
    <div className="stand-tools" role="group" aria-label={t("Tools")}>
      {NAMES.map((name) => (
        <ToolButton
          key={name}
          name={name}
          open={tool === name}
          runs={runs[name]}
          onClick={() => onChoose(tool === name ? null : name)}
        />
      ))}
    </div>
  );
}

/** @param {{name: ToolName, open: boolean, runs: boolean, onClick: () => void}} props */
function ToolButton({ name, open, runs, onClick }) {
  const { t } = useText();
  const [label, purpose] = words(name, t);
  return (
    <button
      type="button"
      className="tool"
      data-runs={runs}
      aria-expanded={open}
      aria-controls={open ? "stand-tool" : undefined}
      data-testid={`tool-${name}`}
      onClick={onClick}
    >
      <span className={`icon ${ICONS[name]}`} aria-hidden="true" />
      <span className="tool-name">{label}</span>
      <span className="tool-purpose quiet" aria-hidden="true">
        {purpose}
      </span>
      {runs ? <span className="sr-only">{t("It is on.")}</span> : null}
    </button>
  );
}

/** @param {{tool: ToolName}} props */
export function OpenTool({ tool }) {
  return (
    <div className="stand-tool" id="stand-tool">
      <Net key={tool}>
        <Suspense fallback={<div className="bone h-72 w-full" />}>
          {tool === "film" ? <FilmPanel /> : <Panel tool={tool} />}
        </Suspense>
      </Net>
    </div>
  );
}
