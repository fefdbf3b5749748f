// What was just taken back or changed, said for a moment with a way back.
import { useText } from "../../../i18n.js";
import { Toast } from "../../ui/toast.jsx";

/** @typedef {import("./moments.js").Comment} Comment */

/**
 * @param {{
 *   gone: Comment | null, restore: () => void, settle: () => void,
 *   changed: Comment | null, changeBack: () => void, leave: () => void,
 * }} props
 */
export function Undos({ gone, restore, settle, changed, changeBack, leave }) {
  const { t } = useText();
  const undo = { action: t("Undo") };
  return (
    <>
      <Toast {...undo} open={Boolean(gone)} message={t("Comment taken back.")} onAction={restore} onClose={settle} />
      <Toast {...undo} open={Boolean(changed)} message={t("Comment changed.")} onAction={changeBack} onClose={leave} />
    </>
  );
}
