// @ts-check
// "Plan my 30 minutes": a proposal that can be changed and begun. It is on the device as soon as it is shown.
import { useState } from "react";
import { useNavigate } from "react-router";
import { useText } from "../../i18n.js";
import { useSync } from "../outbox/use.js";
import { choosePlan } from "../practice/following.js";
import { mayBeOpen } from "../practice/guard.js";
import { AddOwn } from "./adding.jsx";
import { added, total } from "./editing.js";
import { keepPlan } from "./kept.js";
import { Lists } from "./lists.jsx";
import { Minutes } from "./minutes.jsx";
import { Steps } from "./steps.jsx";
import { useLists, usePlan } from "./use_plan.js";
import "./plan.css";

/** @typedef {import("../outbox/types").PlanStep} PlanStep */

export function PlanIsland() {
  const { signedIn, userId, loaded } = useSync();
  if (signedIn === false && loaded && !userId) return <SignIn />;
  return <Page userId={userId} />;
}

/** @param {{userId: string | null}} props */
function Page({ userId }) {
  const { t } = useText();
  const { shown, old, none, show, ask } = usePlan(userId);
  const { lists, load } = useLists(userId);
  const steps = shown?.plan.steps ?? [];
  const change = (/** @type {PlanStep[]} */ next) =>
    shown && show({ ...shown, changed: true, plan: { ...shown.plan, steps: next } });
  return (
    <div className="plan-page">
      <section className="plan-main">
        <h1>{t("Plan")}</h1>
        <Minutes minutes={shown?.minutes ?? null} onChoose={ask} />
        <Old at={old} />
        {none ? (
          <None />
        ) : shown ? (
          <Proposed steps={steps} userId={userId} shown={shown} onChange={change} />
        ) : (
          <Bones />
        )}
      </section>
      <Lists
        lists={lists}
        steps={steps}
        onAdd={(step) => change(added(steps, step))}
        onReviews={async () => {
          await load();
          if (shown) await ask(shown.minutes);
        }}
      />
    </div>
  );
}

/** @param {{steps: PlanStep[], userId: string | null, shown: import("./kept.js").Shown, onChange: (steps: PlanStep[]) => void}} props */
function Proposed({ steps, userId, shown, onChange }) {
  const { t, n } = useText();
  const [editing, setEditing] = useState(false);
  return (
    <>
      <div className="plan-head">
        <p className="figures" data-testid="plan-total" role="status">
          {n("{n} minute", "{n} minutes", total(steps))}
        </p>
        <button
          type="button"
          className="btn btn-sm btn-hairline btn-round min-h-11"
          aria-pressed={editing}
          data-testid="plan-edit"
          onClick={() => setEditing(!editing)}
        >
          <span className={`icon ${editing ? "icon-check" : "icon-pencil"}`} aria-hidden="true" />
          {editing ? t("Done") : t("Change")}
        </button>
      </div>
      <Steps steps={steps} editing={editing} onChange={onChange} />
      {editing ? <AddOwn steps={steps} userId={userId} onAdd={(step) => onChange(added(steps, step))} /> : null}
      <Start steps={steps} userId={userId} shown={shown} />
    </>
  );
}

/** @param {{steps: PlanStep[], userId: string | null, shown: import("./kept.js").Shown}} props */
function Start({ steps, userId, shown }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [trouble, setTrouble] = useState(false);
  const start = async () => {
    if (!userId) return;
    try {
      await begin(shown.plan, userId);
      await keepPlan(userId, { ...shown, begun: true });
      await navigate("/practice");
    } catch {
      setTrouble(true);
    }
  };
  return (
    <div className="plan-foot">
      {trouble ? (
        <p role="alert" className="field-error">
          {t("This device could not store the plan. Free some space and try again.")}
        </p>
      ) : null}
      <button
        type="button"
        className="btn btn-primary btn-stand w-full"
        data-testid="plan-start"
        disabled={!steps.length || !userId}
        onClick={start}
      >
        <span className="icon icon-play" aria-hidden="true" />
        {t("Start with this plan")}
      </button>
    </div>
  );
}

/** The session that runs goes by it from now on; where none does, the next one. @param {import("../outbox/types").Plan} plan @param {string} userId */
async function begin(plan, userId) {
  if (mayBeOpen()) {
    const { practice } = await import("../practice/island.js");
    const { phase } = practice.getSnapshot();
    if (phase === "running" || phase === "paused") return practice.plan.follow(plan);
  }
  await choosePlan(plan, userId);
}

/** @param {{at: number | null}} props */
function Old({ at }) {
  const { t, date } = useText();
  if (at === null) return null;
  return (
    <p className="last-seen quiet text-sm" role="status" data-testid="plan-old">
      <span className="icon icon-hourglass" aria-hidden="true" />
      <span>
        {t("Your last plan, from {time}: Woodshed can't be reached just now.", {
          time: date(at, { dateStyle: "medium", timeStyle: "short" }),
        })}
      </span>
    </p>
  );
}

function None() {
  const { t } = useText();
  return (
    <div className="empty" role="status" data-testid="plan-none">
      <span className="icon icon-wifi-off text-4xl" aria-hidden="true" />
      <h2>{t("No plan on this device yet")}</h2>
      <p>{t("A first plan needs the network. You can practise meanwhile.")}</p>
      <a href="/practice" className="btn btn-primary btn-round">
        {t("Start practising")}
      </a>
    </div>
  );
}

function SignIn() {
  const { t } = useText();
  return (
    <div className="empty">
      <span className="icon icon-list-music text-4xl" aria-hidden="true" />
      <h1>{t("A plan for today")}</h1>
      <p>{t("Woodshed plans from what you practised. Sign in, and it knows.")}</p>
      <a href="/login?next=/plan" className="btn btn-primary btn-round">
        {t("Sign in")}
      </a>
    </div>
  );
}

function Bones() {
  return (
    <div className="grid gap-3" aria-busy="true" aria-hidden="true">
      {[0, 1, 2, 3].map((n) => (
        <div key={n} className="bone h-16 w-full" />
      ))}
    </div>
  );
}
