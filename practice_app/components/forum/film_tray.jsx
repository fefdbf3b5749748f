// @ts-check
// What becomes of the films in what is being written, below its field: on its way, there, or waiting for another try.
import { useText } from "../../i18n.js";
import "./film.css";

/**
 * @param {{
 *   films: ({ id: string } & import("./use_films.js").Going)[], handle: string,
 *   onAgain: (id: string) => void, onDrop: (id: string) => void,
 * }} props
 */
export function FilmTray({ films, handle, onAgain, onDrop }) {
  const { t } = useText();
  if (!films.length) return null;
  return (
    <ul className="film-tray">
      {films.map(({ id, state, far, why }) => (
        <li key={id} data-testid={`${handle}-film-${state}`}>
          <span className="icon icon-video" aria-hidden="true" />
          <span className="film-tray-said">
            {state === "sending" ? (
              <>
                <span>{t("The film is on its way: {percent} %", { percent: Math.floor(far * 100) })}</span>
                <progress className="bar" value={far} max={1} aria-label={t("The film is on its way")} />
              </>
            ) : null}
            {state === "there" ? (
              <span role="status">{t("The film has arrived, and is made ready to be played.")}</span>
            ) : null}
            {state === "waits" ? <span role="alert">{t(why)}</span> : null}
          </span>
          {state === "waits" ? (
            <button type="button" className="btn btn-hairline btn-sm" onClick={() => onAgain(id)}>
              {t("Try again")}
            </button>
          ) : null}
          <button type="button" className="btn btn-quiet btn-sm" onClick={() => onDrop(id)}>
            {t("Take it out")}
          </button>
        </li>
      ))}
    </ul>
  );
}
