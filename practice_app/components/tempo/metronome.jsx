// @ts-check
// The metronome's panel: the tempo large, everything that is tapped with an instrument in the hand large too.
import { useState } from "react";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { MAX_BPM, MIN_BPM, bpmOf, marking } from "./bars.js";
import { CALM_BELOW_BPM } from "./breath.js";
import { Choices } from "./choices.jsx";
import { Listen } from "./listen.jsx";
import { Meditation } from "./meditation.jsx";
import { choose, tap, toggle, useBeat, useRoom } from "./room.js";

export function MetronomePanel() {
  const { settings } = useRoom();
  return settings.calm && settings.bpm < CALM_BELOW_BPM ? <Meditation /> : <Clicking />;
}

function Clicking() {
  const { t } = useText();
  const { settings, running } = useRoom();
  return (
    <section className="tempo-panel" aria-label={t("Metronome")} data-testid="metronome" data-running={running}>
      <Beats />
      <Flash />
      <div className="grid grid-cols-[4rem_minmax(0,1fr)_4rem] items-center gap-2">
        <Step by={-1} icon="icon-minus" label={t("Slower")} />
        <Tempo />
        <Step by={1} icon="icon-plus" label={t("Faster")} />
      </div>
      <input
        type="range"
        className="range range-primary w-full"
        min={MIN_BPM}
        max={MAX_BPM}
        step={1}
        value={Math.round(settings.bpm)}
        aria-label={t("Tempo")}
        aria-valuetext={t("{bpm} beats a minute", { bpm: settings.bpm })}
        data-testid="metronome-tempo"
        onChange={(event) => choose({ bpm: event.target.valueAsNumber })}
      />
      <Buttons />
      <Listen />
      {settings.bpm < CALM_BELOW_BPM ? (
        <button type="button" className="btn btn-quiet" data-testid="meditation-enter" onClick={() => choose({ calm: true })}>
          <span className="icon icon-moon" aria-hidden="true" />
          {t("Meditation")}
        </button>
      ) : null}
    </section>
  );
}

/** @param {{by: number, icon: string, label: string}} props */
function Step({ by, icon, label }) {
  const { settings } = useRoom();
  return (
    <button type="button" className="btn btn-hairline size-16 rounded-full p-0" aria-label={label} title={label} onClick={() => choose({ bpm: Math.round(settings.bpm) + by })}>
      <span className={`icon ${icon} text-xl`} aria-hidden="true" />
    </button>
  );
}

function Tempo() {
  const { t, number } = useText();
  const { settings, running } = useRoom();
  const beat = useBeat();
  const bpm = Math.round(running && beat ? bpmOf(settings, beat.bar) : settings.bpm);
  return (
    <p className="grid justify-items-center leading-none" data-testid="metronome-bpm">
      <span className="figure-big" style={{ fontSize: "3.5rem" }}>
        {number(bpm)}
      </span>
      <span className="marking mt-1" lang="it">
        {marking(bpm)}
      </span>
      <span className="sr-only">{t("beats a minute")}</span>
    </p>
  );
}

/** The beats of a bar; a tap makes one accented, normal or silent. */
function Beats() {
  const { t } = useText();
  const { settings, running } = useRoom();
  const beat = useBeat();
  const now = running && beat ? beat.beat : -1;
  const turn = (/** @type {number} */ at) =>
    choose({ stresses: settings.stresses.map((stress, i) => /** @type {import("./bars.js").Stress} */ (i === at ? (stress + 2) % 3 : stress)) });
  return (
    <ol className="beats" aria-label={t("Beats of a bar")}>
      {settings.stresses.map((stress, i) => (
        <li key={i}>
          <button type="button" className="beat" data-stress={stress} data-now={i === now} aria-label={t("Beat {n}: {how}", { n: i + 1, how: how(stress, t) })} onClick={() => turn(i)}>
            <span aria-hidden="true" />
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Lights the panel's frame for a moment, for who cannot hear the click over the instrument. */
function Flash() {
  const { settings, running } = useRoom();
  const beat = useBeat();
  if (!running || !settings.flash || !beat || beat.part) return null;
  return <span key={`${beat.bar} ${beat.beat}`} className="tempo-flash" data-stress={beat.stress} aria-hidden="true" />;
}

/** @param {number} stress @param {(message: string) => string} t */
function how(stress, t) {
  if (stress === 2) return t("accented");
  return stress ? t("normal") : t("silent");
}

function Buttons() {
  const { t } = useText();
  const { running } = useRoom();
  const [open, setOpen] = useState(false);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)_minmax(0,1fr)] gap-2">
      <button type="button" className="btn btn-hairline btn-stand btn-tight" data-testid="metronome-tap" onPointerDown={(event) => tap(event.timeStamp)} onClick={(event) => event.detail === 0 && tap()}>
        {t("Tap")}
      </button>
      <button type="button" className={`btn btn-stand btn-tight ${running ? "btn-hairline" : "btn-primary"}`} aria-pressed={running} data-testid="metronome-toggle" onClick={toggle}>
        <span className={`icon ${running ? "icon-square" : "icon-play"}`} aria-hidden="true" />
        {running ? t("Stop") : t("Click")}
      </button>
      <button type="button" className="btn btn-hairline btn-stand btn-tight" aria-label={t("Metronome settings")} data-testid="metronome-choices" onClick={() => setOpen(true)}>
        <span className="icon icon-settings-2 text-xl" aria-hidden="true" />
      </button>
      <Choices open={open} onClose={() => setOpen(false)} />
    </div>
  );
}
