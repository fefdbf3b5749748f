// A native modal dialog, opened and closed by its `open` prop; Escape, its cross and a tap outside ask to close: with `onAsk` that is
// asked first, and nothing closes by itself. `wide` has room for two columns.
import { useEffect, useId, useRef } from "react";
import { useText } from "../../i18n.js";

/**
 * @param {{
 *   open: boolean, title: string, onClose?: () => void, onAsk?: () => void, wide?: boolean,
 *   children?: import("react").ReactNode,
 * }} props
 */
export function Dialog({ open, title, onClose, onAsk, wide, children }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const heading = useId();
  const { t } = useText();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  const ask = () => (onAsk ? onAsk() : element.current?.close());
  /** @param {import("react").SyntheticEvent} event */
  const cancel = (event) => {
    if (!onAsk || event.target !== element.current) return;
    event.preventDefault();
    onAsk();
  };
  /** @param {import("react").MouseEvent} event */
  const outside = (event) => {
    if (event.target === element.current) ask();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tap outside has its key, Escape, which is onCancel
    <dialog
      ref={element}
      className={wide ? "leaf leaf-wide" : "leaf"}
      aria-labelledby={heading}
      onClose={() => onClose?.()}
      onCancel={cancel}
      onClick={outside}
    >
      <h2 id={heading} className="mb-3">
        {title}
      </h2>
      {children}
      <button
        type="button"
        className="btn btn-quiet btn-square leaf-close"
        aria-label={t("Close")}
        title={t("Close")}
        onClick={ask}
      >
        <span className="icon icon-x" aria-hidden="true" />
      </button>
    </dialog>
  );
}
