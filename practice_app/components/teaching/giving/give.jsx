// Homework is given: a button, and the form that it opens. Made of a comment, everything stands in it already.
import { useState } from "react";
import { useText } from "../../../i18n.js";
import { Dialog } from "../../ui/dialog.jsx";
import { Toast } from "../../ui/toast.jsx";
import { change, give } from "./asking.js";
import { asked, given, titled } from "./draft.js";
import "./giving.css";
import { Form } from "./form.jsx";
import { useChoices, useDraft } from "./use_form.js";

/** @typedef {import("./draft.js").Draft} Draft */

/**
 * @param {{
 *   me: string, student?: string, feedback?: string, quiet?: boolean, handle?: string,
 * }} props for one `student` to begin with; made of a comment (`feedback`)
 */
export function GiveHomework({ me, student, feedback, quiet, handle = "homework-give" }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const about = { students: student ? [student] : [], ...(feedback ? { feedback } : {}) };
  return (
    <>
      <button
        type="button"
        className={quiet ? "btn btn-quiet btn-sm" : "btn btn-primary btn-round"}
        data-testid={handle}
        onClick={() => setOpen(true)}
      >
        {feedback ? t("Make homework of it") : t("Give homework")}
      </button>
      {open ? (
        <Giving
          {...{ me, about, open }}
          onClose={() => setOpen(false)}
          onDone={(words) => {
            setOpen(false);
            setSaid(words);
          }}
        />
      ) : null}
      {said ? <Toast open message={said} onClose={() => setSaid("")} /> : null}
    </>
  );
}

/** @param {{ me: string, about: import("./use_form.js").About, open: boolean, onClose: () => void, onDone: (words: string, before?: object) => void }} props */
export function Giving({ me, about, open, onClose, onDone }) {
  const text = useText();
  const { t } = text;
  const state = useDraft(open, me, about);
  const choices = useChoices(open);
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
  return (
    <Dialog open={open} title={about.asks ? t("Change homework") : t("Give homework")} onClose={onClose} wide>
      {open && draft ? (
        <Form {...{ draft, choices, text, about, sent }} kept={state.kept} change={state.change} again={state.again} />
      ) : null}
      {open && !draft && !state.failed ? <div className="skeleton h-64 w-full" aria-busy="true" /> : null}
      {state.failed ? (
        <p role="alert">{t("This can’t be read just now. Close it, and try again in a moment.")}</p>
      ) : null}
    </Dialog>
  );
}

/** @param {{ student: { display_name: string } }[]} items @param {import("../../../i18n.js").Text} text */
function told(items, { t }) {
  const [first] = items;
  if (items.length === 1 && first) return t("Given to {name}.", { name: first.student.display_name });
  return t("Given to {n} students.", { n: items.length });
}
