// A piece's title and composer. While one types, works of the catalogue that everybody shares are offered; choosing one is left
// to whoever writes, and nothing that is written here goes into it.
import { useEffect, useId, useState } from "react";
import { useText } from "../../i18n.js";

const PAUSE_MS = 250;
const FEWEST_LETTERS = 3;

/** @typedef {{ id: string, title: string, composer: string, catalogue: string }} Work */

/** @param {string} words @param {AbortSignal} signal @returns {Promise<Work[]>} none while the server can't be asked */
async function found(words, signal) {
  try {
    const answer = await fetch(`/api/v1/works?limit=6&q=${encodeURIComponent(words)}`, {
      credentials: "same-origin",
      signal,
    });
    return answer.ok ? (await answer.json()).items : [];
  } catch {
    return [];
  }
}

/** @param {Work} work */
export const named = ({ title, composer, catalogue }) => [composer, title, catalogue].filter(Boolean).join(" · ");

/** @param {string} words @param {boolean} on */
export function useWorks(words, on) {
  const [works, setWorks] = useState(/** @type {Work[]} */ ([]));
  useEffect(() => {
    const wanted = words.trim().slice(0, 100);
    if (!on || wanted.length < FEWEST_LETTERS) return void setWorks([]);
    const stop = new AbortController();
    const timer = setTimeout(() => found(wanted, stop.signal).then(setWorks), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words, on]);
  return works;
}

/** @param {{ title: string, composer: string, workId: string, work: string, titleError: string, composerError: string }} props */
export function WhichPiece(props) {
  const { t } = useText();
  const id = useId();
  const [title, setTitle] = useState(props.title);
  const [composer, setComposer] = useState(props.composer);
  const [chosen, setChosen] = useState({ id: props.workId, name: props.work });
  const [typing, setTyping] = useState(false);
  const works = useWorks(`${title} ${composer}`, typing && !chosen.id);
  const choose = (/** @type {Work} */ work) => {
    setTitle(`${work.title}${work.catalogue ? `, ${work.catalogue}` : ""}`.slice(0, 200));
    setComposer(work.composer);
    setChosen({ id: work.id, name: named(work) });
  };
  const typed = (/** @type {(text: string) => void} */ set) => (/** @type {{target: {value: string}}} */ event) => {
    set(event.target.value);
    setTyping(true);
  };
  return (
    <div className="grid gap-4">
      <input type="hidden" name="work_id" value={chosen.id} />
      <Line
        label={t("Title")}
        name="title"
        value={title}
        error={props.titleError}
        onChange={typed(setTitle)}
        autoFocus
      />
      {works.length ? (
        <section className="which-works" aria-labelledby={id}>
          <p id={id} className="field-hint">
            {t("Is it one of these? Choose it, or go on writing.")}
          </p>
          <ul>
            {works.map((work) => (
              <li key={work.id}>
                <button type="button" className="which-work" onClick={() => choose(work)} data-testid="work-choose">
                  <span className="font-semibold">{work.title}</span>
                  <span className="quiet text-sm">{[work.composer, work.catalogue].filter(Boolean).join(" · ")}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {chosen.id ? (
        <p className="field-hint flex flex-wrap items-center gap-x-3" data-testid="work-chosen">
          <span className="min-w-0 break-words">{t("In the catalogue: {work}", { work: chosen.name })}</span>
          <button type="button" className="btn btn-sm btn-quiet" onClick={() => setChosen({ id: "", name: "" })}>
            {t("Not this one")}
          </button>
        </p>
      ) : null}
      <Line
        label={t("Composer")}
        name="composer"
        value={composer}
        error={props.composerError}
        onChange={typed(setComposer)}
      />
    </div>
  );
}

/** @param {import("react").InputHTMLAttributes<HTMLInputElement> & { label: string, name: string, error: string }} props */
function Line({ label, name, error, ...props }) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={name}>
        {label}
      </label>
      <input
        id={name}
        name={name}
        className="field-control"
        maxLength={200}
        autoComplete="off"
        aria-invalid={Boolean(error)}
        aria-describedby={`${name}-error`}
        {...props}
      />
      <p id={`${name}-error`} role="alert" className="field-error">
        {error || null}
      </p>
    </div>
  );
}
