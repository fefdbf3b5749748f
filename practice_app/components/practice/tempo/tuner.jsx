// @ts-check
// The tuner: which note it is, how far off, in a strip, a shape, a colour and a word.
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useText } from "../../../i18n.js";
import { DroneFields } from "./choices.jsx";
import { inputState, subscribe } from "./microphone_input.js";
import { pretty } from "./pitches.js";
import { prefer, tempoStore, useTempoStore } from "./tempo_store.js";
import { Steady, wordOf } from "./steady.js";
import { troubleOf } from "./trouble.js";

const SPOKEN_EVERY_MS = 1_500;

/** What the needle shows; null while nothing can be told. */
function useReading() {
  const [reading, setReading] = useState(/** @type {import("./steady.js").Reading | null} */ (null));
  useEffect(() => {
    const steady = new Steady();
    return subscribe("pitch", ({ pitch, at }) => setReading(steady.look(pitch, at, tempoStore.get().a4)));
  }, []);
  return reading;
}

export function TunerPanel() {
  const { t } = useText();
  return (
    <section className="tempo-panel" aria-label={t("Tuner")}>
      <div className="tempo-half">
        <Shown />
      </div>
      <div className="tempo-half">
        <Pitch />
        <DroneFields />
      </div>
    </section>
  );
}

/** What changes sixteen times a second. */
function Shown() {
  const reading = useReading();
  return (
    <div
      className="contents"
      data-testid="tuner"
      data-note={reading?.name ?? ""}
      data-cents={reading ? reading.cents.toFixed(1) : ""}
    >
      <Note reading={reading} />
      <Strip cents={reading ? reading.cents : null} />
      <Word reading={reading} />
      <Spoken reading={reading} />
    </div>
  );
}

/** @typedef {{reading: import("./steady.js").Reading | null}} Props */

/** @param {Props} props */
function Note({ reading }) {
  const { number } = useText();
  const name = reading ? pretty(reading.name) : "";
  return (
    <p className="grid justify-items-center" translate="no" aria-hidden="true">
      <span className="figure-big" style={{ fontSize: "4.5rem", minHeight: "4.5rem" }}>
        {name ? name.slice(0, -1) : "–"}
        {name ? <sub className="figures ms-1 text-xl">{name.slice(-1)}</sub> : null}
      </span>
      <span className="quiet figures text-sm">
        {reading ? `${number(reading.hz, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} Hz` : "\u00a0"}
      </span>
    </p>
  );
}

const TICKS = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((tick) => (
  <span key={tick} className="tuner-tick" style={{ left: `${tick}%` }} />
));

/** The needle slides as a layer of its own: nothing is laid out or drawn anew. @param {{cents: number | null}} props */
function Strip({ cents }) {
  const at = cents === null ? 50 : 50 + Math.max(-50, Math.min(50, cents));
  return (
    <div className="tuner-strip" data-word={cents === null ? "unsure" : wordOf(cents)} aria-hidden="true">
      {TICKS}
      <span className="tuner-true" />
      {cents === null ? null : <span className="tuner-slide" style={{ transform: `translateX(${at}%)` }} />}
    </div>
  );
}

const ICONS = { flat: "icon-arrow-right", true: "icon-circle-check", sharp: "icon-arrow-left" };

/** @param {import("./steady.js").Reading | null} reading @param {import("../../../i18n.js").Text} text */
function sentence(reading, { t, n }) {
  if (!reading) return t("Can't hear you clearly");
  const cents = Math.round(Math.abs(reading.cents));
  const word = wordOf(reading.cents);
  if (word === "true") return t("In tune");
  return word === "flat"
    ? n("{n} cent too low", "{n} cents too low", cents)
    : n("{n} cent too high", "{n} cents too high", cents);
}

/** @param {Props} props */
function Word({ reading }) {
  const text = useText();
  const mic = useSyncExternalStore(inputState.subscribe, inputState.get, inputState.get);
  const word = reading ? wordOf(reading.cents) : null;
  return (
    <p className="tuner-word" data-word={word ?? "unsure"} data-testid="tuner-word" aria-hidden="true">
      {word ? <span className={`icon ${ICONS[word]}`} /> : null}
      <span>{troubleOf(mic, text.t) ?? sentence(reading, text)}</span>
    </p>
  );
}

/** The same for who listens instead of looking: a sentence now and then, when it has changed. @param {Props} props */
function Spoken({ reading }) {
  const text = useText();
  const latest = useRef("");
  const [said, setSaid] = useState("");
  latest.current = reading ? `${pretty(reading.name)}: ${sentence(reading, text)}` : sentence(null, text);
  useEffect(() => {
    const timer = setInterval(() => setSaid(latest.current), SPOKEN_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="sr-only" aria-live="polite">
      {said}
    </p>
  );
}

function Pitch() {
  const { t, number } = useText();
  const { a4 } = useTempoStore();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4" role="group" aria-label={t("Pitch of A")}>
      <span className="row-title">{t("Pitch of A")}</span>
      <span className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          className="btn btn-hairline size-12 rounded-full p-0"
          aria-label={t("Lower")}
          disabled={a4 <= 415}
          onClick={() => prefer({ a4: Math.max(415, Math.round(a4) - 1) })}
        >
          <span className="icon icon-minus" aria-hidden="true" />
        </button>
        <output className="figures min-w-16 text-center font-semibold" data-testid="tuner-a4">
          {`${number(a4)} Hz`}
        </output>
        <button
          type="button"
          className="btn btn-hairline size-12 rounded-full p-0"
          aria-label={t("Higher")}
          disabled={a4 >= 466}
          onClick={() => prefer({ a4: Math.min(466, Math.round(a4) + 1) })}
        >
          <span className="icon icon-plus" aria-hidden="true" />
        </button>
      </span>
    </div>
  );
}
