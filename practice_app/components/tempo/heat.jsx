// @ts-check
// What was drilled, drawn: a line for each section, from the session's beginning to its end.
import { useText } from "$/public/external/practice_app/i18n/i18n.js";
import { heatMap } from "./drills.js";

const PARTS = 12;

/** @param {{drills: import("../outbox/types").Drill[], seconds: number}} props */
export function Heat({ drills, seconds }) {
  const { t, n } = useText();
  const rows = heatMap(drills, seconds, PARTS);
  if (!rows.length) return null;
  return (
    <section className="grid gap-2" data-testid="drill-heat">
      <h2 className="field-label font-sans">{t("What you drilled")}</h2>
      <ul className="grid gap-2">
        {rows.map(({ title, count, cells }) => (
          <li key={title} className="heat-row">
            <span className="truncate" title={title}>
              {title}
            </span>
            <span className="heat-cells" aria-hidden="true">
              {cells.map((cell, i) => (
                <span key={i} className="heat-cell" data-heat={cell.heat} />
              ))}
            </span>
            <span className="figures text-right font-semibold">
              <span aria-hidden="true">{`${count}×`}</span>
              <span className="sr-only">{n("{n} time", "{n} times", count)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
