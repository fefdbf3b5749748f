// A native modal dialog, opened and closed by its `open` prop; Escape and a tap outside ask to close.
import { useEffect, useId, useRef } from "react";

export function Dialog({ open, title, onClose, children }) {
  const element = useRef(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  const close = () => onClose?.();
  return (
    <dialog
      ref={element}
      className="leaf"
      aria-labelledby={heading}
      onClose={close}
      onClick={(event) => event.target === element.current && element.current.close()}
    >
      <h2 id={heading} className="mb-3">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
