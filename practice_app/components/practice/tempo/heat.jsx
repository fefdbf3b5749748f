// @ts-check
// What was drilled, drawn: a line for each section, from the session's beginning to its end.
import { useText } from "../../../i18n.js";
import { HeatRow } from "../../ui/heat_row.jsx";
import { heatMap } from "./drills.js";

const PARTS = 12;

/** @param {{drills: import("../../outbox/types").Drill[], seconds: number}} props */
export function Heat({ drills, seconds }) {
  const { t, clock } = useText();
  const rows = heatMap(drills, seconds, PARTS);
  if (!rows.length) return null;
  return (
    <section className="tempo-whole grid gap-2" data-testid="drill-heat">
      <h2 className="field-label font-sans">{t("What you drilled")}</h2>
      <ul className="grid gap-2">
        {rows.map(({ title, count, cells }) => (
          <HeatRow key={title} className="heat-row" title={title} times={count} heats={cells.map(({ heat }) => heat)} />
        ))}
      </ul>
      <p className="heat-legend figures" aria-hidden="true">
        <span />
        <span className="heat-axis">
          <span>{clock(0)}</span>
          <span>{clock(seconds)}</span>
        </span>
      </p>
      <Key />
    </section>
  );
}

/** What the columns say. */
function Key() {
  const { t } = useText();
  return (
    <p className="heat-key">
      <span>{t("Each column is a twelfth of the session:")}</span>
      <span>{t("once")}</span>
      {[1, 2, 3, 4].map((heat) => (
        <span key={heat} className="heat-cell" data-heat={heat} aria-hidden="true" />
      ))}
      <span>{t("most often")}</span>
    </p>
  );
}
