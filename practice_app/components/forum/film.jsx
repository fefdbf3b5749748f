// @ts-check
// A film in what somebody wrote: what stands for it, a tap that plays it, and words while there is nothing to play.
import { useEffect, useRef, useState } from "react";
import { useText } from "../../i18n.js";
import { msg } from "../ui/send.js";
import { film as asked, filmOf, posterOf, takeFilmBack } from "./asking.js";
import "./film.css";

/** @typedef {import("./asking.js").FilmShown} FilmShown */

/** @type {Record<string, string>} */
const FAILED = {
  too_long: msg("This film is longer than five minutes, and was not kept. Send a shorter one."),
  too_large: msg("The pictures of this film are larger than Woodshed works with. Send it in a lower quality."),
  no_pictures: msg("There are no pictures in this file. It was not kept."),
  not_audio: msg("There are no pictures in this file. It was not kept."),
  damaged: msg("This file could not be read. It was not kept: send it once more, or another one."),
  empty: msg("This file could not be read. It was not kept: send it once more, or another one."),
};
const OURS = msg("This film could not be made ready, by a fault on our side. Send it once more.");
const UNSEEN = msg("A film stands here that can't be seen now.");
const COMING = msg("This film is being made ready. It plays here in a moment.");
const SENDING = msg("This film is still on its way.");
const READY = msg("This film is ready.");

/** @typedef {{ row?: FilmShown | null, next?: FilmShown }} Seen `next`: it is ready, and waits for a tap */

/** Whether nothing that is being read would move if this grew. @param {HTMLElement | null} place */
const isBelow = (place) => !place || place.getBoundingClientRect().top >= innerHeight;

/**
 * What came by itself is put in its place; but not while somebody reads what it would move. Whose it is waits for it.
 * @param {Seen} before @param {FilmShown | null} found @param {HTMLElement | null} place @returns {Seen}
 */
export function arrived({ row }, found, place) {
  if (row?.status === "ready" && found) return { row };
  const moves = row?.status === "coming" && found?.status === "ready" && !found.mine && !isBelow(place);
  return moves && found ? { row, next: found } : { row: found };
}

/** @param {FilmShown} row */
function saidOf({ status, failure, mine }) {
  if (status === "sending") return SENDING;
  if (status === "coming") return COMING;
  return mine ? (FAILED[failure ?? ""] ?? OURS) : UNSEEN;
}

/** @param {{ film: string, words?: string, changes?: number }} props `changes`: grows when one is ready */
export function Film({ film: id, words = "", changes = 0 }) {
  const { t } = useText();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [{ row, next }, setSeen] = useState(/** @type {Seen} */ ({}));
  const [wrong, setWrong] = useState(false);
  const setRow = (/** @type {FilmShown | null} */ now) => setSeen({ row: now });
  useEffect(() => {
    let wanted = true;
    void asked(id).then((found) => wanted && setSeen((before) => arrived(before, found, place.current)));
    return () => {
      wanted = false;
    };
  }, [id, changes]);
  if (row === undefined) return <span className="film film-waits" />;
  if (row === null) return <span className="film film-said quiet">{t(UNSEEN)}</span>;
  const ready = row.status === "ready";
  return (
    <figure ref={place} className="film" data-testid="forum-film" data-state={(next ?? row).status}>
      {ready ? (
        // biome-ignore lint/a11y/useMediaCaption: somebody plays an instrument
        <video
          controls
          playsInline
          preload="none"
          poster={posterOf(id)}
          src={filmOf(id)}
          width={row.width ?? undefined}
          height={row.height ?? undefined}
          aria-label={words || t("A film")}
          onError={() => setWrong(true)}
          onPlaying={() => setWrong(false)}
          data-testid="forum-film-player"
        />
      ) : (
        <p className="film-said quiet" role="status">
          {t(next ? READY : saidOf(row))}
        </p>
      )}
      <figcaption>
        <span>{words}</span>
        {wrong ? <span role="alert">{t("It can't be played just now.")}</span> : null}
        {row.status === "coming" ? (
          <button
            type="button"
            className="btn btn-quiet btn-sm"
            onClick={() => void (next ? setRow(next) : asked(id).then(setRow))}
          >
            {next ? t("Show it") : t("Look again")}
          </button>
        ) : null}
        {row.mine ? <Back onBack={async () => setRow((await takeFilmBack(id)) ? null : row)} /> : null}
      </figcaption>
    </figure>
  );
}

/** Its owner erases it, with a second tap. @param {{ onBack: () => void }} props */
function Back({ onBack }) {
  const { t } = useText();
  const [sure, setSure] = useState(false);
  if (!sure)
    return (
      <button type="button" className="btn btn-quiet btn-sm" onClick={() => setSure(true)} data-testid="film-take-back">
        {t("Show it no more")}
      </button>
    );
  return (
    <span className="film-sure">
      <span>{t("It is erased for good.")}</span>
      <button type="button" className="btn btn-hairline btn-sm" onClick={onBack} data-testid="film-erase">
        {t("Erase it")}
      </button>
      <button type="button" className="btn btn-quiet btn-sm" onClick={() => setSure(false)}>
        {t("Keep it")}
      </button>
    </span>
  );
}
