// @ts-check
// What the metronome thinks of one's timing: a face, its colour, a word, and how early or late.
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useText } from "../../../i18n.js";
import { Dialog } from "../../ui/dialog.jsx";
import { inputState } from "./microphone_input.js";
import { endFeedback, feedback, startFeedback } from "./timing_feedback.js";
import { measureByClaps, measureBySweeps } from "./measuring.js";
import { useTempoStore } from "./tempo_store.js";
import { troubleOf } from "./trouble.js";

const FACES = { happy: "icon-smile", neutral: "icon-meh", annoyed: "icon-annoyed", angry: "icon-angry" };

/** @typedef {import("../../../i18n.js").Text} Text */

/** @param {import("./timing.js").Mood} mood @param {Text["t"]} t */
function moodWord(mood, t) {
  if (mood === "happy") return t("Happy");
  if (mood === "neutral") return t("Content");
  return mood === "annoyed" ? t("Annoyed") : t("Angry");
}

/** Fewer than this share in time, and it is not one lateness that tells how it was. */
const BY_TURNS = 0.75;

/** @param {import("./timing.js").Judgement} judged @param {Text["t"]} t */
function lateWord({ late_s, share }, t) {
  const ms = Math.round(Math.abs(late_s) * 1000);
  if (share < BY_TURNS && ms < 20) return t("early and late by turns");
  if (ms < 5) return t("on the click");
  return late_s > 0 ? t("{ms} ms late", { ms }) : t("{ms} ms early", { ms });
}

export function Feedback() {
  const { t } = useText();
  const { latency_s } = useTempoStore();
  const { on } = useSyncExternalStore(feedback.subscribe, feedback.get, feedback.get);
  const [asked, setAsked] = useState(false);
  useEffect(() => endFeedback, []);
  const begin = () => (latency_s === null ? setAsked(true) : startFeedback());
  return (
    <>
      {on ? (
        <Mood onMeasure={() => setAsked(true)} />
      ) : (
        <button type="button" className="btn btn-hairline btn-stand" data-testid="listen" onClick={begin}>
          <span className="icon icon-ear" aria-hidden="true" />
          <span>{t("Listen to my timing")}</span>
        </button>
      )}
      <Measure open={asked} onClose={() => setAsked(false)} />
    </>
  );
}

/** @param {{onMeasure: () => void}} props */
function Mood({ onMeasure }) {
  const { t } = useText();
  const { judged } = useSyncExternalStore(feedback.subscribe, feedback.get, feedback.get);
  return (
    <div className="mood" data-mood={judged?.mood ?? "unsure"} data-testid="mood">
      <span className={`icon ${judged ? FACES[judged.mood] : "icon-ear"} mood-face text-4xl`} aria-hidden="true" />
      <Words />
      <button
        type="button"
        className="btn btn-quiet btn-square"
        aria-label={t("Measure this device again")}
        title={t("Measure this device again")}
        onClick={onMeasure}
      >
        <span className="icon icon-settings-2" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn btn-quiet btn-square"
        aria-label={t("Stop listening")}
        title={t("Stop listening")}
        data-testid="listen-stop"
        onClick={endFeedback}
      >
        <span className="icon icon-x" aria-hidden="true" />
      </button>
    </div>
  );
}

function Words() {
  const { t, number } = useText();
  const { judged, bpm } = useSyncExternalStore(feedback.subscribe, feedback.get, feedback.get);
  const { running } = useTempoStore();
  const mic = useSyncExternalStore(inputState.subscribe, inputState.get, inputState.get);
  const trouble = troubleOf(mic, t);
  if (trouble) return <p className="quiet">{trouble}</p>;
  if (running && judged)
    return (
      <p className="grid leading-tight" aria-live="polite">
        <span className="font-semibold">{`${moodWord(judged.mood, t)}: ${lateWord(judged, t)}`}</span>
        <span className="quiet text-sm">
          {t("{share} in time", { share: number(judged.share, { style: "percent" }) })}
        </span>
      </p>
    );
  if (!running && bpm)
    return (
      <p className="grid leading-tight">
        <span className="font-semibold figures" data-testid="free-tempo">
          {t("{bpm} beats a minute", { bpm: Math.round(bpm) })}
        </span>
        <span className="quiet text-sm">{t("Your tempo without the click")}</span>
      </p>
    );
  return <p className="quiet">{t("Can't hear you clearly")}</p>;
}

/** @typedef {"ask" | "sweeps" | "claps" | "done" | "unheard"} Step */

/** @param {{open: boolean, onClose: () => void}} props */
function Measure({ open, onClose }) {
  const { t } = useText();
  const [step, setStep] = useState(/** @type {Step} */ ("ask"));
  const turn = useRef(0); // who has left does not want the answer
  useEffect(() => {
    turn.current++;
    setStep("ask");
  }, [open]);
  const measure = async (/** @type {"sweeps" | "claps"} */ way) => {
    endFeedback();
    setStep(way);
    const mine = ++turn.current;
    const latency_s = await (way === "sweeps" ? measureBySweeps() : measureByClaps()).catch(() => null);
    if (mine === turn.current) setStep(latency_s === null ? "unheard" : "done");
  };
  const finish = () => {
    onClose();
    startFeedback();
  };
  return (
    <Dialog open={open} title={t("How long does sound take on this device?")} onClose={onClose}>
      {open ? (
        <div className="grid gap-4" data-testid="measure" data-step={step}>
          <p aria-live="polite">{explained(step, t)}</p>
          {step === "done" ? <Result /> : null}
          {step === "done" ? (
            <button type="button" className="btn btn-primary btn-stand" data-testid="measure-done" onClick={finish}>
              {t("Start listening")}
            </button>
          ) : (
            <Ways busy={step === "sweeps" || step === "claps"} measure={measure} />
          )}
          <button type="button" className="btn btn-quiet min-h-12" data-testid="measure-not" onClick={onClose}>
            {step === "done" ? t("Close") : t("Not now")}
          </button>
        </div>
      ) : null}
    </Dialog>
  );
}

/** @param {Step} step @param {Text["t"]} t */
function explained(step, t) {
  switch (step) {
    case "sweeps":
      return t("Listening for the eight sounds…");
    case "claps":
      return t("Clap with every click…");
    case "done":
      return t("Measured. From now on early and late are yours, not the device's.");
    case "unheard":
      return t("That was not heard clearly. Turn the volume up or find a quieter moment; with headphones, clap along.");
    default:
      return t(
        "Woodshed plays eight short sounds and hears them with the microphone. Put the device where it stands when you practise, and turn the volume up.",
      );
  }
}

function Result() {
  const { t } = useText();
  const { latency_s } = useTempoStore();
  return <p className="figure-big">{t("{ms} ms", { ms: Math.round((latency_s ?? 0) * 1000) })}</p>;
}

/** @param {{busy: boolean, measure: (way: "sweeps" | "claps") => void}} props */
function Ways({ busy, measure }) {
  const { t } = useText();
  return (
    <>
      <button
        type="button"
        className="btn btn-primary btn-stand"
        data-testid="measure-sweeps"
        aria-busy={busy}
        disabled={busy}
        onClick={() => measure("sweeps")}
      >
        {t("Measure")}
      </button>
      <button
        type="button"
        className="btn btn-hairline btn-stand"
        data-testid="measure-claps"
        disabled={busy}
        onClick={() => measure("claps")}
      >
        {t("Clap along instead")}
      </button>
    </>
  );
}
