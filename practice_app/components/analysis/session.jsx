// A session's page from its first sentence to its last figure.
import { useState } from "react";
import { useText } from "../../i18n.js";
import { Stave } from "../ui/stave.jsx";
import { Bow } from "./bow.jsx";
import { ContestSheet, Corrections } from "./contesting.jsx";
import { Figures } from "./figures.jsx";
import { Picture } from "./picture.jsx";
import { Repeats } from "./repeats.jsx";
import { FAILURES, sentence, WAITING } from "./sayings.js";

function Stat({ label, testid, outline, seconds, text, children }) {
  return (
    <div className="flex flex-col">
      <dt className="eyebrow order-last mt-1.5">{label}</dt>
      <dd>
        <span
          className={outline ? "figure-big figure-outline" : "figure-big"}
          data-testid={testid}
          data-seconds={seconds ?? ""}
        >
          {seconds === null || seconds === undefined ? children : text.clock(Math.round(seconds))}
        </span>
      </dd>
    </div>
  );
}

function Told({ icon, mood, words, busy, children }) {
  const [what, safe] = words;
  return (
    <div className={`notice notice-${mood} mt-6`} role="status" data-testid="session-status">
      <span className={`icon ${icon}`} aria-hidden="true" />
      <div>
        <p className="font-semibold">{what}</p>
        <p className="quiet">{safe}</p>
        {busy ? <progress className="bar mt-3" aria-label={what} /> : null}
        {children}
      </div>
    </div>
  );
}

function Status({ session, text, onAgain }) {
  const waiting = WAITING[session.status];
  if (waiting) return <Told icon="icon-headphones" mood="info" words={waiting.map((w) => text.t(w))} busy />;
  const failure = FAILURES[session.failure];
  if (failure)
    return (
      <Told icon="icon-triangle-alert" mood="careful" words={failure.map((w) => text.t(w))}>
        {session.failure === "internal" ? (
          <button type="button" className="btn btn-outline mt-3" data-testid="session-again" onClick={() => onAgain()}>
            {text.t("Listen again")}
          </button>
        ) : null}
      </Told>
    );
  if (session.status === "ready" && session.recorded_s < 0.9 * session.clock_s) {
    const words = [text.t("Only a part of the session was recorded."), text.t("The figures speak of that part alone.")];
    return <Told icon="icon-info" mood="info" words={words} />;
  }
  return null;
}

export function SessionLeaf({ session, catalogue, onAgain, onCorrect, onWithdraw }) {
  const text = useText();
  const [evidence, setEvidence] = useState([]);
  const [jump, setJump] = useState(null);
  const [contested, setContested] = useState(null);
  const show = (parts, second) => {
    setEvidence(parts);
    if (second !== undefined) setJump({ second });
  };
  const said = sentence(text, session);
  return (
    <>
      <p className="session-said" aria-live="polite" data-testid="session-said">
        {said}
      </p>
      <Picture session={session} evidence={evidence} jump={jump} label={said} onContest={setContested} />
      <dl className="session-times">
        <Stat label={text.t("played")} testid="session-played" seconds={session.played_s} text={text}>
          <span className="quiet" title={text.t("Not known")}>
            –
          </span>
        </Stat>
        {session.corrected_s === null || session.corrected_s === undefined ? null : (
          <Stat
            label={text.t("with your correction")}
            testid="session-corrected"
            seconds={session.corrected_s}
            text={text}
          />
        )}
        <Stat label={text.t("on the clock")} testid="session-clock" outline seconds={session.clock_s} text={text} />
      </dl>
      <Corrections corrections={session.corrections} text={text} onWithdraw={onWithdraw} />
      <ContestSheet
        stretch={contested}
        clockS={session.clock_s}
        text={text}
        onSay={onCorrect}
        onClose={() => setContested(null)}
      />
      <Status session={session} text={text} onAgain={onAgain} />
      <Repeats repeats={session.repeats} text={text} onShow={show} />
      <Bow
        bow={session.bow}
        metric={session.metrics.find(({ key }) => key === "bow_steadiness")}
        playable={session.takes.some(({ playable }) => playable)}
        text={text}
        onShow={show}
      />
      <Figures metrics={session.metrics} catalogue={catalogue} target={session.target_bpm} text={text} onShow={show} />
    </>
  );
}

export function SessionBones() {
  return (
    <div aria-hidden="true">
      <div className="session-header grid gap-3 pt-11">
        <div className="bone h-10 w-3/5 max-w-sm" />
        <div className="bone h-5 w-4/5 max-w-xs" />
      </div>
      <div className="bone h-8 w-4/5 max-w-md" />
      <div className="picture">
        <Stave size="large" waits />
      </div>
      <div className="session-times">
        <div className="bone h-10 w-28" />
        <div className="bone h-10 w-28" />
      </div>
    </div>
  );
}
