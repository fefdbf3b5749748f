// @ts-check
// A field for Markdown: a bar of marks above it, and what is written stays on this device until it was sent.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { later } from "../ui/later.jsx";
import { sendPicture } from "./asking.js";
import { FilmTray } from "./film_tray.jsx";
import { without } from "./films.js";
import { marked, put } from "./marks.js";
import { useFilms } from "./use_films.js";
import "./forum.css";

const MomentPicker = later(() => import("./moment_picker.jsx").then((part) => part.MomentPicker));
const PICTURES = "image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif,image/avif,.heic,.heif";
const FILMS = "video/*,.mov,.mp4,.m4v,.webm,.mkv";
const KEPT = "woodshed-draft:";
const LONGEST = 20000;

/** @param {string} keep */
function kept(keep) {
  try {
    return keep ? localStorage.getItem(KEPT + keep) : null;
  } catch {
    return null;
  }
}

/** @param {string} keep @param {string} text */
function store(keep, text) {
  if (!keep) return;
  try {
    if (text) localStorage.setItem(KEPT + keep, text);
    else localStorage.removeItem(KEPT + keep);
  } catch {
    // A full or closed store: the field itself still has it.
  }
}

/** @param {(text: string) => string} t @returns {[import("./marks.js").Mark, string, string][]} */
const bar = (t) => [
  ["bold", "B", t("Bold")],
  ["italic", "I", t("Italic")],
  ["heading", "H", t("Heading")],
  ["quote", "”", t("Quote")],
  ["list", "•", t("List")],
  ["code", "</>", t("Code")],
  ["link", "↗", t("Link")],
];

/**
 * @param {{ name: string, label: string, text?: string, keep?: string, handle: string, rows?: number, wrong?: string,
 *   sent?: number, onLook?: (text: string) => void }} props
 */
export function Editor({ name, label, text = "", keep = "", handle, rows = 6, wrong = "", sent = 0, onLook }) {
  const { t } = useText();
  const [written, setWritten] = useState(text);
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => setWritten(text || kept(keep) || ""), [text, keep]);
  useEffect(() => {
    if (!sent) return;
    store(keep, "");
    setWritten("");
  }, [sent]);
  const write = (/** @type {string} */ value) => {
    setWritten(value);
    store(keep, value === text ? "" : value);
  };
  const [picking, setPicking] = useState(false);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState("");
  const why = useRef(/** @type {HTMLParagraphElement | null} */ (null));
  useEffect(() => {
    if (refused) why.current?.scrollIntoView({ block: "nearest" }); // what was chosen above may be far from it
  }, [refused]);
  const newest = useRef(written);
  newest.current = written;
  const insert = (/** @type {string} */ piece) => {
    const at = field.current;
    const made = put(newest.current, at?.selectionStart ?? newest.current.length, piece);
    write(made.text);
    requestAnimationFrame(() => at?.setSelectionRange(made.end, made.end));
  };
  const picture = async (/** @type {File | undefined} */ file) => {
    if (!file || sending) return;
    setSending(true);
    setRefused("");
    const { url, wrong: why } = await sendPicture(file);
    setSending(false);
    if (url) insert(`![${t("Picture")}](${url})`);
    else setRefused(why ?? "");
  };
  const films = useFilms(written, (id) => insert(`![${t("Film")}](film:${id})`));
  const film = async (/** @type {File | undefined} */ file) => {
    if (!file || sending) return;
    setSending(true);
    setRefused("");
    setRefused(await films.add(file));
    setSending(false);
  };
  const mark = (/** @type {import("./marks.js").Mark} */ kind) => {
    const at = field.current;
    if (!at) return;
    const made = marked(written, at.selectionStart, at.selectionEnd, kind);
    write(made.text);
    requestAnimationFrame(() => {
      at.focus();
      at.setSelectionRange(made.start, made.end);
    });
  };
  return (
    <div className="field editor">
      <label htmlFor={name} className="field-label">
        {label}
      </label>
      <div className="editor-bar" role="toolbar" aria-label={t("Marks")}>
        {bar(t).map(([kind, sign, said]) => (
          <button
            key={kind}
            type="button"
            className="editor-mark"
            aria-label={said}
            title={said}
            onClick={() => mark(kind)}
          >
            <span className={`editor-${kind}`} aria-hidden="true">
              {sign}
            </span>
          </button>
        ))}
        <label className="editor-add">
          <input
            type="file"
            accept={PICTURES}
            className="sr-only"
            disabled={sending}
            onChange={(event) => {
              void picture(event.target.files?.[0]);
              event.target.value = "";
            }}
            data-testid={`${handle}-picture`}
          />
          <span className={sending ? "loading loading-spinner" : "icon icon-image"} aria-hidden="true" />
          <span>{t("Picture")}</span>
        </label>
        <label className="editor-add">
          <input
            type="file"
            accept={FILMS}
            className="sr-only"
            disabled={sending}
            onChange={(event) => {
              void film(event.target.files?.[0]);
              event.target.value = "";
            }}
            data-testid={`${handle}-film`}
          />
          <span className="icon icon-video" aria-hidden="true" />
          <span>{t("Film")}</span>
        </label>
        <button type="button" className="editor-add" onClick={() => setPicking(true)} data-testid={`${handle}-moment`}>
          <span className="icon icon-music" aria-hidden="true" />
          <span>{t("Practice moment")}</span>
        </button>
        {onLook ? (
          <button type="button" className="editor-look" onClick={() => onLook(written)} data-testid={`${handle}-look`}>
            {t("Preview")}
          </button>
        ) : null}
      </div>
      <textarea
        ref={field}
        id={name}
        name={name}
        className="field-control"
        rows={rows}
        maxLength={LONGEST}
        value={written}
        aria-invalid={wrong ? "true" : "false"}
        aria-describedby={`${name}-error`}
        data-testid={handle}
        onChange={(event) => write(event.target.value)}
      />
      <FilmTray
        films={films.films}
        handle={handle}
        onAgain={films.again}
        onDrop={(id) => {
          films.drop(id);
          write(without(newest.current, id));
        }}
      />
      <p id={`${name}-error`} ref={why} role="alert" className="field-error editor-why">
        {refused ? t(refused) : wrong}
      </p>
      {picking ? (
        <MomentPicker
          open
          onClose={() => setPicking(false)}
          onPut={(markdown) => {
            setPicking(false);
            insert(markdown);
          }}
        />
      ) : null}
    </div>
  );
}
