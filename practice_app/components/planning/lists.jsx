// @ts-check
// What is due and what was left alone for long; how that is decided, and how to switch it off.
import { useId, useState } from "react";
import { useText } from "../../i18n.js";
import { sync } from "../outbox/sync.js";
import { useSync } from "../outbox/use.js";
import { holds, stepFor } from "./editing.js";

/** @typedef {import("../outbox/types").PlanStep} PlanStep */
/** @typedef {import("./kept.js").Proposal} Proposal */
/** @typedef {{steps: PlanStep[], onAdd: (step: PlanStep) => void}} Adding */

const SHOWN = 8;

/** @param {Adding & {lists: import("./kept.js").Lists | null, onReviews: () => Promise<void>}} props */
export function Lists({ lists, steps, onAdd, onReviews }) {
  const { t } = useText();
  if (!lists) return <aside className="plan-beside" />;
  const due = new Set(lists.due.map((row) => row.piece_id));
  const neglected = lists.reviews ? lists.neglected.filter((row) => !due.has(row.piece_id)) : lists.neglected;
  return (
    <aside className="plan-beside">
      {lists.reviews ? (
        <List
          title={t("Due")}
          empty={t("Nothing is due today.")}
          rows={lists.due}
          steps={steps}
          onAdd={onAdd}
          testId="plan-due"
        />
      ) : null}
      {neglected.length ? (
        <List title={t("Not for long")} empty="" rows={neglected} steps={steps} onAdd={onAdd} testId="plan-neglected" />
      ) : null}
      <Explained reviews={lists.reviews} onReviews={onReviews} />
    </aside>
  );
}

/** @param {Adding & {title: string, empty: string, rows: Proposal[], testId: string}} props */
function List({ title, empty, rows, steps, onAdd, testId }) {
  const { n } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <section data-testid={testId}>
      <h2 className="text-lg">{title}</h2>
      {rows.length ? null : <p className="quiet mt-1">{empty}</p>}
      <ul className="rows">
        {shown.map((row) => (
          <Row key={`${row.piece_id} ${row.section_id}`} row={row} steps={steps} onAdd={onAdd} />
        ))}
      </ul>
      {shown.length < rows.length ? (
        <button type="button" className="btn btn-sm btn-quiet min-h-11" onClick={() => setAll(true)}>
          {n("{n} more", "{n} more", rows.length - shown.length)}
        </button>
      ) : null}
    </section>
  );
}

/** @param {Adding & {row: Proposal}} props */
function Row({ row, steps, onAdd }) {
  const { t } = useText();
  const there = holds(steps, row);
  return (
    <li className="plan-due-row">
      <div className="min-w-0">
        <p className="row-title" translate="no">
          {row.title}
        </p>
        <p className="quiet text-sm">{row.why}</p>
      </div>
      {there ? (
        <span className="quiet text-sm">{t("in the plan")}</span>
      ) : (
        <button
          type="button"
          className="btn btn-hairline btn-square size-12"
          aria-label={t("Add to the plan: {title}", { title: row.title })}
          title={t("Add to the plan: {title}", { title: row.title })}
          disabled={!steps.length}
          data-testid="plan-due-add"
          onClick={() => onAdd(stepFor(row))}
        >
          <span className="icon icon-plus" aria-hidden="true" />
        </button>
      )}
    </li>
  );
}

/** @param {{reviews: boolean, onReviews: () => Promise<void>}} props */
function Explained({ reviews, onReviews }) {
  const { t } = useText();
  return (
    <details className="plan-explained">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">{t("How Woodshed decides what is due")}</summary>
      <div className="prose-plain grid gap-3">
        <p>
          {t(
            "What went well waits longer before it comes back; what was hard comes back within days. Your own word after a session counts, and how steady your beat was where Woodshed could hear it for sure. A good run before its day moves nothing; one that failed brings it back soon.",
          )}
        </p>
        <p>
          {t(
            "What is known: a night's sleep between two sessions helps to play a passage accurately. How many nights are best is a guess. So no wait is longer than a week while you learn a piece or are about to perform it, three weeks while you polish it, two months while it rests.",
          )}
        </p>
        <p>
          {t(
            "You know your music better. Change every plan as you like, or switch this off: plans are then made of what you practised last.",
          )}
        </p>
        <Switch on={reviews} onChanged={onReviews} />
      </div>
    </details>
  );
}

/** @param {{on: boolean, onChanged: () => Promise<void>}} props */
function Switch({ on, onChanged }) {
  const { t } = useText();
  const id = useId();
  const { offline } = useSync();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const turn = async (/** @type {boolean} */ reviews) => {
    setBusy(true);
    setFailed(false);
    await sync.api.changeMe({ reviews }).then(onChanged, () => setFailed(true));
    setBusy(false);
  };
  return (
    <div>
      <label htmlFor={id} className="flex min-h-16 cursor-pointer items-center justify-between gap-4">
        <span className="row-title">{t("Say what is due")}</span>
        <input
          id={id}
          type="checkbox"
          className="toggle toggle-primary shrink-0"
          data-testid="plan-reviews"
          checked={on}
          disabled={busy || offline}
          onChange={(event) => void turn(event.target.checked)}
        />
      </label>
      {failed ? (
        <p role="alert" className="field-error">
          {t("Woodshed can't be reached, so nothing was changed. Try again when the network is back.")}
        </p>
      ) : null}
    </div>
  );
}
