// What is said of a film whose pictures this browser can't show, with the way to have it as a file.

/** @typedef {import("../../i18n.js").Text} Text */
/** @typedef {import("./use_player.js").Player} Player */

/** A film whose pictures this browser can't show. @param {{ player: Player, text: Text }} props */
export function Blind({ player, text }) {
  if (!player.blind) return null;
  return (
    <div className="notice notice-info" data-testid="session-blind">
      <span className="icon icon-video-off" aria-hidden="true" />
      <span>
        {player.failed
          ? text.t("This browser can't play this film.")
          : text.t("The pictures of this film can't be shown here; its sound can be heard.")}{" "}
        {text.t("As a file it may open in another app.")}
      </span>
      <a className="btn btn-sm btn-hairline justify-self-start" href={player.blind} download>
        {text.t("Save the film as a file")}
      </a>
    </div>
  );
}
