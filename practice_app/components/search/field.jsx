// The one box: it asks when somebody has stopped to type, the address carries what is asked, arrow keys walk the rows.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { useHydrated } from "../../reflex_seams/page.js";
import { asksFor, carrying, next } from "./walking.js";

const PAUSE_MS = 250;
const LONGEST = 100;
const ROWS = "[data-found]";

/** @param {{ query: string, label: string, handle: string, onSearch: (wanted: string) => void }} props */
export function SearchField({ query, label, handle, onSearch }) {
  const { t } = useText();
  const [typed, setTyped] = useState(query);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const answers = useHydrated(); // a copy can't be asked
  const asked = useRef(query);
  useEffect(() => {
    if (query !== asked.current && !asksFor(location.href)) setTyped((asked.current = query));
  }, [query]);
  useEffect(() => {
    if (!answers) return;
    setTyped((before) => asksFor(location.href) || before); // no server is told a page's address with what follows it
    if (matchMedia("(pointer: fine)").matches) field.current?.focus(); // on glass it would bring the keys up
  }, [answers]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current) return undefined;
    const timer = setTimeout(() => {
      asked.current = wanted;
      history.replaceState(history.state, "", carrying(location.href, wanted));
      onSearch(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => {
    const walk = (/** @type {KeyboardEvent} */ event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const at = document.activeElement;
      const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(ROWS)]);
      const here = at === field.current ? -1 : rows.indexOf(/** @type {HTMLElement} */ (at));
      if (!step || event.isComposing || (at !== field.current && here < 0)) return;
      const there = next(here, step, rows.length);
      (there < 0 ? field.current : rows[there])?.focus();
      event.preventDefault();
    };
    document.addEventListener("keydown", walk);
    return () => document.removeEventListener("keydown", walk);
  }, []);
  return (
    <label className="search-field">
      <span className="sr-only">{t(label)}</span>
      <span className="icon icon-search search-sign" aria-hidden="true" />
      <input
        ref={field}
        type="search"
        className="field-control"
        placeholder={t(label)}
        maxLength={LONGEST}
        disabled={!answers}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        data-testid={handle}
      />
    </label>
  );
}
