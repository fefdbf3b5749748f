// @ts-check
// The steps of a plan, to read; and to change, by finger or by keyboard.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { moved, withMinutes, without, withTempo } from "./editing.js";

/** @typedef {import("../outbox/types").PlanStep} PlanStep */
/** @typedef {{steps: PlanStep[], place: number, onChange: (steps: PlanStep[]) => void}} Editing */

/** @param {{steps: PlanStep[], editing: boolean, onChange: (steps: PlanStep[]) => void}} props */
export function Steps({ steps, editing, onChange }) {
  const { t } = useText();
  if (!steps.length)
    return <p className="quiet">{t("Nothing is left of this plan. Choose a length for another one.")}</p>;
  return (
    <ol className="rows plan-steps" aria-label={t("Your plan")}>
      {steps.map((step, place) => (
        <li
          key={`${step.kind} ${step.piece_id} ${step.section_id} ${place}`}
          className="plan-step"
          data-kind={step.kind}
          data-testid="plan-row"
        >
          <Said step={step} />
          {editing ? <Controls steps={steps} place={place} onChange={onChange} /> : null}
        </li>
      ))}
    </ol>
  );
}

/** @param {{step: PlanStep}} props */
function Said({ step }) {
  const { t, number } = useText();
  return (
    <>
      <p className="plan-step-head">
        <span className="plan-step-title" translate={step.piece_id ? "no" : undefined}>
          {step.title}
        </span>
        <span className="plan-step-length figures">{t("{n} min", { n: number(step.minutes) })}</span>
      </p>
      {step.how || step.bpm ? (
        <p className="text-sm">
          {step.bpm ? <strong className="figures">{t("{bpm} bpm", { bpm: number(step.bpm) })}</strong> : null}
          {step.bpm && step.how ? " · " : null}
          {step.how}
        </p>
      ) : null}
      {step.why ? <p className="quiet text-sm">{step.why}</p> : null}
    </>
  );
}

/** @param {Editing} props */
function Controls({ steps, place, onChange }) {
  const { t } = useText();
  const step = steps[place];
  const about = { title: step.title };
  return (
    <div className="plan-controls">
      <Typed
        label={t("Minutes: {title}", about)}
        unit={t("min")}
        value={String(step.minutes)}
        testId="plan-row-minutes"
        onType={(typed) => onChange(withMinutes(steps, place, typed))}
      />
      {step.piece_id || step.bpm ? (
        <Typed
          label={t("Tempo: {title}", about)}
          unit={t("bpm")}
          value={step.bpm ? String(step.bpm) : ""}
          testId="plan-row-tempo"
          onType={(typed) => onChange(withTempo(steps, place, typed))}
        />
      ) : null}
      <span className="plan-order">
        <Deed
          icon="icon-chevron-down rotate-180"
          label={t("Earlier: {title}", about)}
          off={!place}
          testId="plan-up"
          onClick={() => onChange(moved(steps, place, -1))}
        />
        <Deed
          icon="icon-chevron-down"
          label={t("Later: {title}", about)}
          off={place === steps.length - 1}
          testId="plan-down"
          onClick={() => onChange(moved(steps, place, 1))}
        />
        <Deed
          icon="icon-x"
          label={t("Take out: {title}", about)}
          testId="plan-remove"
          onClick={() => onChange(without(steps, place))}
        />
      </span>
    </div>
  );
}

/** @param {{label: string, unit: string, value: string, testId: string, onType: (typed: string) => void}} props */
function Typed({ label, unit, value, testId, onType }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <label className="plan-typed">
      <span className="sr-only">{label}</span>
      <input
        type="number"
        inputMode="numeric"
        className="field-control plan-number"
        data-testid={testId}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onType(event.target.value);
        }}
        onBlur={() => setTyped(value)}
      />
      <span className="quiet text-sm" aria-hidden="true">
        {unit}
      </span>
    </label>
  );
}

/** @param {{icon: string, label: string, off?: boolean, testId: string, onClick: () => void}} props */
function Deed({ icon, label, off = false, testId, onClick }) {
  return (
    <button
      type="button"
      className="btn btn-quiet btn-square"
      aria-label={label}
      title={label}
      disabled={off}
      data-testid={testId}
      onClick={onClick}
    >
      <span className={`icon ${icon}`} aria-hidden="true" />
    </button>
  );
}
