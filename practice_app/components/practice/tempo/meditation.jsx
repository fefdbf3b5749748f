// @ts-check
// Meditation: the metronome as a circle that breathes, and nothing else that asks for attention.
import { useText } from "../../../i18n.js";
import { breathAt } from "./breath.js";
import { choose, toggle, useBeat, useTempoStore } from "./tempo_store.js";

export function Meditation() {
  const { t, number } = useText();
  const { settings, running } = useTempoStore();
  return (
    <section
      className="tempo-panel justify-items-center"
      aria-label={t("Meditation")}
      data-testid="meditation"
      data-running={running}
    >
      <Circle />
      <p className="quiet figures text-sm">{t("{bpm} beats a minute", { bpm: number(Math.round(settings.bpm)) })}</p>
      <div className="grid w-full grid-cols-2 gap-2">
        <button
          type="button"
          className="btn btn-hairline btn-stand btn-tight"
          data-testid="meditation-leave"
          onClick={() => choose({ calm: false })}
        >
          {t("Metronome")}
        </button>
        <button
          type="button"
          className="btn btn-hairline btn-stand btn-tight"
          aria-pressed={running}
          data-testid="meditation-toggle"
          onClick={toggle}
        >
          {running ? t("Stop") : t("Begin")}
        </button>
      </div>
    </section>
  );
}

function Circle() {
  const { t } = useText();
  const { settings, running } = useTempoStore();
  const beat = useBeat();
  const breath = running && beat ? breathAt(beat.bar * settings.stresses.length + beat.beat, settings.bpm) : null;
  const word = !breath ? t("Breathe with the beat") : breath.way === "in" ? t("Breathe in") : t("Breathe out");
  return (
    <div
      className="breath"
      data-way={breath?.way ?? "rest"}
      style={/** @type {import("react").CSSProperties} */ ({ "--half": `${breath?.half_s ?? 1}s` })}
    >
      <span className="breath-circle" aria-hidden="true" />
      <p className="breath-word">
        <span>{word}</span>
        {breath ? (
          <span className="figures text-sm" aria-hidden="true">
            {breath.left}
          </span>
        ) : null}
      </p>
    </div>
  );
}
