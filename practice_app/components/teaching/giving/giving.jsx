// What stands in the dialog in which homework is given or changed.
import { useText } from "../../../i18n.js";
import { change, give } from "./asking.js";
import { asked, given, titled } from "./draft.js";
import { Form } from "./form.jsx";
import { useChoices, useDraft } from "./use_form.js";

/** @typedef {import("./draft.js").Draft} Draft */

/** @param {{ me: string, about: import("./use_form.js").About, onDone: (words: string) => void }} props */
export function GivingForm({ me, about, onDone }) {
  const text = useText();
  const { t } = text;
  const state = useDraft(true, me, about);
  const choices = useChoices(true);
  const { draft } = state;
  /** @param {Draft} one */
  const sent = async (one) => {
    const title = titled(one, (bars) => t("bars {bars}", { bars }));
    const outcome = await (about.asks
      ? change(about.asks.id, { ...asked(one, title), due_on: one.due || null })
      : give(given(one, title)));
    if (!outcome.ok) return outcome;
    await state.clear();
    onDone(about.asks ? t("Homework changed.") : told(outcome.body.items, text));
    return outcome;
  };
  if (draft)
    return (
      <Form {...{ draft, choices, text, about, sent }} kept={state.kept} change={state.change} again={state.again} />
    );
  if (!state.failed) return <div className="skeleton h-64 w-full" aria-busy="true" />;
  return <p role="alert">{t("This can’t be read just now. Close it, and try again in a moment.")}</p>;
}

/** @param {{ student: { display_name: string } }[]} items @param {import("../../../i18n.js").Text} text */
function told(items, { t }) {
  const [first] = items;
  if (items.length === 1 && first) return t("Given to {name}.", { name: first.student.display_name });
  return t("Given to {n} students.", { n: items.length });
}
