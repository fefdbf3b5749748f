// A native modal dialog, opened and closed by its `open` prop; Escape, its cross and a tap outside ask to close: with `onAsk` that is
// asked first, and nothing closes by itself. `wide` has room for two columns.
import { useEffect, useId, useRef } from "react";
import { useText } from "$/public/external/practice_app/i18n/i18n.js";

export function Dialog({ open, title, onClose, onAsk, wide, children }) {
  const element = useRef(null);
  const heading = useId();
  const { t } = useText();
  useEffect(() => {
    const dialog = element.current;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  const close = () => onClose?.();
  const cancel = (event) => {
    if (!onAsk || event.target !== element.current) return;
    event.preventDefault();
    onAsk();
  };
  const outside = (event) => {
    if (event.target === element.current) onAsk ? onAsk() : element.current.close();
  };
  return (
    <dialog
      ref={element}
      className={wide ? "leaf leaf-wide" : "leaf"}
      aria-labelledby={heading}
      onClose={close}
      onCancel={cancel}
      onClick={outside}
    >
      <h2 id={heading} className="mb-3">
        {title}
      </h2>
      {children}
      <button type="button" className="btn btn-quiet btn-square leaf-close" aria-label={t("Close")} title={t("Close")} onClick={() => (onAsk ? onAsk() : element.current.close())}>
        <span className="icon icon-x" aria-hidden="true" />
      </button>
    </dialog>
  );
}
