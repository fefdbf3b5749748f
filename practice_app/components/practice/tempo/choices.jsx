// @ts-check
// Everything about the metronome that is set up before one plays.
import { useText } from "../../../i18n.js";
import { Dialog } from "../../ui/dialog.jsx";
import { MAX_BEATS, MAX_BPM, MIN_BPM } from "./bars.js";
import { Count, OneOf, Slide, Switch } from "./fields.jsx";
import { frequency, numberOf, noteName, pretty } from "./pitches.js";
import { choose, prefer, toggleDrone, useTempoStore } from "./tempo_store.js";

/** @param {{open: boolean, onClose: () => void}} props */
export function Choices({ open, onClose }) {
  const { t } = useText();
  return (
    <Dialog open={open} title={t("Metronome settings")} onClose={onClose}>
      {open ? (
        <div className="grid gap-5">
          <Bar />
          <Sound />
          <Silence />
          <Ramp />
          <DroneFields />
        </div>
      ) : null}
      <button
        type="button"
        className="btn btn-primary btn-stand mt-6 w-full"
        data-testid="metronome-choices-done"
        onClick={onClose}
      >
        {t("Done")}
      </button>
    </Dialog>
  );
}

function Bar() {
  const { t } = useText();
  const { stresses, subdivision, countIn } = useTempoStore().settings;
  /** @type {(beats: number) => void} */
  const setBeats = (beats) => choose({ stresses: Array.from({ length: beats }, (_, i) => stresses[i] ?? 1) });
  return (
    <>
      <Count label={t("Beats in a bar")} value={stresses.length} least={1} most={MAX_BEATS} onChange={setBeats} />
      <OneOf
        legend={t("Clicks in a beat")}
        value={subdivision}
        onChange={(value) => choose({ subdivision: value })}
        options={[
          [1, "1"],
          [2, "2"],
          [3, "3"],
          [4, "4"],
        ]}
      />
      <OneOf
        legend={t("Count-in")}
        value={countIn}
        onChange={(value) => choose({ countIn: value })}
        options={[
          [0, t("None")],
          [1, t("1 bar")],
          [2, t("2 bars")],
        ]}
      />
    </>
  );
}

function Sound() {
  const { t, number } = useText();
  const { sound, volume, flash, vibrate } = useTempoStore().settings;
  return (
    <>
      <OneOf
        legend={t("Sound")}
        value={sound}
        onChange={(value) => choose({ sound: value })}
        options={[
          ["bright", t("Bright")],
          ["wood", t("Wood")],
          ["beep", t("Beep")],
          ["drum", t("Drum")],
        ]}
        hint={t("With the bright one Woodshed tells the click from your playing best.")}
      />
      <Slide
        label={t("Volume")}
        value={volume}
        least={0}
        most={1}
        step={0.05}
        text={number(volume, { style: "percent" })}
        onChange={(value) => choose({ volume: value })}
      />
      <Switch
        label={t("Flash")}
        hint={t("The beats light up.")}
        checked={flash}
        onChange={(value) => choose({ flash: value })}
      />
      {"vibrate" in navigator ? (
        <Switch
          label={t("Vibrate")}
          hint={t("The recording may hear it.")}
          checked={vibrate}
          onChange={(value) => choose({ vibrate: value })}
        />
      ) : null}
    </>
  );
}

function Silence() {
  const { t } = useText();
  const { mute, playBars, muteBars } = useTempoStore().settings;
  return (
    <div className="grid gap-2">
      <Switch
        label={t("Silent bars")}
        hint={t("Keep the time alone for some bars.")}
        checked={mute}
        id="metronome-mute"
        onChange={(value) => choose({ mute: value })}
      />
      {mute ? (
        <>
          <Count
            label={t("Bars with clicks")}
            value={playBars}
            least={1}
            most={16}
            onChange={(value) => choose({ playBars: value })}
          />
          <Count
            label={t("Bars without")}
            value={muteBars}
            least={1}
            most={16}
            onChange={(value) => choose({ muteBars: value })}
          />
        </>
      ) : null}
    </div>
  );
}

function Ramp() {
  const { t } = useText();
  const { ramp, bpm, rampTo, rampBars } = useTempoStore().settings;
  return (
    <div className="grid gap-2">
      <Switch
        label={t("Faster or slower bar by bar")}
        hint={ramp ? t("From {from} to {to}.", { from: bpm, to: rampTo }) : undefined}
        checked={ramp}
        id="metronome-ramp"
        onChange={(value) => choose({ ramp: value })}
      />
      {ramp ? (
        <>
          <Slide
            label={t("Up or down to")}
            value={rampTo}
            least={MIN_BPM}
            most={MAX_BPM}
            text={t("{bpm} beats a minute", { bpm: rampTo })}
            onChange={(value) => choose({ rampTo: value })}
          />
          <Slide
            label={t("In bars")}
            value={rampBars}
            least={1}
            most={64}
            text={String(rampBars)}
            onChange={(value) => choose({ rampBars: value })}
          />
        </>
      ) : null}
    </div>
  );
}

const DRONES = Array.from({ length: 37 }, (_, i) => noteName(36 + i));

export function DroneFields() {
  const { t, number } = useText();
  const { drone, droning, a4 } = useTempoStore();
  const hertz = (/** @type {string} */ name) => number(frequency(numberOf(name), a4), { maximumFractionDigits: 1 });
  return (
    <div className="field">
      <label htmlFor="tempo-drone" className="field-label">
        {t("Tuning note")}
      </label>
      <div className="tempo-drone">
        <select
          id="tempo-drone"
          className="field-control"
          value={drone}
          onChange={(event) => prefer({ drone: event.target.value })}
        >
          {DRONES.map((name) => (
            <option key={name} value={name}>
              {`${pretty(name)} · ${hertz(name)} Hz`}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={`btn min-h-12 ${droning ? "btn-primary" : "btn-hairline"}`}
          aria-pressed={droning}
          data-testid="metronome-drone"
          onClick={toggleDrone}
        >
          <span className={`icon ${droning ? "icon-square" : "icon-volume-2"}`} aria-hidden="true" />
          <span>{droning ? t("Stop") : t("Play")}</span>
        </button>
      </div>
    </div>
  );
}
