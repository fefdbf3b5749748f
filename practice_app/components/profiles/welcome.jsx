// Two questions for who has just made an account, above the journal, one after the other; each can be left alone.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { INSTRUMENTS } from "../../words.js";
import { InstrumentPicker } from "./instruments.jsx";
import "./profile.css";
import "./welcome.css";
import { asked, isNew } from "./newcomer.js";

const FIRST = ["piano", "violin", "guitar", "cello", "flute", "clarinet", "drums", "voice"];
/** @param {string} text */
const msg = (text) => text;
/** @type {[string, string][]} */
const KINDS = [
  ["student", msg("I take lessons")],
  ["hobby", msg("I play for pleasure")],
  ["professional", msg("It is my profession")],
  ["teacher", msg("I teach")],
];

/** Tell it the server; what couldn't be told can be told on the profile's page. @param {object} told */
async function tell(told) {
  const body = JSON.stringify(told);
  const headers = { "content-type": "application/json" };
  await fetch("/api/v1/me", { method: "PATCH", credentials: "same-origin", headers, body }).catch(() => null);
}

/** @param {{whose: string}} props */
export function Welcome({ whose }) {
  const [step, setStep] = useState(0);
  useEffect(() => setStep(isNew(whose) ? 1 : 0), [whose]);
  const end = () => {
    asked();
    setStep(0);
  };
  if (step === 1) return <Playing onNext={() => setStep(2)} />;
  if (step === 2) return <Kind onEnd={end} />;
  return null;
}

/** @param {{title: string, children: import("react").ReactNode, actions: import("react").ReactNode, next?: boolean}} props */
function Question({ title, children, actions, next = false }) {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    if (next) heading.current?.focus(); // what was tapped is gone
  }, [next]);
  return (
    <section className="welcome" data-testid="welcome">
      <h2 ref={heading} tabIndex={-1} className="welcome-title">
        {title}
      </h2>
      {children}
      <div className="flex flex-wrap gap-2">{actions}</div>
    </section>
  );
}

/** @param {{onNext: () => void}} props */
function Playing({ onNext }) {
  const { t, word } = useText();
  const [played, setPlayed] = useState(/** @type {string[]} */ ([]));
  const toggle = (/** @type {string} */ key) =>
    setPlayed((before) => (before.includes(key) ? before.filter((one) => one !== key) : [...before, key]));
  const next = () => {
    if (played.length) tell({ instruments: played });
    onNext();
  };
  const offered = [...FIRST, ...played.filter((one) => !FIRST.includes(one))];
  return (
    <Question
      title={t("What do you play?")}
      actions={
        <>
          {played.length > 0 && (
            <button type="button" className="btn btn-primary btn-round" onClick={next} data-testid="welcome-next">
              {t("Go on")}
            </button>
          )}
          <button type="button" className="btn btn-quiet" onClick={onNext} data-testid="welcome-skip">
            {t("Not now")}
          </button>
        </>
      }
    >
      <div className="flex flex-wrap gap-2">
        {offered.map((key) => (
          <button
            key={key}
            type="button"
            aria-pressed={played.includes(key)}
            className={`btn btn-round ${played.includes(key) ? "btn-primary" : "btn-hairline"}`}
            onClick={() => toggle(key)}
            data-testid={`welcome-${key}`}
          >
            {Object.hasOwn(INSTRUMENTS, key) ? t(INSTRUMENTS[key]) : word(key)}
          </button>
        ))}
      </div>
      <InstrumentPicker taken={offered} onPick={toggle} />
    </Question>
  );
}

/** @param {{onEnd: () => void}} props */
function Kind({ onEnd }) {
  const { t } = useText();
  const choose = (/** @type {string} */ kind) => {
    tell({ kind });
    onEnd();
  };
  return (
    <Question
      next
      title={t("What is music to you?")}
      actions={
        <button type="button" className="btn btn-quiet" onClick={onEnd} data-testid="welcome-skip">
          {t("Not now")}
        </button>
      }
    >
      <div className="flex flex-wrap gap-2">
        {KINDS.map(([kind, said]) => (
          <button
            key={kind}
            type="button"
            className="btn btn-hairline btn-round"
            onClick={() => choose(kind)}
            data-testid={`welcome-${kind}`}
          >
            {t(said)}
          </button>
        ))}
      </div>
      <p className="quiet text-sm">{t("Only you see it, until your profile shows it to others.")}</p>
    </Question>
  );
}
