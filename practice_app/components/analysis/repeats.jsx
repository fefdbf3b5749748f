// Passages that were played again and again: a sentence, and a column for each round, to be heard by a tap.
import { formatClock } from "../../i18n.js";
import { drilled, heights, known } from "./repeats.js";
import { inWords } from "./sayings.js";
import "./repeats.css";

function Round({ round, number, height, tempi, text, onShow }) {
  const speed = tempi
    ? text.number(round.bpm, { maximumFractionDigits: 0 })
    : text.number(round.pace, { style: "percent", maximumFractionDigits: 0 });
  const at = formatClock(round.start_s);
  const label = tempi
    ? text.t("Round {number}: {speed} bpm, at {at}", { number, speed, at })
    : text.t("Round {number}: {speed} of the first, at {at}", { number, speed, at });
  return (
    <li>
      <button
        type="button"
        className="round"
        aria-label={label}
        title={label}
        onClick={() => onShow([round], round.start_s)}
      >
        <span className="round-bar" style={{ height: `${height * 100}%` }} />
        <span className="round-speed figures">{speed}</span>
      </button>
    </li>
  );
}

function Drill({ drill, text, onShow }) {
  const { rounds } = drill;
  const tall = heights(rounds);
  return (
    <li className="repeat" data-testid="session-drill">
      <p className="repeat-said">{drilled(text, rounds)}</p>
      <p className="quiet text-sm">
        <span className="figures">
          {formatClock(drill.start_s)}–{formatClock(drill.end_s)}
        </span>
        {" · "}
        {text.t(inWords(drill.confidence ?? 0))}
      </p>
      <ol className="rounds" aria-label={text.t("The rounds")}>
        {rounds.map((round, i) => (
          <Round
            key={i}
            round={round}
            number={i + 1}
            height={tall[i]}
            tempi={known(rounds)}
            text={text}
            onShow={onShow}
          />
        ))}
      </ol>
      <p className="round-legend">
        {known(rounds)
          ? text.t(
              "Each column is one round, from the first to the last: the higher, the faster. Below it: beats a minute.",
            )
          : text.t(
              "Each column is one round, from the first to the last: the higher, the faster. Below it: how fast beside the first.",
            )}
      </p>
    </li>
  );
}

export function Repeats({ repeats, text, onShow }) {
  if (!repeats.length) return null;
  return (
    <section className="mt-10">
      <h2 className="mb-2">{text.t("Again and again")}</h2>
      <ul>
        {repeats.map((drill) => (
          <Drill key={drill.start_s} drill={drill} text={text} onShow={onShow} />
        ))}
      </ul>
      <details className="repeat-what">
        <summary>{text.t("What is this?")}</summary>
        <p>
          {text.t(
            "A passage that you played three times or more, one time soon after the other. Slips and pauses don't matter; what is written to be played twice doesn't count.",
          )}
        </p>
      </details>
    </section>
  );
}
