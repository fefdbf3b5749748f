// @ts-check
// What the plan page knows: the plan, the lists, and how it asks for them. Without the server it goes on with what it has.
import { useCallback, useEffect, useRef, useState } from "react";
import { getLocale, useLanguage } from "../../i18n.js";
import { refreshKnown } from "../outbox/pieces.js";
import { fitted } from "../outbox/plan.js";
import { sync } from "../outbox/sync.js";
import { useSync } from "../outbox/use.js";
import { keepLists, keepPlan, keptLists, keptPlan, stillGood, USUAL_MIN } from "./kept.js";

/** @typedef {import("./kept.js").Lists} Lists */
/** @typedef {import("./kept.js").Shown} Shown */

/**
 * The plan. `old`: when a plan was seen that may be out of date, for the server can't be asked; `none`: there is none at all.
 * @param {string | null} userId
 */
export function usePlan(userId) {
  const language = useLanguage();
  const [shown, setShown] = useState(/** @type {Shown | null} */ (null));
  const [old, setOld] = useState(/** @type {number | null} */ (null));
  const [none, setNone] = useState(false);
  const last = useRef(/** @type {Shown | null} */ (null));
  const show = useCallback(
    (/** @type {Shown} */ next) => {
      last.current = next;
      setShown(next);
      setNone(false);
      if (userId) void keepPlan(userId, next).catch(() => {});
    },
    [userId],
  );
  const ask = useCallback(
    async (/** @type {number} */ minutes) => {
      if (!userId) return;
      try {
        show({ minutes, locale: getLocale(), plan: await sync.api.plan(minutes) });
        setOld(null);
      } catch {
        const kept = last.current ? { at: Date.now(), value: last.current } : await keptPlan(userId).catch(() => null);
        if (!kept) return setNone(true);
        setOld((before) => before ?? kept.at);
        const { plan, changed, locale } = kept.value;
        show({ minutes, changed, locale, plan: { ...plan, steps: fitted(plan.steps, minutes) } });
      }
    },
    [userId, show],
  );
  useEffect(() => {
    if (!userId) return;
    keptPlan(userId)
      .catch(() => null)
      .then((kept) => {
        if (kept) last.current = kept.value;
        if (kept && stillGood(kept, language)) setShown(kept.value);
        else void ask(kept?.value.minutes ?? USUAL_MIN);
      });
  }, [userId, ask, language]);
  return { shown, old, none, show, ask };
}

/** What is due and what is neglected, and whether reviews are on; as last seen where the server can't be asked. @param {string | null} userId */
export function useLists(userId) {
  const { signedIn } = useSync();
  const language = useLanguage(); // what is due is said in words of the server
  const [lists, setLists] = useState(/** @type {Lists | null} */ (null));
  const load = useCallback(async () => {
    if (!userId) return;
    try {
      const [due, neglected, me] = await Promise.all([sync.api.due(), sync.api.neglected(), sync.api.me()]);
      const found = { due: due.items, neglected: neglected.items, reviews: me.reviews };
      setLists(found);
      await keepLists(userId, found);
    } catch {
      setLists((await keptLists(userId).catch(() => null))?.value ?? null);
    }
  }, [userId]);
  useEffect(() => void load(), [load, language]);
  useEffect(() => {
    if (signedIn && userId) refreshKnown(sync.api, userId).catch(() => {});
  }, [signedIn, userId]);
  return { lists, load };
}
