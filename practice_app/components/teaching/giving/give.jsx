// Homework is given: a button, and the form that it opens. Made of a comment, everything stands in it already.
import { useState } from "react";
import { useText } from "../../../i18n.js";
import { Dialog } from "../../ui/dialog.jsx";
import { later } from "../../ui/later.jsx";
import { Toast } from "../../ui/toast.jsx";
import "./giving.css";

const GivingForm = later(() => import("./giving.jsx").then((part) => part.GivingForm));

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
          {...{ me, about }}
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

/** @param {{ me: string, about: import("./use_form.js").About, onClose: () => void, onDone: (words: string) => void }} props */
export function Giving({ me, about, onClose, onDone }) {
  const { t } = useText();
  return (
    <Dialog open title={about.asks ? t("Change homework") : t("Give homework")} onClose={onClose} wide>
      <GivingForm
        {...{ me, about, onDone }}
        waiting={<div className="skeleton h-64 w-full" aria-busy="true" />}
        failed={<p role="alert">{t("This can’t be read just now. Close it, and try again in a moment.")}</p>}
      />
    </Dialog>
  );
}
