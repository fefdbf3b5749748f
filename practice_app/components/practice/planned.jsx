// @ts-check
// The step of a plan that is at hand: what, how, how much of its time is left, what comes after it. Nothing is ever cut
// off: when a step's time is over, that is all that is said.
import { useText } from "../../i18n.js";
import { left, present } from "../outbox/plan.js";
import { useElapsed } from "./clock.jsx";
import { practice, usePractice } from "./island.js";
import "./planned.css";

/** @typedef {import("../outbox/types").PlanRun} PlanRun */

/** @param {{run: PlanRun}} props */
export function Planned({ run }) {
  const { t, number } = useText();
  const place = present(run);
  const step = run.steps[place];
  if (!step) return <AllDone />;
  return (
    <section className="planned" aria-label={t("Your plan")} data-testid="plan-step">
      <p className="planned-where quiet figures">
        <span>{t("{n} of {all}", { n: number(place + 1), all: number(run.steps.length) })}</span>
        <Left run={run} />
      </p>
      <h2 className="planned-title" translate={step.piece_id ? "no" : undefined} data-testid="plan-step-title">
        {step.title}
      </h2>
      <p className="planned-how quiet">
        {step.bpm ? <strong className="figures">{t("{bpm} bpm", { bpm: number(step.bpm) })} · </strong> : null}
        {step.how}
      </p>
      <Deeds run={run} />
    </section>
  );
}

/** @param {{run: PlanRun}} props */
function Left({ run }) {
  const { t, clock, duration } = useText();
  const { phase } = usePractice();
  const seconds = left(run, useElapsed(phase));
  const over = seconds <= 0;
  return (
    <>
      <span
        className="planned-left"
        data-over={over}
        data-testid="plan-left"
        role="timer"
        translate="no"
        aria-label={over ? undefined : t("{time} left", { time: duration(seconds) })}
      >
        {over ? `+${clock(-seconds)}` : clock(seconds)}
      </span>
      <span role="status" className={over ? "planned-over" : "sr-only"}>
        {over ? t("Its time is over; go on as long as you like.") : ""}
      </span>
    </>
  );
}

/** @param {{run: PlanRun}} props */
function Deeds({ run }) {
  const { t } = useText();
  const { phase } = usePractice();
  const place = present(run);
  const after = run.steps[place + 1];
  if (phase !== "running" && phase !== "paused")
    return (
      <button
        type="button"
        className="btn btn-quiet quiet min-h-11"
        data-testid="plan-drop"
        onClick={practice.plan.drop}
      >
        {t("Practise without the plan")}
      </button>
    );
  return (
    <div className="planned-deeds">
      <button
        type="button"
        className="btn btn-hairline stand-small"
        aria-label={t("Back to the step before")}
        title={t("Back to the step before")}
        disabled={!place}
        data-testid="plan-back"
        onClick={() => practice.plan.turn(-1)}
      >
        <span className="icon icon-chevron-left" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn btn-hairline planned-skip"
        data-testid="plan-skip"
        onClick={practice.plan.skip}
      >
        {t("Skip")}
      </button>
      <button
        type="button"
        className="btn btn-hairline planned-next"
        data-testid="plan-next"
        onClick={() => practice.plan.turn(1)}
      >
        <span className="planned-next-words">
          <span>{after ? t("Next") : t("The plan is done")}</span>
          {after ? (
            <span className="planned-next-title" translate={after.piece_id ? "no" : undefined}>
              {after.title}
            </span>
          ) : null}
        </span>
        <span className="icon icon-chevron-right" aria-hidden="true" />
      </button>
    </div>
  );
}

function AllDone() {
  const { t } = useText();
  return (
    <section className="planned" aria-label={t("Your plan")} data-testid="plan-all-done">
      <h2 className="planned-title">{t("The plan is done")}</h2>
      <p className="planned-how quiet">{t("Finish, or go on as long as you like.")}</p>
      <button
        type="button"
        className="btn btn-quiet quiet min-h-11"
        data-testid="plan-back"
        onClick={() => practice.plan.turn(-1)}
      >
        {t("Back to the step before")}
      </button>
    </section>
  );
}
