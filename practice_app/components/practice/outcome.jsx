// @ts-check
// What became of the plan: how long each step was, how it went, and when it comes back. All of it is known on the device.
import { useId } from "react";
import { useText } from "../../i18n.js";
import { done, GLANCE_S, nextOn, spent } from "../outbox/plan.js";
import { practice, usePractice } from "./island.js";
import "./planned.css";

/** @typedef {import("../outbox/types").PlanRun} PlanRun */

/** As spaced review takes them. @param {(m: string) => string} t @returns {[number, string][]} */
const words = (t) => [
  [2, t("Not yet")],
  [3, t("Nearly")],
  [4, t("Well")],
  [5, t("Easily")],
];

/** Whether the session was on the day that the plan was made for. @param {PlanRun} run @param {number} at @param {string} timeZone */
function sameDay({ day }, at, timeZone) {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at) === day;
  } catch {
    return false; // a zone that this browser does not know
  }
}

export function Outcome() {
  const { t, n } = useText();
  const { details, timeline, session } = usePractice();
  const { plan } = details;
  if (!plan || !timeline || !session) return null;
  const ends = done(plan, timeline.elapsed_s);
  const seconds = spent(plan, timeline.elapsed_s);
  const today = sameDay(plan, timeline.started_at, session.timezone);
  const all = ends.filter(Boolean).length;
  return (
    <section className="outcome" aria-label={t("Your plan")} data-testid="plan-outcome">
      <h2>{t("Your plan")}</h2>
      <p className="quiet text-sm">
        {n("{done} of {n} step done", "{done} of {n} steps done", plan.steps.length, { done: all })}
      </p>
      <ol className="rows">
        {plan.steps.map((_, place) => (
          <Row key={place} place={place} seconds={seconds[place]} done={ends[place]} today={today} />
        ))}
      </ol>
      {today && plan.steps.some((step) => step.next_on.length) ? (
        <p className="quiet text-sm">{t("What Woodshed hears in the recording may still move these days.")}</p>
      ) : null}
    </section>
  );
}

/** @param {{place: number, seconds: number, done: boolean, today: boolean}} props */
function Row({ place, seconds, done, today }) {
  const { t, duration } = useText();
  const { details } = usePractice();
  const plan = /** @type {PlanRun} */ (details.plan);
  const step = plan.steps[place];
  const rateable = step.piece_id && seconds >= GLANCE_S;
  return (
    <li className="outcome-row" data-done={done} data-testid="plan-outcome-step">
      <span className={`icon ${done ? "icon-circle-check text-primary" : "icon-minus quiet"}`} aria-hidden="true" />
      <div className="grid min-w-0 gap-2">
        <p className="outcome-title">
          <span className="row-title" translate={step.piece_id ? "no" : undefined}>
            {step.title}
          </span>
          <span className="quiet text-sm figures">
            {seconds >= 1
              ? t("{spent} of {planned}", { spent: duration(seconds), planned: duration(60 * step.minutes) })
              : t("not done")}
          </span>
          {done ? <span className="sr-only">{t("done")}</span> : null}
        </p>
      </div>
      {rateable ? (
        <div className="outcome-more">
          <How place={place} title={step.title} />
          {today ? <Next day={nextOn(plan, place, details.self_rating)} /> : null}
        </div>
      ) : null}
    </li>
  );
}

/** @param {{place: number, title: string}} props */
function How({ place, title }) {
  const { t } = useText();
  const { details } = usePractice();
  const name = useId();
  const said = details.plan?.ratings?.[place] ?? null;
  return (
    <fieldset>
      <legend className="sr-only">{t("How did it go? {title}", { title })}</legend>
      <div className="segmented segmented-wide outcome-how">
        {words(t).map(([rating, text]) => (
          <label key={rating} className="segment" data-testid={`plan-rate-${place}-${rating}`}>
            <input
              type="radio"
              name={name}
              checked={said === rating}
              onChange={() => practice.plan.rate(place, rating)}
              onClick={() => said === rating && practice.plan.rate(place, null)}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** @param {{day: string | null}} props */
function Next({ day }) {
  const { t, day: written } = useText();
  if (!day) return null;
  const on = written(day, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return (
    <p className="quiet text-sm" role="status" data-testid="plan-next-on">
      {t("Next on {day}", { day: on })}
    </p>
  );
}
