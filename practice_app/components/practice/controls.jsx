// @ts-check
// The one big round button, and beside it what is said about the session and its end.
import { useText } from "../../i18n.js";
import { Details } from "./details.jsx";
import { practice, usePractice } from "./island.js";

/** @typedef {{id: string, icon: string, label: string, word: string, onClick: () => void}} Button */

/** What the big button does in each phase. @param {string} phase @param {(m: string) => string} t @returns {Button} */
function mainButton(phase, t) {
  if (phase === "running")
    return { id: "practice-pause", icon: "icon-pause", label: t("Pause"), word: t("Pause"), onClick: practice.pause };
  if (phase === "paused")
    return { id: "practice-resume", icon: "icon-play", label: t("Go on"), word: t("Go on"), onClick: practice.resume };
  return {
    id: "practice-start",
    icon: "icon-play",
    label: t("Start practising"),
    word: t("Start"),
    onClick: practice.start,
  };
}

export function Controls() {
  const { phase } = usePractice();
  const live = phase === "running" || phase === "paused";
  return (
    <div className="stand-controls">
      <Details />
      <MainButton />
      {live ? <FinishButton /> : <span />}
    </div>
  );
}

function MainButton() {
  const { t } = useText();
  const { phase } = usePractice();
  const { id, icon, label, word, onClick } = mainButton(phase, t);
  return (
    <div className="stand-main">
      <button
        type="button"
        key={id}
        data-testid={id}
        aria-label={label}
        aria-keyshortcuts="Space"
        data-pedal=""
        onClick={onClick}
        className="btn btn-primary stand-big"
      >
        <span className={`icon ${icon}`} aria-hidden="true" />
      </button>
      <span key={word} aria-hidden="true" className="stand-label font-semibold">
        {word}
      </span>
    </div>
  );
}

function FinishButton() {
  const { t } = useText();
  return (
    <div className="stand-side">
      <button
        type="button"
        data-testid="practice-finish"
        aria-label={t("Finish")}
        onClick={() => practice.finish()}
        className="btn btn-hairline stand-small"
      >
        <span className="icon icon-square" aria-hidden="true" />
      </button>
      <span aria-hidden="true" className="stand-label">
        {t("Finish")}
      </span>
    </div>
  );
}
