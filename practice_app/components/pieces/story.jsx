// The last weeks of a piece: which passages were gone through how often, and how what was heard of it went.
import { useText } from "../../i18n.js";
import { Value } from "../analysis/figures.jsx";
import { HeatRow } from "../ui/heat_row.jsx";
import { corners } from "./line.js";
import "./story.css";

function Line({ points }) {
  const path = corners(points).map(([x, y]) => `${(100 * x).toFixed(1)},${(2 + 24 * y).toFixed(1)}`);
  const dots = path.map((corner) => `M${corner}h0`);
  return (
    <svg className="trend-line" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
      <polyline points={path.join(" ")} />
      <path d={dots.join("")} />
    </svg>
  );
}

// The first day and the last one; the unit stands once.
function Trend({ metric, told, points, text }) {
  const [first, last] = [points[0], points.at(-1)].map(([, value]) => ({ key: metric, value }));
  return (
    <li className="story-row" data-testid="piece-trend">
      <span>{text.t(told.name)}</span>
      <Line points={points} />
      <span className="figures text-end">
        <Value metric={first} told={told} text={text} bare />
        <span className="quiet">{" → "}</span>
        <Value metric={last} told={told} text={text} />
      </span>
    </li>
  );
}

/** What there is to tell; nothing yet, and it is not there. */
export function Story({ weeks, drilled, trends, figures }) {
  const text = useText();
  if (!drilled.length && !trends.length) return null;
  return (
    <section className="piece-story" data-testid="piece-story">
      <h3 className="field-label font-sans">{text.n("The last week", "The last {n} weeks", weeks)}</h3>
      {drilled.length > 0 && (
        <ul className="grid gap-3" aria-label={text.t("What you drilled")}>
          {drilled.map(({ id, ...row }) => (
            <HeatRow key={id} className="story-row" {...row} />
          ))}
        </ul>
      )}
      {trends.length > 0 && (
        <ul className="grid gap-3" aria-label={text.t("How it went")}>
          {trends.map(({ key, points }) => (
            <Trend key={key} metric={key} told={figures[key]} points={points} text={text} />
          ))}
        </ul>
      )}
    </section>
  );
}
