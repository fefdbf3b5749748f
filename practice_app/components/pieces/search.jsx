// The field that finds a piece among many by a few letters. It asks when somebody has stopped to type.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { useHydrated } from "../../reflex_seams/page.js";

const PAUSE_MS = 250;
const LONGEST = 100;

/** @param {{ query: string, onSearch: (wanted: string) => void }} props */
export function PieceSearch({ query, onSearch }) {
  const { t } = useText();
  const [typed, setTyped] = useState(query);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const answers = useHydrated(); // a copy can't be asked
  const asked = useRef(query);
  // Another search than the one asked for here: of this tab before it was loaded again.
  useEffect(() => {
    if (query !== asked.current && document.activeElement !== field.current) setTyped((asked.current = query));
  }, [query]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current) return undefined;
    const timer = setTimeout(() => onSearch((asked.current = wanted)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label className="piece-search">
      <span className="sr-only">{t("Find a piece")}</span>
      <input
        ref={field}
        type="search"
        className="field-control"
        placeholder={t("Find a piece")}
        maxLength={LONGEST}
        disabled={!answers}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        data-testid="piece-search"
      />
    </label>
  );
}
