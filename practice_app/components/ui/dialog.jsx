// A native modal dialog, opened and closed by its `open` prop; Escape and a tap outside ask to close: with `onAsk` that is
// asked first, and nothing closes by itself. `wide` has room for two columns.
import { useEffect, useId, useRef } from "react";

export function Dialog({ open, title, onClose, onAsk, wide, children }) {
  const element = useRef(null);
  const heading = useId();
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
    </dialog>
  );
}
