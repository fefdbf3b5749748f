// @ts-check
// The session at its end: how long by the clock, when, and whatever the musician wants to say about it.
import { useText } from "../../i18n.js";
import { Stave } from "../ui/stave.jsx";
import { Heat } from "./tempo/heat.jsx";
import { Details } from "./details.jsx";
import { Discard } from "./discard.jsx";
import { practice, usePractice } from "./island.js";
import { HandIn } from "./homework.jsx";
import { Keep, Note, Rating } from "./fields.jsx";
import { Pieces } from "./named.jsx";
import { Outcome } from "./outcome.jsx";
import { Remark } from "./still.jsx";
import { spansOf } from "./spans.js";

export function Summary() {
  const { t } = useText();
  const { busy, trouble } = usePractice();
  return (
    <section className="summary">
      <div className="summary-half">
        <Figures />
        <Remark />
        <Drilled />
        <Outcome />
      </div>
      <div className="summary-half">
        <Rating />
        <Pieces />
        <Note />
        <HandIn />
        <Keep />
        <div className="grid gap-3">
          {trouble ? (
            <p role="alert" className="field-error">
              {t("This device could not store the session. It is still open here; free some space and save again.")}
            </p>
          ) : null}
          <button
            type="button"
            className="btn btn-primary btn-stand"
            data-testid="practice-save"
            aria-busy={busy}
            disabled={busy}
            onClick={practice.save}
          >
            {t("Save session")}
          </button>
          <Discard />
        </div>
      </div>
    </section>
  );
}

function Drilled() {
  const { details, timeline } = usePractice();
  return <Heat drills={details.drills ?? []} seconds={timeline?.elapsed_s ?? 0} />;
}

function Figures() {
  const { t, clock, date } = useText();
  const { timeline } = usePractice();
  if (!timeline) return null;
  const { started_at, ended_at, elapsed_s } = timeline;
  const hour = (/** @type {number} */ at) => date(at, { timeStyle: "short" });
  return (
    <header className="grid gap-3">
      <div className="flex items-start justify-between gap-4">
        <div className="grid gap-1">
          <h1>{t("Finished")}</h1>
          <p className="quiet text-sm">
            {date(started_at, { dateStyle: "full" })}, {hour(started_at)} – {hour(ended_at)}
          </p>
        </div>
        <Details />
      </div>
      <p
        className="figure-big figure-outline"
        translate="no"
        style={{ fontSize: "min(4.75rem, 22vw)" }}
        data-testid="practice-clock"
      >
        {clock(elapsed_s)}
      </p>
      <Stave
        spans={spansOf(timeline)}
        clockS={Math.max(1, (ended_at - started_at) / 1000)}
        size="medium"
        draws
        label={t("When the clock ran and when it paused")}
      />
      <p className="quiet text-sm">{t("By the clock. How long you really played is what Woodshed listens for.")}</p>
    </header>
  );
}
