// One of one's own kept takes, or a moment of it, laid beside homework: chosen from a list, heard, cut down to a moment if one likes.
import { useRef, useState } from "react";
import { addressesOf } from "../../player/media.js";
import { ownTakesOf } from "./asking.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./draft.js").Point} Point */
/** @typedef {import("./asking.js").OwnTake} OwnTake */

/** @param {OwnTake} take @param {Text} text */
function calledOf({ title, started_at, timezone, duration_s }, { day, clock }) {
  const when = day(started_at, { day: "numeric", month: "short", timeZone: timezone });
  return [title, when, clock(duration_s)].filter(Boolean).join(" · ");
}

/** @param {{ text: Text, onTake: (point: Point) => void }} props */
export function OwnTakes({ text, onTake }) {
  const { t } = text;
  const [takes, setTakes] = useState(/** @type {OwnTake[] | null} */ (null));
  const [next, setNext] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState("");
  const [failed, setFailed] = useState(false);
  const look = async (cursor = "") => {
    const found = await ownTakesOf(cursor);
    setFailed(!found);
    if (!found) return;
    setTakes((before) => [...(cursor ? (before ?? []) : []), ...found.items]);
    setNext(found.next_cursor ?? "");
  };
  const toggle = () => {
    setOpen(!open);
    if (!open) void look();
  };
  /** @param {Point} point */
  const take = (point) => {
    setOpen(false);
    setChosen("");
    onTake(point);
  };
  return (
    <div className="giving-own">
      <button
        type="button"
        className="btn btn-hairline btn-sm"
        aria-expanded={open}
        data-testid="homework-own"
        onClick={toggle}
      >
        <span className="icon icon-headphones" aria-hidden="true" />
        <span>{t("How I play it")}</span>
      </button>
      {open && failed ? (
        <p role="alert">{t("This can’t be read just now. Close it, and try again in a moment.")}</p>
      ) : null}
      {open && takes ? (
        <div className="giving-takes" role="group" aria-label={t("How I play it")}>
          <p className="quiet text-sm">
            {takes.length
              ? t(
                  "Whoever this homework is for can listen to all of it, or to what you trimmed it to, as long as you teach them.",
                )
              : t(
                  "You have kept no recording yet. Record a session of your own, keep the recording, and it stands here.",
                )}
          </p>
          <ul>
            {takes.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className="giving-take"
                  aria-expanded={chosen === one.id}
                  data-testid="homework-own-take"
                  onClick={() => setChosen(chosen === one.id ? "" : one.id)}
                >
                  <span className={`icon ${one.film ? "icon-video" : "icon-headphones"}`} aria-hidden="true" />
                  <span>{calledOf(one, text)}</span>
                </button>
                {chosen === one.id ? <Chosen {...{ one, text }} onTake={take} /> : null}
              </li>
            ))}
          </ul>
          {next ? (
            <button type="button" className="btn btn-quiet btn-sm" onClick={() => void look(next)}>
              {t("Show more")}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** What of it is meant. @param {{ one: OwnTake, text: Text, onTake: (point: Point) => void }} props */
function Chosen({ one, text, onTake }) {
  const { t, clock } = text;
  const element = useRef(/** @type {HTMLMediaElement | null} */ (null));
  const [src, setSrc] = useState("");
  const [fromS, setFromS] = useState(/** @type {number | null} */ (null));
  const about = { recording_id: one.id, name: one.title, mime_type: one.mime_type, own: true };
  const wake = (/** @type {HTMLMediaElement | null} */ player) => {
    element.current = player;
    if (player && !src)
      void addressesOf(one.id).then(
        ({ url }) => setSrc(url),
        () => {},
      );
  };
  const now = () => Math.round((element.current?.currentTime ?? 0) * 10) / 10;
  const add = () => {
    if (fromS === null) return onTake({ kind: "recording", ...about });
    const end = now();
    return onTake({ kind: "moment", ...about, start_s: fromS, ...(end > fromS + 0.5 ? { end_s: end } : {}) });
  };
  const props = { controls: true, src: src || undefined, "aria-label": calledOf(one, text), preload: "metadata" };
  return (
    <div className="giving-chosen">
      {one.film ? <video {...props} ref={wake} playsInline /> : <audio {...props} ref={wake} />}
      <span className="giving-moment">
        <button
          type="button"
          className="btn btn-quiet btn-sm"
          data-testid="homework-own-from"
          aria-pressed={fromS !== null}
          onClick={() => setFromS(fromS === null ? now() : null)}
        >
          {fromS === null ? t("Only from here on") : t("From {time} on: take all of it", { time: clock(fromS) })}
        </button>
        <button type="button" className="btn btn-hairline btn-sm" data-testid="homework-own-add" onClick={add}>
          {fromS === null ? t("Lay it beside") : t("Lay this moment beside")}
        </button>
      </span>
    </div>
  );
}
