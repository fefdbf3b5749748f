// @ts-check
// Before and during a session: the clock, the sound, one big round button.
import { useEffect, useState } from "react";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { Details } from "./details.jsx";
import { Undo } from "./discard.jsx";
import { practice, usePractice, useSync } from "./island.js";
import { Level } from "./level.jsx";
import { MicrophoneWord } from "./microphone.jsx";
import { SpaceWord } from "./space.jsx";
import { StillThere } from "./still.jsx";
import { OpenTool, Tools } from "./tools.jsx";

/**
 * The practice clock in whole seconds; it follows the log, so a late tick shows the right time.
 * @param {string} phase with each new one it is read at once: a clock that stands shows where it was stopped
 */
function useElapsed(phase) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const tick = () => setSeconds(Math.floor(practice.elapsed()));
    tick();
    const timer = setInterval(tick, 200);
    return () => clearInterval(timer);
  }, [phase]);
  return seconds;
}

/** @param {{small: boolean}} props */
function Clock({ small }) {
  const { t, clock, duration } = useText();
  const { phase } = usePractice();
  const seconds = useElapsed(phase);
  const size = seconds >= 3600 ? "min(21vw, 34vh, 11rem)" : "min(30vw, 38vh, 14rem)";
  return (
    <p
      role="timer"
      aria-label={`${t("Practice time")}: ${duration(seconds)}`}
      data-testid="practice-clock"
      className={`font-serif figures leading-none tracking-tight ${phase === "paused" ? "opacity-60" : ""}`}
      style={{ fontSize: small ? "4.75rem" : `max(4.75rem, ${size})`, fontVariantNumeric: "lining-nums tabular-nums", fontWeight: 450 }}
    >
      {clock(seconds)}
    </p>
  );
}

export function Stage() {
  const { phase, trouble, idle, undo } = usePractice();
  const live = phase === "running" || phase === "paused";
  const [tool, setTool] = useState(/** @type {import("./tools.jsx").Tool} */ (null));
  return (
    <section className="grid min-h-0 grid-cols-1 grid-rows-[1fr_auto_auto] gap-5">
      <div className={`grid content-center justify-items-center ${tool ? "gap-3" : "gap-5"}`}>
        <Clock small={Boolean(tool)} />
        <div className={`w-full max-w-md px-6 ${tool ? "hidden" : ""}`}>
          <Level on={phase === "running"} shown={live} />
        </div>
        <div className={tool ? "tool-above" : "contents"}>
          {idle !== null ? <StillThere /> : live ? <MicrophoneWord /> : undo ? <Undo /> : tool ? null : <Welcome />}
        </div>
        {tool ? <OpenTool tool={tool} /> : null}
        {trouble ? <Trouble /> : <SpaceWord />}
      </div>
      <Tools tool={tool} onChoose={setTool} />
      <Controls />
    </section>
  );
}

function Welcome() {
  const { t } = useText();
  const { signedIn } = useSync();
  return (
    <div className="quiet grid min-h-12 max-w-xs justify-items-center gap-2 px-6 text-center text-sm">
      {signedIn === false ? <p>{t("You are not signed in. Start anyway: your session waits on this device until you are.")}</p> : null}
      <a href="/add" className="btn btn-sm btn-quiet quiet" data-testid="practice-by-hand">
        {t("Write a session in by hand")}
      </a>
    </div>
  );
}

function Trouble() {
  const { t } = useText();
  return (
    <p role="alert" className="notice notice-bad mx-6 max-w-md text-sm">
      <span className="icon icon-triangle-alert" aria-hidden="true" />
      <span>{t("This device could not store the last step. The clock goes on; leave this page open.")}</span>
    </p>
  );
}

/** @param {{id: string, icon: string, label: string, onClick: () => void}} props */
function BigButton({ id, icon, label, onClick }) {
  return (
    <button
      type="button"
      data-testid={id}
      aria-label={label}
      onClick={onClick}
      className="btn btn-primary grid size-28 place-items-center gap-0 rounded-full border-0 p-0"
    >
      <span className={`icon ${icon} text-4xl`} aria-hidden="true" />
    </button>
  );
}

function MainButton() {
  const { t } = useText();
  const { phase } = usePractice();
  if (phase === "running") return <BigButton id="practice-pause" icon="icon-pause" label={t("Pause")} onClick={practice.pause} />;
  if (phase === "paused") return <BigButton id="practice-resume" icon="icon-play" label={t("Go on")} onClick={practice.resume} />;
  return <BigButton id="practice-start" icon="icon-play" label={t("Start practising")} onClick={practice.start} />;
}

function mainWord(/** @type {string} */ phase, /** @type {(m: string) => string} */ t) {
  if (phase === "running") return t("Pause");
  if (phase === "paused") return t("Go on");
  return t("Start");
}

function Controls() {
  const { t } = useText();
  const { phase } = usePractice();
  const live = phase === "running" || phase === "paused";
  return (
    <div className="mx-auto grid w-full max-w-md grid-cols-[1fr_auto_1fr] items-center px-4 pb-6">
      <Details />
      <div className="grid justify-items-center gap-2">
        <MainButton />
        <span aria-hidden="true" className="text-sm font-semibold">
          {mainWord(phase, t)}
        </span>
      </div>
      {live ? <FinishButton /> : <span />}
    </div>
  );
}

function FinishButton() {
  const { t } = useText();
  return (
    <div className="grid justify-items-center gap-2 justify-self-center">
      <button
        type="button"
        data-testid="practice-finish"
        aria-label={t("Finish")}
        onClick={() => practice.finish()}
        className="btn btn-hairline grid size-16 place-items-center rounded-full p-0"
      >
        <span className="icon icon-square text-xl" aria-hidden="true" />
      </button>
      <span aria-hidden="true" className="text-sm">
        {t("Finish")}
      </span>
    </div>
  );
}
