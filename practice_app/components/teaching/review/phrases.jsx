// What one says again and again, a tap away; kept on this device.
import { useEffect, useState } from "react";
import { keep, keptOf, PHRASES, saidWith, withPhrase } from "./kept.js";

/** @typedef {import("../../../i18n.js").Text} Text */

/** @param {{ me: string, written: string, text: Text, onChoose: (said: string) => void }} props */
export function Phrases({ me, written, text, onChoose }) {
  const [phrases, setPhrases] = useState(/** @type {string[]} */ ([]));
  const [tidying, setTidying] = useState(false);
  useEffect(() => void keptOf(PHRASES, me).then((kept) => setPhrases(kept ?? [])), [me]);
  /** @param {string[]} now */
  const take = (now) => {
    setPhrases(now);
    if (!now.length) setTidying(false);
    void keep(PHRASES, me, now.length ? now : null);
  };
  const words = written.trim();
  const fresh = words && words.length <= 120 && !words.includes("\n") && !phrases.includes(words);
  if (!phrases.length && !fresh) return null;
  return (
    <fieldset className="review-phrases">
      <legend className="sr-only">{text.t("Your phrases, kept on this device until you sign out")}</legend>
      {phrases.map((one) => (
        <button
          key={one}
          type="button"
          className={tidying ? "review-phrase review-phrase-goes" : "review-phrase"}
          aria-label={tidying ? text.t("Forget “{phrase}”", { phrase: one }) : undefined}
          data-testid="review-phrase"
          onClick={() => (tidying ? take(phrases.filter((other) => other !== one)) : onChoose(saidWith(written, one)))}
        >
          {one}
          {tidying ? <span className="icon icon-x" aria-hidden="true" /> : null}
        </button>
      ))}
      {fresh ? (
        <button
          type="button"
          className="btn btn-quiet btn-sm"
          data-testid="review-phrase-keep"
          onClick={() => take(withPhrase(phrases, words))}
        >
          <span className="icon icon-plus" aria-hidden="true" />
          <span>{text.t("Keep as a phrase")}</span>
        </button>
      ) : null}
      {phrases.length ? (
        <button
          type="button"
          className="btn btn-quiet btn-sm"
          aria-pressed={tidying}
          data-testid="review-phrase-tidy"
          onClick={() => setTidying(!tidying)}
        >
          {tidying ? text.t("Done") : text.t("Tidy up")}
        </button>
      ) : null}
    </fieldset>
  );
}
