// @ts-check
// Somebody came by another account whom no journal knows. What they see depends on what the server says of them: the forms
// are drawn in Python (one_more_step.py), each in a place that is shown in its turn.
import { createContext, useContext, useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";

/**
 * @typedef {{provider: string, provider_name: string, display_name: string, email: string | null, taken: boolean}} Told
 * @typedef {"asking" | "new" | "theirs" | "gone"} Turn
 */
const Place = createContext({
  turn: /** @type {Turn} */ ("asking"),
  told: /** @type {Told | null} */ (null),
  go: /** @type {(turn: Turn) => void} */ (() => {}),
});

/** @returns {Promise<Told | null>} */
async function ask() {
  const answer = await fetch("/api/v1/auth/arrival").catch(() => null);
  return answer?.ok ? answer.json().catch(() => null) : null;
}

/** @param {{children?: import("react").ReactNode}} props */
export function Arrival({ children }) {
  const [turn, go] = useState(/** @type {Turn} */ ("asking"));
  const [told, setTold] = useState(/** @type {Told | null} */ (null));
  useEffect(() => {
    void ask().then((found) => {
      setTold(found);
      go(found ? (found.taken ? "theirs" : "new") : "gone");
    });
  }, []);
  return <Place.Provider value={{ turn, told, go }}>{children}</Place.Provider>;
}

// Shown in its turn; what is known already stands in the fields.
/** @param {{turn: Turn, children?: import("react").ReactNode}} props */
export function InTurn({ turn, children }) {
  const place = useContext(Place);
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const shown = place.turn === turn;
  useEffect(() => {
    for (const name of /** @type {const} */ (["display_name", "email"])) {
      const field = /** @type {HTMLInputElement | null} */ (box.current?.querySelector(`input[name=${name}]`) ?? null);
      const known = name === "email" && !place.told?.taken ? "" : place.told?.[name];
      if (field && !field.value && known) field.value = known;
    }
  }, [shown, place.told]);
  return shown ? (
    <div ref={box} className="grid gap-6" data-testid={`arrival-${turn}`}>
      {children}
    </div>
  ) : null;
}

// What is said above a form: who sent them, and what that means.
export function ArrivalSays() {
  const { t } = useText();
  const { turn, told } = useContext(Place);
  if (!told) return null;
  const values = { provider: told.provider_name, email: told.email ?? "" };
  if (turn === "new")
    return <p>{t("{provider} has told us that it's you. Your journal needs to know a little more.", values)}</p>;
  return told.taken ? (
    <p>
      {t(
        "There is a journal with {email} already. Write its password once, and {provider} opens it from now on.",
        values,
      )}
    </p>
  ) : (
    <p>{t("Sign in to your journal once, and {provider} opens it from now on.", values)}</p>
  );
}

/** @param {{to: Turn, children?: import("react").ReactNode}} props */
export function ArrivalSwitch({ to, children }) {
  const { told, go } = useContext(Place);
  if (told?.taken) return null;
  return (
    <p className="text-center">
      <button type="button" className="link-plain" onClick={() => go(to)} data-testid={`arrival-to-${to}`}>
        {children}
      </button>
    </p>
  );
}
