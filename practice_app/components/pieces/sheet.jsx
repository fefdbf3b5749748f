// The notes of a piece: a picture is shown, a PDF opens in a tab of its own; sent whole, replaced, taken away.
import { useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { explain } from "../ui/send.js";

const LARGEST = 20_000_000;
const PDF = "application/pdf";

/**
 * Send notes, or take them away; what is wrong, or nothing.
 * @param {string} path @param {string} method @param {Blob | undefined} body @param {(text: string) => string} t
 */
async function asked(path, method, body, t) {
  try {
    const answer = await fetch(path, { method, credentials: "same-origin", body });
    if (answer.ok) return "";
    const { fields, message } = explain(answer.status, await answer.json().catch(() => ({})));
    return fields.sheet ?? (message && t(message)) ?? t("That didn't work. Try again in a moment.");
  } catch {
    return t("Woodshed can't be reached. Nothing was changed; try again in a moment.");
  }
}

/** @param {{ piece: string, kind: string, at: string, onChanged: () => void }} props */
export function Sheet({ piece, kind, at, onChanged }) {
  const { t } = useText();
  const path = `/api/v1/pieces/${piece}/sheet`;
  const shown = `${path}?at=${encodeURIComponent(at)}`;
  const chooser = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const send = async (/** @type {string} */ method, /** @type {Blob | undefined} */ body = undefined) => {
    setBusy(true);
    const said = await asked(path, method, body, t);
    setBusy(false);
    setWrong(said);
    if (!said) onChanged();
  };
  const chosen = (/** @type {import("react").ChangeEvent<HTMLInputElement>} */ event) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    if (file.size > LARGEST) setWrong(t("This file has more than 20 MB. Choose a smaller one."));
    else void send("PUT", file);
  };
  return (
    <div className="grid gap-3" data-testid="piece-sheet" data-kind={kind}>
      {kind && kind !== PDF ? (
        <a href={shown} target="_blank" rel="noreferrer" className="piece-sheet">
          <img src={shown} alt={t("The sheet music of this piece")} loading="lazy" />
        </a>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {kind ? (
          <a
            href={shown}
            target="_blank"
            rel="noreferrer"
            className="btn btn-hairline btn-round"
            data-testid="sheet-open"
          >
            <span className="icon icon-book-open" aria-hidden="true" />
            {t("Open the sheet music")}
          </a>
        ) : null}
        <button
          type="button"
          className={`btn ${kind ? "btn-quiet" : "btn-hairline btn-round"}`}
          disabled={busy}
          onClick={() => chooser.current?.click()}
          data-testid="sheet-choose"
        >
          {busy ? t("Sending…") : kind ? t("Choose another file") : t("Add sheet music (PDF or picture)")}
        </button>
        {kind ? (
          <button type="button" className="btn btn-quiet" disabled={busy} onClick={() => send("DELETE")}>
            {t("Take it away")}
          </button>
        ) : null}
      </div>
      <input
        ref={chooser}
        type="file"
        accept="application/pdf,image/*"
        className="sr-only"
        tabIndex={-1}
        aria-label={t("Add sheet music (PDF or picture)")}
        onChange={chosen}
        data-testid="sheet-file"
      />
      <p role="alert" className="field-error empty:hidden">
        {wrong || null}
      </p>
    </div>
  );
}
