// The figures of a session. Each says how sure it is, what it means and what it rests on; one that can't be told says why.
import { formatClock } from "../../i18n.js";
import { grouped, inWords, ofTheA, reasonOf } from "./sayings.js";
import "./figures.css";

// `told` is what the catalogue says of the metric; `bare` without its unit.
export function Value({ metric, told, text, bare = false }) {
  if (metric.value === null) return <span className="figure-unknown">{text.t("can't tell")}</span>;
  return (
    <>
      <span className="figure-value">
        {told.before}
        {text.number(metric.value, told.number).replace("-", "−")}
      </span>
      {told.unit && !bare ? <span className="quiet ms-1">{text.t(told.unit)}</span> : null}
    </>
  );
}

// What a figure means next to something one knows: one's target, or the A on the tuner.
function against(text, metric, { beside }, target) {
  if (beside === "references") return ofTheA(text, metric.references_hz);
  if (beside !== "target" || metric.value === null || !target) return null;
  const apart = Math.round(metric.value - target);
  if (apart === 0) return text.t("right at your target");
  const n = Math.abs(apart);
  return apart < 0 ? text.t("{n} below your target", { n }) : text.t("{n} above your target", { n });
}

function Moments({ metric, text, onShow }) {
  if (!metric.evidence.length) return null;
  return (
    <p className="figure-moments">
      <span>{text.t("It rests on:")}</span>
      {metric.evidence.map((part, i) => (
        <button key={i} type="button" className="moment figures" onClick={() => onShow(metric.evidence, part.start_s)}>
          {formatClock(part.start_s)}–{formatClock(part.end_s)}
        </button>
      ))}
    </p>
  );
}

function Figure({ metric, catalogue, target, text, onShow }) {
  const told = catalogue.metrics[metric.key];
  const known = metric.value !== null;
  const under = known
    ? [text.t(inWords(metric.confidence)), against(text, metric, told, target)].filter(Boolean).join(" · ")
    : text.t(reasonOf(metric, catalogue));
  return (
    <li className="figure-row" data-testid={`metric-${metric.key}`}>
      <details onToggle={(event) => known && onShow(event.currentTarget.open ? metric.evidence : [])}>
        <summary>
          <span className="figure-name">{text.t(told.name)}</span>
          <span className="figure-number">
            <Value metric={metric} told={told} text={text} />
          </span>
          <span className="figure-under">{under}</span>
          <span className="figure-what">
            <span className="sr-only">{text.t("What is this?")}</span>
            <span className="icon icon-info" aria-hidden="true" />
          </span>
        </summary>
        <div className="figure-more">
          <p>{text.t(told.meaning)}</p>
          <Moments metric={metric} text={text} onShow={onShow} />
        </div>
      </details>
    </li>
  );
}

// Figures that are not for everybody's eye: one line, which opens.
function Folded({ name, said, metrics, ...rest }) {
  if (!metrics.length) return null;
  return (
    <details className="figure-folded" data-testid={`figures-${name}`}>
      <summary>
        <span>{said}</span>
        <span className="icon icon-chevron-down" aria-hidden="true" />
      </summary>
      <List metrics={metrics} {...rest} />
    </details>
  );
}

function List({ metrics, ...rest }) {
  return (
    <ul className="figure-list">
      {metrics.map((metric) => (
        <Figure key={metric.key} metric={metric} {...rest} />
      ))}
    </ul>
  );
}

export function Figures({ metrics, catalogue, target, text, onShow }) {
  const { told, faint, untold } = grouped(metrics, catalogue);
  if (!told.length && !faint.length && !untold.length) return null;
  const rest = { catalogue, target, text, onShow };
  const guesses = text.n(
    "{n} figure is hardly more than a guess",
    "{n} figures are hardly more than a guess",
    faint.length,
  );
  const nothing = text.n("{n} figure can't be told", "{n} figures can't be told", untold.length);
  return (
    <section className="mt-10">
      <h2 className="mb-2">{text.t("What it heard")}</h2>
      {told.length ? <List metrics={told} {...rest} /> : null}
      <Folded name="faint" said={guesses} metrics={faint} {...rest} />
      <Folded name="untold" said={nothing} metrics={untold} {...rest} />
    </section>
  );
}
