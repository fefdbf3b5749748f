// @ts-check
// The metronome's panel: the tempo large, everything that is tapped with an instrument in the hand large too.
import { useState } from "react";
import { useText } from "../../../i18n.js";
import { MAX_BPM, MIN_BPM, bpmOf, marking } from "./bars.js";
import { CALM_BELOW_BPM } from "./breath.js";
import { Choices } from "./choices.jsx";
import { Feedback } from "./feedback.jsx";
import { Meditation } from "./meditation.jsx";
import { choose, tap, toggle, useBeat, useTempoStore } from "./tempo_store.js";

export function MetronomePanel() {
  const { settings } = useTempoStore();
  return settings.calm && settings.bpm < CALM_BELOW_BPM ? <Meditation /> : <Clicking />;
}

function Clicking() {
  const { t } = useText();
  const { settings, running } = useTempoStore();
  const [open, setOpen] = useState(false);
  return (
    <section className="tempo-panel" aria-label={t("Metronome")} data-testid="metronome" data-running={running}>
      <div className="tempo-half">
        <Beats />
        <Flash />
        <div className="tempo-steps">
          <Step by={-1} icon="icon-minus" label={t("Slower")} />
          <Tempo />
          <Step by={1} icon="icon-plus" label={t("Faster")} />
        </div>
        <Signs onOpen={() => setOpen(true)} />
      </div>
      <div className="tempo-half">
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
        <Buttons onOpen={() => setOpen(true)} />
        <Feedback />
        {settings.bpm < CALM_BELOW_BPM ? (
          <button
            type="button"
            className="btn btn-quiet"
            data-testid="meditation-enter"
            onClick={() => choose({ calm: true })}
          >
            <span className="icon icon-moon" aria-hidden="true" />
            <span>{t("Meditation")}</span>
          </button>
        ) : null}
      </div>
      <Choices open={open} onClose={() => setOpen(false)} />
    </section>
  );
}

/** @param {{by: number, icon: string, label: string}} props */
function Step({ by, icon, label }) {
  const { settings } = useTempoStore();
  return (
    <button
      type="button"
      className="btn btn-hairline stand-small"
      aria-label={label}
      title={label}
      onClick={() => choose({ bpm: Math.round(settings.bpm) + by })}
    >
      <span className={`icon ${icon} text-xl`} aria-hidden="true" />
    </button>
  );
}

function Tempo() {
  const { t, number } = useText();
  const { settings, running } = useTempoStore();
  const beat = useBeat();
  const bpm = Math.round(running && beat ? bpmOf(settings, beat.bar) : settings.bpm);
  return (
    <p className="grid justify-items-center leading-none" data-testid="metronome-bpm" translate="no">
      <span className="figure-big tempo-bpm">{number(bpm)}</span>
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
  const { settings, running } = useTempoStore();
  const beat = useBeat();
  const now = running && beat ? beat.beat : -1;
  const turn = (/** @type {number} */ at) =>
    choose({
      stresses: settings.stresses.map(
        (stress, i) => /** @type {import("./bars.js").Stress} */ (i === at ? (stress + 2) % 3 : stress),
      ),
    });
  return (
    <ol className="beats" aria-label={t("Beats of a bar")}>
      {settings.stresses.map((stress, i) => (
        <li key={i}>
          <button
            type="button"
            className="beat"
            data-stress={stress}
            data-now={i === now}
            aria-label={t("Beat {n}: {how}", { n: i + 1, how: how(stress, t) })}
            onClick={() => turn(i)}
          >
            <span aria-hidden="true" />
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Lights the panel's frame for a moment, for who cannot hear the click over the instrument. */
function Flash() {
  const { settings, running } = useTempoStore();
  const beat = useBeat();
  if (!running || !settings.flash || !beat || beat.part) return null;
  return <span key={`${beat.bar} ${beat.beat}`} className="tempo-flash" data-stress={beat.stress} aria-hidden="true" />;
}

/** @param {number} stress @param {(message: string) => string} t */
function how(stress, t) {
  if (stress === 2) return t("accented");
  return stress ? t("normal") : t("silent");
}

/** @param {{onOpen: () => void}} props */
function Buttons({ onOpen }) {
  const { t } = useText();
  const { running } = useTempoStore();
  return (
    <div className="tempo-buttons">
      <button
        type="button"
        className="btn btn-hairline btn-stand btn-tight"
        data-testid="metronome-tap"
        onPointerDown={(event) => tap(event.timeStamp)}
        onClick={(event) => event.detail === 0 && tap()}
      >
        {t("Tap")}
      </button>
      <button
        type="button"
        className={`btn btn-stand btn-tight tempo-toggle ${running ? "btn-hairline" : "btn-primary"}`}
        aria-label={running ? t("Stop the metronome") : t("Start the metronome")}
        data-testid="metronome-toggle"
        onClick={toggle}
      >
        <span className={`icon ${running ? "icon-square" : "icon-metronome"}`} aria-hidden="true" />
        <span>{running ? t("Stop") : t("Start")}</span>
      </button>
      <button
        type="button"
        className="btn btn-hairline btn-stand btn-tight"
        aria-label={t("Metronome settings")}
        title={t("Metronome settings")}
        data-testid="metronome-choices"
        onClick={onOpen}
      >
        <span className="icon icon-settings-2 text-xl" aria-hidden="true" />
      </button>
    </div>
  );
}

/** What is set and cannot be heard at once: without this a silent bar is a broken metronome. @param {{onOpen: () => void}} props */
function Signs({ onOpen }) {
  const { t, number } = useText();
  const { settings } = useTempoStore();
  const { mute, playBars, muteBars, ramp, bpm, rampTo, rampBars, volume } = settings;
  const whole = (/** @type {number} */ value) => number(Math.round(value));
  const signs = [
    mute
      ? {
          icon: "icon-volume-x",
          text: t("{clicks} bars with clicks, {silent} silent", { clicks: playBars, silent: muteBars }),
        }
      : null,
    ramp
      ? {
          icon: "icon-trending-up",
          text: t("{from} to {to} in {bars} bars", { from: whole(bpm), to: whole(rampTo), bars: rampBars }),
        }
      : null,
    volume === 0 ? { icon: "icon-volume-x", text: t("The volume is at zero") } : null,
  ].filter((sign) => sign !== null);
  if (!signs.length) return null;
  return (
    <div className="tempo-signs" data-testid="metronome-signs">
      {signs.map(({ icon, text }) => (
        <button key={icon + text} type="button" className="tempo-sign" title={t("Metronome settings")} onClick={onOpen}>
          <span className={`icon ${icon}`} aria-hidden="true" />
          <span>{text}</span>
        </button>
      ))}
    </div>
  );
}
