// @ts-check
// By what a post is found: tags that others used, and works of the catalogue, are offered while one types.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { named, useWorks } from "../pieces/works.jsx";
import { completed, last } from "./tag_words.js";
import "./about.css";

/** @typedef {{ name: string, posts: number }} Tag */
const PAUSE_MS = 200;

/** @param {string} word @param {AbortSignal} signal @returns {Promise<Tag[]>} */
async function suggested(word, signal) {
  try {
    const answer = await fetch(`/api/v1/tags/forum?q=${encodeURIComponent(word.slice(0, 100))}`, { signal });
    return answer.ok ? (await answer.json()).items : [];
  } catch {
    return [];
  }
}

/** @param {{ label: string, hint: string, value: string, wrong: string }} props */
export function TagField({ label, hint, value, wrong }) {
  const { t, word: called, number } = useText();
  const [typed, setTyped] = useState(value);
  const [tags, setTags] = useState(/** @type {Tag[]} */ ([]));
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => setTyped(value), [value]);
  const wanted = last(typed);
  useEffect(() => {
    if (!wanted || typed === value) return void setTags([]);
    const stop = new AbortController();
    const timer = setTimeout(() => suggested(wanted, stop.signal).then(setTags), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted, typed, value]);
  const choose = (/** @type {string} */ name) => {
    setTyped(completed(typed, name));
    field.current?.focus();
  };
  return (
    <div className="field">
      <label htmlFor="tags" className="field-label">
        {label}
      </label>
      <input
        ref={field}
        id="tags"
        name="tags"
        className="field-control"
        maxLength={400}
        autoComplete="off"
        aria-invalid={wrong ? "true" : "false"}
        aria-describedby="tags-hint tags-error"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        data-testid="forum-tags"
      />
      {tags.length ? (
        <div className="tag-offers" role="group" aria-label={t("Tags that others used")}>
          {tags.map(({ name, posts }) => (
            <button
              key={name}
              type="button"
              className="tag-offer"
              onClick={() => choose(name)}
              data-testid="forum-tag-offer"
            >
              {called(name)}
              {posts ? <span className="quiet figures">{number(posts)}</span> : null}
            </button>
          ))}
        </div>
      ) : null}
      <p id="tags-hint" className="field-hint">
        {hint}
      </p>
      <p id="tags-error" role="alert" className="field-error">
        {wrong}
      </p>
    </div>
  );
}

/** @param {{ workId: string, work: string, wrong: string }} props */
export function WorkField({ workId, work, wrong }) {
  const { t } = useText();
  const [chosen, setChosen] = useState({ id: workId, name: work });
  const [typed, setTyped] = useState("");
  useEffect(() => setChosen({ id: workId, name: work }), [workId, work]);
  const works = useWorks(typed, !chosen.id);
  return (
    <div className="field">
      <input type="hidden" name="work_id" value={chosen.id} />
      {chosen.id ? (
        <p className="field-hint flex flex-wrap items-center gap-x-3" data-testid="forum-work">
          <span className="min-w-0 break-words">{t("About: {work}", { work: chosen.name })}</span>
          <button type="button" className="btn btn-quiet" onClick={() => setChosen({ id: "", name: "" })}>
            {t("Not this one")}
          </button>
        </p>
      ) : (
        <>
          <label htmlFor="work" className="field-label">
            {t("A work that it is about")}
          </label>
          <input
            id="work"
            type="search"
            className="field-control"
            maxLength={100}
            autoComplete="off"
            placeholder={t("Composer or title")}
            aria-describedby="work-error"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            data-testid="forum-work-search"
          />
          {works.length ? (
            <ul className="work-offers">
              {works.map((one) => (
                <li key={one.id}>
                  <button
                    type="button"
                    className="work-offer"
                    onClick={() => setChosen({ id: one.id, name: named(one) })}
                    data-testid="forum-work-choose"
                  >
                    <span className="font-semibold">{one.title}</span>
                    <span className="quiet text-sm">{[one.composer, one.catalogue].filter(Boolean).join(" · ")}</span>
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      )}
      <p id="work-error" role="alert" className="field-error">
        {wrong}
      </p>
    </div>
  );
}
