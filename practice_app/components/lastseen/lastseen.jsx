// A page that the server fills, while the server cannot be reached or is slow: its last copy with its date, or a sentence
// why there is none. The copy goes into the page's own state, so that the page draws it as it draws the truth.
import { useContext, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { useText } from "../../i18n.js";
import { app, StateStoreContext, useHydrated, useStateContext } from "../../reflex_seams/page.js";
import { copyOf, dropCopy, keepCopy } from "../outbox/copies.js";
import { present } from "../outbox/identity.js";
import { useSync } from "../outbox/use.js";
import { useAway } from "./away.js";

/** @typedef {Record<string, any>} Values what a state holds, by field */
/** @typedef {{ page: string, state: string, fields: string[], subject?: string }} Place */
/**
 * @typedef {{
 *   state: string, fields: string[], ready: boolean, gone?: boolean, subject?: string, whose: string,
 *   children?: import("react").ReactNode,
 * }} Props
 */

/** @param {string[]} fields @param {Values | undefined} values @returns {Values} */
const chosen = (fields, values) => Object.fromEntries(fields.map((name) => [name, values?.[name]]));

/**
 * @param {{ page: string, fields: string[], whose: string, gone: boolean }} place
 * @param {boolean} truth @param {Values | undefined} values
 */
function useKeeping({ page, fields, whose, gone }, truth, values) {
  const before = useRef(gone); // as the page before left it
  useEffect(() => {
    if (gone && !before.current) dropCopy(page).catch(() => {});
    before.current = gone;
  }, [gone]);
  useEffect(() => {
    if (truth && whose && fields.length) keepCopy(page, whose, () => chosen(fields, values)).catch(() => {});
  }, [truth, page, whose, ...fields.map((name) => values?.[name])]);
}

/** @type {Set<string>} states that a page of this document has shown already */
const drawn = new Set();

/**
 * What is still there of another thing, when one page follows the other without a load, is not this page's.
 * @param {Place} place @param {Values | undefined} values
 */
function useOwn({ page, state, fields, subject }, values) {
  const store = useContext(StateStoreContext);
  const tidied = useRef("");
  const own = subject === undefined || Boolean(subject && page.endsWith(subject));
  useEffect(() => {
    if (tidied.current === page || store.getSnapshot(state) !== values) return; // or a newer one is about to be drawn
    tidied.current = page;
    if (!own && drawn.has(state)) store.dispatchers[state]?.(chosen(fields, app.initialState[state]));
    drawn.add(state);
  });
  return own;
}

/**
 * @param {Place} place @param {boolean} away
 * @returns {import("../outbox/copies.js").Copy | null | undefined} null when there is no copy, undefined while nobody has looked
 */
function useCopy({ page, state, fields }, away) {
  const store = useContext(StateStoreContext);
  const [copy, setCopy] = useState(/** @type {import("../outbox/copies.js").Copy | null | undefined} */ (undefined));
  useEffect(() => {
    if (!away) return setCopy(undefined);
    let wanted = true;
    /** @param {import("../outbox/copies.js").Copy | null} found */
    const show = (found) => {
      if (!wanted) return;
      if (found) store.dispatchers[state]?.(chosen(fields, found.value));
      setCopy(found);
    };
    present()
      .then((me) => copyOf(page, me?.id))
      .then(show, () => show(null));
    return () => {
      wanted = false;
    };
  }, [away, page, state]);
  return copy;
}

/** @param {Props} props */
export function LastSeen({ state, fields, ready: filled, gone = false, subject, whose, children }) {
  const page = useLocation().pathname.replace(/\/+$/, "");
  const values = useStateContext(state);
  const ready = useOwn({ page, state, fields, subject }, values) && filled;
  const hydrated = useHydrated();
  const truth = ready && hydrated;
  const away = useAway(truth || gone);
  useKeeping({ page, fields, whose, gone }, truth, values);
  const copy = useCopy({ page, state, fields }, away);
  if (truth || gone) return null;
  if (copy === null) return <None />;
  return copy ? <Note at={copy.at} /> : ready ? null : children;
}

/** @param {{ at: number }} props */
function Note({ at }) {
  const { t, date } = useText();
  const { offline } = useSync();
  const time = date(at, { dateStyle: "medium", timeStyle: "short" });
  return (
    <p className="last-seen quiet text-sm" role="status" data-testid="last-seen">
      <span className="icon icon-hourglass" aria-hidden="true" />
      <span>
        {offline
          ? t("As you last saw it, {time}. It can be changed when the network is back.", { time })
          : t("As you last saw it, {time}. Woodshed is slow to answer just now.", { time })}
      </span>
    </p>
  );
}

function None() {
  const { t } = useText();
  const { offline } = useSync();
  return (
    <div className="empty" role="status" data-testid="never-seen">
      <span className="icon icon-wifi-off text-4xl" aria-hidden="true" />
      <h2>{offline ? t("Not on this device") : t("Woodshed is slow to answer")}</h2>
      <p>
        {offline
          ? t(
              "This page needs the network, and this device has no copy of it yet. It comes by itself when the network is back. You can practise meanwhile.",
            )
          : t("It keeps trying, and the page comes by itself. You can practise meanwhile.")}
      </p>
      <a href="/practice" className="btn btn-primary btn-round">
        {t("Start practising")}
      </a>
    </div>
  );
}
