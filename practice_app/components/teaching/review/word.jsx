// Why there is nothing to play of a take, if there isn't.
import { useText } from "../../../i18n.js";

/** @typedef {import("./use_take.js").Take} Take */

/** @param {{ take: Take }} props */
export function Word({ take: { status, playable, preparing } }) {
  const { t } = useText();
  if (playable) return null;
  const coming = preparing !== null;
  const gone = !coming && ["deleted", "ready"].includes(status);
  const word = gone
    ? t("This take was deleted. What was said about it stays.")
    : coming
      ? t("This take is being made ready: {n} %. It comes by itself.", { n: Math.round(preparing * 100) })
      : status === "failed"
        ? t("This take could not be read; there is nothing to play.")
        : t("This take is still on its way. It comes by itself.");
  return (
    <p className="notice notice-info" role="status" data-testid={gone ? "review-deleted" : "review-waiting"}>
      <span className="icon icon-info" aria-hidden="true" />
      <span>{word}</span>
    </p>
  );
}
