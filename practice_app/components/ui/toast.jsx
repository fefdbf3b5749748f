// A slip of paper that says what happened and, where it can, takes it back. Stays while it is pointed at or focused.
import { useEffect, useState } from "react";
import { useText } from "../../i18n.js";
import { SAID, takeToast } from "./next_toast.js";
import { lastSeen, markSeen, mayShow } from "./seen_notice.js";

/**
 * @param {{
 *   open: boolean, message: string, kind?: string, action?: string, onAction?: () => void, onClose?: () => void,
 *   stay?: number,
 * }} props for so many seconds
 */
export function Toast({ open, message, kind = "info", action, onAction, onClose, stay = 8 }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!open || held) return undefined;
    const timer = setTimeout(() => onClose?.(), stay * 1000);
    return () => clearTimeout(timer);
  }, [open, held, message, stay]);
  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false) };
  return (
    <div role="status" aria-live="polite">
      {open ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by it; it only stays while it is pointed at
        <div className="slip" {...hold} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
          {kind === "error" ? <span className="icon icon-circle-alert" aria-hidden="true" /> : null}
          <span className="grow">{message}</span>
          {action ? (
            <button type="button" className="slip-action" onClick={() => onAction?.()}>
              {action}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

// The same for what a page's state tells: each new number is a new notice, also of the same words. What was seen stays
// seen when the page changes or is loaded again, also where one goes on before it closes by itself, and no notice follows
// further than to the next page. That with the number `undoable` can be taken back, so it stays open for that.
const READ_S = 2;

/** @param {{ message: string, kind: string, number: number, undoable?: number, onUndo?: () => void }} props */
export function Notices({ message, kind, number, undoable = 0, onUndo }) {
  const text = useText();
  const [seen, setSeen] = useState(lastSeen);
  const open = number > 0 && number !== seen && Boolean(message);
  const close = () => {
    markSeen(number);
    setSeen(number);
  };
  useEffect(() => {
    if (!open) return undefined;
    if (!mayShow(number, location.pathname, undoable === number)) return close();
    if (undoable === number) return undefined;
    const timer = setTimeout(() => markSeen(number), READ_S * 1000);
    return () => clearTimeout(timer);
  }, [open, number, undoable]);
  const undo = () => {
    close();
    onUndo?.();
  };
  const back = undoable === number ? { action: text.t("Undo"), onAction: undo } : {};
  return <Toast key={number} open={open} message={message} kind={kind} onClose={close} {...back} />;
}

// What the page before had to tell, once; and what is said while this one is open.
export function ToastFromBefore() {
  const text = useText();
  const [word, setWord] = useState(/** @type {import("./next_toast.js").Word | null} */ (null));
  useEffect(() => {
    const look = () => setWord((before) => takeToast() ?? before);
    look();
    addEventListener(SAID, look);
    return () => removeEventListener(SAID, look);
  }, []);
  const message = word ? text.t(word.message, word.values) : "";
  return <Toast open={Boolean(word)} message={message} onClose={() => setWord(null)} />;
}
