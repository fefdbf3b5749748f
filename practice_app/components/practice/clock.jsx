// @ts-check
// The practice clock, large enough to be read from the chair.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { practice, usePractice } from "./island.js";

const LOOK_MS = 200;

/**
 * The practice clock in whole seconds; it follows the log, so a late tick shows the right time.
 * @param {string} phase with each new one it is read at once: a clock that stands shows where it was stopped
 */
export function useElapsed(phase) {
  const [seconds, setSeconds] = useState(() => Math.floor(practice.elapsed()));
  useEffect(() => {
    const tick = () => setSeconds(Math.floor(practice.elapsed()));
    tick();
    const timer = setInterval(tick, LOOK_MS);
    return () => clearInterval(timer);
  }, [phase]);
  return seconds;
}

export function Clock() {
  const { t, clock, duration } = useText();
  const { phase } = usePractice();
  const seconds = useElapsed(phase);
  return (
    <p
      role="timer"
      translate="no"
      aria-label={`${t("Practice time")}: ${duration(seconds)}`}
      data-testid="practice-clock"
      data-hours={seconds >= 3600}
      data-still={phase === "paused"}
      className="stand-clock"
    >
      {clock(seconds)}
    </p>
  );
}
