// Lessons as a planner where there is room for one, as a list on the phone; whoever wants it otherwise is remembered here.
import { useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { useText } from "../../i18n.js";
import { Planner } from "./planner.jsx";

const KEPT = "woodshed_lessons_as";
const PLACE = "lessons-as"; // in the bar above, beside which days are shown
const WIDE = "(min-width: 48rem)";

const wide = () => globalThis.matchMedia?.(WIDE).matches ?? true;
/** @param {() => void} then */
function onWide(then) {
  const asked = matchMedia(WIDE);
  asked.addEventListener("change", then);
  return () => asked.removeEventListener("change", then);
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/** @param {string} shown */
function keep(shown) {
  try {
    localStorage.setItem(KEPT, shown);
  } catch {
    // chosen until the page goes
  }
}

/** @param {import("./planner.jsx").Props & { children?: import("react").ReactNode }} props the list is among the children */
export function Views({ children, ...props }) {
  const [place, setPlace] = useState(/** @type {HTMLElement | null} */ (null));
  useEffect(() => setPlace(document.getElementById(PLACE)), []);
  const [chosen, choose] = useState(kept);
  const hasRoom = useSyncExternalStore(onWide, wide, () => true);
  const shown = chosen ?? (hasRoom ? "planner" : "list");
  return (
    <>
      {place ? createPortal(<Choice shown={shown} choose={choose} />, place) : null}
      {shown === "planner" ? <Planner {...props} /> : children}
    </>
  );
}

/** @param {{ shown: string, choose: (shown: string) => void }} props */
function Choice({ shown, choose }) {
  const { t } = useText();
  const names = { planner: t("Planner"), list: t("List") };
  return (
    <fieldset className="segmented plan-choice" data-testid="lessons-as">
      <legend className="sr-only">{t("How lessons are shown")}</legend>
      {Object.entries(names).map(([key, name]) => (
        <label key={key} className="segment" data-testid={`lessons-as-${key}`}>
          <input
            type="radio"
            name="lessons-as"
            checked={shown === key}
            onChange={() => {
              choose(key);
              keep(key);
            }}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
