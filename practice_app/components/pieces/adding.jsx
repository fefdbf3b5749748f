// Writing a piece down: over the page while the server answers, else here on the device, from where it goes out by itself.
import { useState, useSyncExternalStore } from "react";
import { useText } from "../../i18n.js";
import { unreachable, useHydrated } from "../../reflex_seams/page.js";
import { present } from "../outbox/identity.js";
import { addPiece } from "../outbox/pieces.js";
import { cleanLine } from "../outbox/text.js";
import { sync } from "../outbox/sync.js";
import { Store } from "../practice/tempo/store.js";
import { Dialog } from "../ui/dialog.jsx";

/** @param {string} text */
const msg = (text) => text; // found by the catalogs, translated where it is shown
const BPM = { min: 10, max: 400 };

/** @typedef {{ title: string, composer: string, target_bpm: string }} Written */

// Whether a piece is being written down here, and what stands there already: beside the page, which may be drawn anew under
// whoever types, as when the server answers again.
const open = new Store(false);
/** @type {Partial<Written>} */
let begun = {};

/** @param {boolean} wanted */
const show = (wanted) => {
  begun = {};
  open.set(wanted);
};

/** The button alone; the form it opens with no network is {@link WritePiece}. @param {{ onAdd: () => void, handle?: string }} props */
export function AddPiece({ onAdd, handle = "piece-add" }) {
  const { t } = useText();
  const answers = useHydrated();
  const add = () => (answers && !unreachable() ? onAdd() : show(true));
  return (
    <button type="button" className="btn btn-primary btn-round" onClick={add} data-testid={handle}>
      <span className="icon icon-plus" aria-hidden="true" />
      {t("Add a piece")}
    </button>
  );
}

/** Once a page: the form for a piece that is kept on this device. */
export function WritePiece() {
  const { t } = useText();
  const isOpen = useSyncExternalStore(open.subscribe, open.get, () => false);
  const close = () => show(false);
  return (
    <Dialog open={isOpen} title={t("Add a piece")} onClose={close}>
      {isOpen ? <Form onClose={close} /> : null}
    </Dialog>
  );
}

/** What is wrong with what was written, by field; the server would say the same. @param {Written} written */
function wrong({ title, target_bpm }) {
  /** @type {Record<string, string>} */
  const told = {};
  if (!cleanLine(title)) told.title = msg("Give it a name of at most 200 characters.");
  const bpm = Number(target_bpm);
  if (target_bpm && !(bpm >= BPM.min && bpm <= BPM.max)) told.target_bpm = msg("Give a tempo between 10 and 400.");
  return told;
}

/** @param {Written} written @returns {Promise<string>} why not */
async function keep({ title, composer, target_bpm }) {
  const me = await present();
  if (!me) return msg("Sign in first: a piece belongs to somebody.");
  await addPiece({ title, composer, target_bpm: target_bpm ? Number(target_bpm) : null }, me.id);
  await sync.refresh();
  void sync.kick();
  return "";
}

/** @param {{ onClose: () => void }} props */
function Form({ onClose }) {
  const { t } = useText();
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}));
  /** @param {import("react").InputEvent<HTMLFormElement>} event */
  const note = ({ currentTarget }) => void (begun = Object.fromEntries(new FormData(currentTarget)));
  /** @param {import("react").SubmitEvent<HTMLFormElement>} event */
  const save = async (event) => {
    event.preventDefault();
    const values = /** @type {Written} */ (Object.fromEntries(new FormData(event.currentTarget)));
    const told = wrong(values);
    setErrors(told);
    if (Object.keys(told).length) return;
    const refused = await keep(values).catch(() => msg("This device can't store anything just now."));
    if (refused) setErrors({ title: refused });
    else onClose();
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={save} onInput={note}>
      <Field label={t("Title")} name="title" error={errors.title} maxLength={200} autoFocus />
      <Field label={t("Composer")} name="composer" maxLength={200} />
      <Field
        label={t("Target tempo")}
        name="target_bpm"
        error={errors.target_bpm}
        type="number"
        inputMode="numeric"
        {...BPM}
      />
      <p className="quiet text-sm">{t("It is kept on this device and goes out when the network is back.")}</p>
      <div className="mt-2 flex flex-wrap justify-end gap-3">
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {t("Cancel")}
        </button>
        <button type="submit" className="btn btn-primary btn-round" data-testid="piece-keep">
          {t("Save piece")}
        </button>
      </div>
    </form>
  );
}

/** @param {import("react").InputHTMLAttributes<HTMLInputElement> & { label: string, name: keyof Written, error?: string }} props */
function Field({ label, name, error, ...props }) {
  const { t } = useText();
  return (
    <div className="field">
      <label className="field-label" htmlFor={`kept-${name}`}>
        {label}
      </label>
      <input
        id={`kept-${name}`}
        name={name}
        className="field-control"
        defaultValue={begun[name]}
        aria-invalid={Boolean(error)}
        aria-describedby={`kept-${name}-error`}
        {...props}
      />
      <p id={`kept-${name}-error`} role="alert" className="field-error">
        {error ? t(error) : null}
      </p>
    </div>
  );
}
