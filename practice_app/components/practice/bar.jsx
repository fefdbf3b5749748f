// @ts-check
// The bar above the navigation: clock, pause and the way back to the session that runs, was left behind or is not saved yet.
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useText } from "../../i18n.js";
import { stopped } from "./arm.js";
import { useElapsed } from "./clock.jsx";
import { useStayInside } from "./inside.js";
import { practice, usePractice } from "./island.js";
import { GONE_MS, orphanedSession } from "./orphans.js";
import { createMeter } from "./meter.js";
import "./touch.css";
import "./bar.css";

const HEAR_MS = 250;

/** Whether somebody still plays is heard here, too. */
function useHearing() {
  const { phase, mic } = usePractice();
  const hears = phase === "running" && mic === "on";
  useEffect(() => {
    const meter = hears && practice.stream ? createMeter(practice.stream) : null;
    const timer = meter ? setInterval(() => practice.heard(meter.read()), HEAR_MS) : undefined;
    return () => {
      clearInterval(timer);
      meter?.close();
    };
  }, [hears]);
}

/** @param {boolean} shown */
function useRoomForIt(shown) {
  useEffect(() => {
    if (!shown) return undefined;
    document.documentElement.dataset.bar = "";
    return () => void delete document.documentElement.dataset.bar;
  }, [shown]);
}

export default function Bar() {
  const { phase } = usePractice();
  const live = phase === "running" || phase === "paused";
  useStayInside(live);
  useHearing();
  if (live) return <Running />;
  return phase === "loading" || phase === "offer" || phase === "review" ? <Left /> : null;
}

function Running() {
  const { t } = useText();
  const { phase, idle } = usePractice();
  const seconds = useElapsed(phase);
  const paused = phase === "paused";
  return (
    <Shown
      seconds={seconds}
      words={idle !== null ? t("Still practising?") : paused ? t("Paused") : t("The clock runs")}
      paused={paused}
    >
      {idle !== null ? (
        <button
          type="button"
          className="btn btn-primary btn-round running-word"
          data-testid="bar-still-here"
          onClick={practice.stillHere}
        >
          {t("Yes, go on")}
        </button>
      ) : (
        <button
          type="button"
          key={phase}
          className="btn btn-primary stand-small"
          aria-label={paused ? t("Go on") : t("Pause")}
          title={paused ? t("Go on") : t("Pause")}
          data-testid={paused ? "bar-resume" : "bar-pause"}
          onClick={paused ? practice.resume : practice.pause}
        >
          <span className={`icon ${paused ? "icon-play" : "icon-pause"}`} aria-hidden="true" />
        </button>
      )}
    </Shown>
  );
}

/** A session of a page that is gone. It goes on here with one tap, or is finished where one practises. */
function Left() {
  const { t } = useText();
  const { phase } = usePractice();
  const [left, setLeft] = useState(/** @type {import("./orphans.js").Left | null} */ (null));
  useEffect(() => {
    // What somebody else left unfinished is shown to nobody else; and a page that has just gone may not be known to be gone.
    const look = () =>
      practice
        .identified()
        .then(() => orphanedSession())
        .then(setLeft, () => {});
    void look();
    const again = setTimeout(look, GONE_MS);
    return () => clearTimeout(again);
  }, [phase]);
  if (!left) return null;
  const goOn = async () => {
    await practice.boot();
    await practice.goOn();
  };
  return (
    <Shown
      seconds={left.elapsed_s}
      words={left.finished ? t("Not saved yet") : t("Stopped when the page was closed")}
      paused
    >
      {left.finished ? (
        <Link to="/practice" className="btn btn-primary btn-round running-word">
          {t("Save")}
        </Link>
      ) : (
        <button type="button" className="btn btn-primary btn-round running-word" data-testid="bar-go-on" onClick={goOn}>
          {t("Go on")}
        </button>
      )}
    </Shown>
  );
}

/** @param {{seconds: number, words: string, paused: boolean, children: import("react").ReactNode}} props */
function Shown({ seconds, words, paused, children }) {
  const { t, clock, duration } = useText();
  const { details, mic, arm, trouble } = usePractice();
  const quiet = ["on", "off", "asking"].includes(mic) && !trouble && (paused || !stopped(arm));
  useRoomForIt(true);
  return (
    <aside className="running-bar" aria-label={t("Your session")} data-testid="running-bar">
      <Link to="/practice" className="running-back" data-testid="bar-back">
        <span
          className="running-clock"
          data-still={paused}
          translate="no"
          role="timer"
          aria-label={`${t("Practice time")}: ${duration(seconds)}`}
        >
          {clock(seconds)}
        </span>
        <span className="running-words">
          <span key={words} className="row-title">
            {words}
          </span>
          {quiet ? (
            <span key={details.piece_title} className="quiet text-sm" translate="no">
              {details.piece_title}
            </span>
          ) : (
            <span key="trouble" className="text-sm">
              <span className="icon icon-triangle-alert me-1" aria-hidden="true" />
              <span>{t("Something needs you")}</span>
            </span>
          )}
        </span>
        <span className="sr-only">{t("Back to the session")}</span>
      </Link>
      {children}
    </aside>
  );
}
