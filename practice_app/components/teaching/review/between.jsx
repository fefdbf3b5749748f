// How many comments there are, and the way from one to the next.
import { useText } from "../../../i18n.js";
import { neighbour } from "./moments.js";

/** @typedef {import("./moments.js").Comment} Comment */

/** @param {{ said: Comment[], open: string, at: number, onOpen: (one: Comment) => void }} props */
export function Between({ said, open, at, onOpen }) {
  const { n, t } = useText();
  if (said.length < 2) return null;
  /** @param {1 | -1} by @param {string} label @param {string} icon */
  const way = (by, label, icon) => {
    const next = neighbour(said, open, at, by);
    return (
      <button
        type="button"
        className="btn btn-quiet btn-square btn-sm"
        aria-label={label}
        title={label}
        disabled={!next}
        data-testid={by > 0 ? "review-next" : "review-previous"}
        onClick={() => next && onOpen(next)}
      >
        <span className={`icon ${icon}`} aria-hidden="true" />
      </button>
    );
  };
  return (
    <p className="review-between">
      <span className="grow">{n("{n} comment", "{n} comments", said.length)}</span>
      {way(-1, t("The comment before"), "icon-chevron-left")}
      {way(1, t("The next comment"), "icon-chevron-right")}
    </p>
  );
}
