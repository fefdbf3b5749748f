// What homework points to: a moment of a take, how the teacher plays it, a page elsewhere, a sheet as PDF or picture.
import { useRef, useState } from "react";
import { howYouPlay } from "../../player/example.jsx";
import { sendFile } from "./asking.js";
import { OwnTakes } from "./own_takes.jsx";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./draft.js").Point} Point */

/** @type {Record<string, string>} */
const ICONS = { link: "icon-arrow-right", file: "icon-book-open" };

/** How one is called. @param {Point} point @param {Text} text */
function named(point, { t, clock }) {
  if (point.kind === "link") return (point.url ?? "").replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  if (point.kind === "file") return point.name || t("A sheet");
  if (point.own) return howYouPlay(point.name ?? "", point.start_s ?? -1, point.end_s ?? -1, { t, clock });
  if (point.start_s === undefined || point.start_s === null) return t("A take");
  return t("The moment at {time} of a take", { time: clock(point.start_s) });
}

/** @param {import("./form.jsx").Part} props */
export function Points({ draft, change, text, wrong }) {
  const { t } = text;
  const [url, setUrl] = useState("");
  const [state, setState] = useState({ busy: false, wrong: "" });
  const chooser = useRef(/** @type {HTMLInputElement | null} */ (null));
  /** @param {Point} point */
  const add = (point) => change({ references: [...draft.references, point] });
  const link = () => {
    const address = url.trim();
    if (!address) return;
    add({ kind: "link", url: /^[a-z]+:/i.test(address) ? address : `https://${address}` });
    setUrl("");
  };
  /** @param {File | undefined} file */
  const send = async (file) => {
    if (!file) return;
    setState({ busy: true, wrong: "" });
    const { point, wrong: why } = await sendFile(file);
    setState({ busy: false, wrong: why ? t(why) : "" });
    if (point) add(point);
  };
  return (
    <fieldset className="giving-points">
      <legend className="field-label">{t("Links, sheets, recordings")}</legend>
      {draft.references.length ? (
        <ul>
          {draft.references.map((point, n) => (
            <li key={n} className="giving-point" data-testid="homework-point">
              <span className={`icon ${ICONS[point.kind] ?? "icon-headphones"}`} aria-hidden="true" />
              <span className="grow">{named(point, text)}</span>
              <button
                type="button"
                className="btn btn-quiet btn-square btn-sm"
                aria-label={t("Leave out {what}", { what: named(point, text) })}
                onClick={() => change({ references: draft.references.filter((_, at) => at !== n) })}
              >
                <span className="icon icon-x" aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="giving-add">
        <input
          type="url"
          className="field-control"
          maxLength={2000}
          value={url}
          placeholder={t("Link to a page")}
          aria-label={t("Link to a page")}
          data-testid="homework-link"
          onChange={({ target }) => setUrl(target.value)}
          onBlur={link}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            link();
          }}
        />
        <button
          type="button"
          className="btn btn-hairline btn-sm"
          aria-busy={state.busy}
          onClick={() => chooser.current?.click()}
        >
          {t("Sheet (PDF or picture)")}
        </button>
        <input
          ref={chooser}
          type="file"
          className="sr-only"
          tabIndex={-1}
          aria-label={t("Sheet (PDF or picture)")}
          accept="application/pdf,image/*"
          data-testid="homework-file"
          onChange={({ target }) => {
            void send(target.files?.[0]);
            target.value = "";
          }}
        />
      </div>
      <OwnTakes {...{ text }} onTake={add} />
      <p role="alert" className="field-error">
        {state.wrong || wrong.fields.references}
      </p>
    </fieldset>
  );
}
