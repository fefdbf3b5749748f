// @ts-check
// A session that is on the server, changed: the dialog, whose form is fetched when it is first opened.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../../i18n.js";
import { useSync } from "../../outbox/use.js";
import { Dialog } from "../../ui/dialog.jsx";
import { later } from "../../ui/later.jsx";
import { dropDraft } from "./unsaved.js";

/**
 * @typedef {import("./editing.js").Stored} Stored
 * @typedef {Record<string, string>} Errors
 * @typedef {{session: Stored, open: boolean, errors: Errors, answers: number, onSave: (told: object) => void, onClose: () => void}} Props
 * `answers` grows with each answer of the server; `onSave` gets what the form tells
 */

const EditForm = later(() => import("./edit_form.jsx").then((part) => part.EditForm));

/** @param {Props} props */
export function SessionEdit(props) {
  const { t } = useText();
  const { open, onClose } = props;
  const { loaded } = useSync();
  const [asking, setAsking] = useState(false);
  const [changed, setChanged] = useState(false);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !open) dropDraft(); // saved, or thrown away
    if (open) setAsking(false);
    was.current = open;
  }, [open]);
  const leave = () => (changed ? setAsking(true) : onClose());
  return (
    <Dialog open={open} title={t("Edit session")} wide onAsk={leave} onClose={onClose}>
      {open && loaded ? (
        <EditForm
          key={props.session.id}
          {...props}
          asking={asking}
          onAsking={setAsking}
          onChanged={setChanged}
          onLeave={leave}
          waiting={<div className="bone h-96 w-full" aria-hidden="true" />}
          failed={<p role="alert">{t("This can’t be read just now. Close it, and try again in a moment.")}</p>}
        />
      ) : null}
    </Dialog>
  );
}
