// What is written about a moment: it stands where the film stood when writing began, unless it is put elsewhere.
import { useEffect, useState } from "react";
import { entered } from "../../ui/keys.js";
import { DrawingBoard, DrawingLayer } from "../drawing/late.jsx";
import { useVoice, VoiceTools } from "../voice/voice.jsx";
import { isBlank } from "./use_draft.js";
import { begun, ended, named } from "./moments.js";
import { Phrases } from "./phrases.jsx";
import { Rating } from "./rating.jsx";
import { problem, say } from "./talk.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("../../player/use_player.js").Player} Player */
/** @typedef {import("./moments.js").Moment} Moment */
/** @typedef {import("./moments.js").Draft} Draft */

/** By which the player is found. */
export const PLAYER = "review-player";
const NEAR_S = 0.15; // a step or two: what is written moves along

/** What is stepped to while one writes is what is meant. @param {Player} player @param {Draft} draft @param {number} now @param {(part: Partial<Draft>) => void} change */
function useNudged(player, draft, now, change) {
  const { moment, drawing } = draft;
  useEffect(() => {
    if (!moment || moment.until_s !== null || drawing || player.playing || moment.at_s === now) return;
    if (Math.abs(moment.at_s - now) < NEAR_S) change({ moment: { at_s: now, until_s: null } });
  }, [now, player.playing]);
}

/**
 * @param {{
 *   take: string, me: string, player: Player, begins: number, text: Text,
 *   state: ReturnType<typeof import("./use_draft.js").useDraft>, onSaid: (one: import("./moments.js").Comment) => void,
 * }} props
 */
export function Composer({ take, me, player, begins, text, state: { draft, change, clear }, onSaid }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const voice = useVoice(take);
  const now = begins + player.at;
  const moment = draft.moment ?? { at_s: now, until_s: null };
  useNudged(player, draft, now, change);
  /** What is said is meant of where one is, from its first letter on. @param {Partial<Draft>} part */
  const write = (part) => {
    const fixed = draft.moment ?? { at_s: begins + player.handle.time(), until_s: null };
    const empty = isBlank({ ...draft, ...part, moment: null }) && fixed.until_s === null;
    if (!draft.moment) player.handle.pause();
    change({ ...part, moment: empty ? null : fixed });
  };
  /** @param {boolean} later */
  const save = async (later) => {
    if (busy) return;
    if (isBlank({ ...draft, moment: null }) && !voice.has)
      return setWrong(text.t("Write something, draw it, or give a rating."));
    setBusy(true);
    const voice_id = await voice.send();
    if (voice_id === false) return setBusy(false);
    const outcome = await say(take, draft, moment, later, voice_id);
    setBusy(false);
    setWrong(problem(outcome, text));
    if (!outcome.ok) return;
    clear();
    voice.discard();
    onSaid(outcome.body);
  };
  return (
    <section className="review-composer" aria-label={text.t("Say something about this moment")}>
      <p className="review-when">
        <span className="figures" data-testid="review-moment">
          {named(moment, text)}
        </span>
        <Marks {...{ draft, now, text, player, begins }} onMark={(marked) => change({ moment: marked })} />
      </p>
      <textarea
        className="field-control"
        rows={3}
        maxLength={5000}
        value={draft.text}
        placeholder={text.t("What do you hear, what do you see?")}
        aria-label={text.t("Your comment")}
        data-testid="review-comment-text"
        onChange={({ target }) => write({ text: target.value })}
        onKeyDown={(event) => {
          if (entered(event) && (event.ctrlKey || event.metaKey)) void save(false);
        }}
      />
      <Draw {...{ take, player, begins, draft, moment, text }} onDraw={(drawing) => write({ drawing })} />
      <Phrases me={me} written={draft.text} text={text} onChoose={(said) => write({ text: said })} />
      <Rating value={draft.rating} name="review-rating" text={text} onChange={(rating) => write({ rating })} />
      <VoiceTools voice={voice} text={text} />
      <p role="alert" className="field-error">
        {wrong}
      </p>
      <div className="review-deeds">
        <button
          type="button"
          className="btn btn-primary btn-round"
          aria-busy={busy}
          data-testid="review-comment-save"
          onClick={() => void save(false)}
        >
          {text.t("Send comment")}
        </button>
        <button
          type="button"
          className="btn btn-hairline btn-round"
          data-testid="review-comment-later"
          onClick={() => void save(true)}
        >
          {text.t("Keep as a draft")}
        </button>
        {isBlank(draft) ? null : (
          <button type="button" className="btn btn-quiet" data-testid="review-comment-clear" onClick={clear}>
            {text.t("Clear")}
          </button>
        )}
      </div>
    </section>
  );
}

/** @param {{ draft: Draft, now: number, player: Player, begins: number, text: Text, onMark: (moment: Moment | null) => void }} props */
function Marks({ draft, player, begins, now, text, onMark }) {
  const { moment } = draft;
  const here = () => begins + player.handle.time();
  const elsewhere = moment && (moment.until_s !== null || Math.abs(moment.at_s - now) > 0.001);
  return (
    <span className="review-marks">
      <button
        type="button"
        className="btn btn-quiet btn-sm"
        data-testid="review-mark-start"
        onClick={() => onMark(begun(moment, here()))}
      >
        {text.t("From here")}
      </button>
      <button
        type="button"
        className="btn btn-quiet btn-sm"
        data-testid="review-mark-end"
        onClick={() => onMark(ended(moment, here()))}
      >
        {text.t("To here")}
      </button>
      {elsewhere ? (
        <button
          type="button"
          className="btn btn-quiet btn-sm"
          data-testid="review-mark-here"
          onClick={() => onMark({ at_s: here(), until_s: null })}
        >
          {text.t("Only this moment")}
        </button>
      ) : null}
    </span>
  );
}

/** @param {{ made: boolean, busy: boolean, text: Text, onTap: () => void }} props */
const DrawButton = ({ made, busy, text, onTap }) => (
  <button
    type="button"
    className="btn btn-hairline btn-sm"
    aria-busy={busy}
    data-testid="review-draw"
    onClick={busy ? undefined : onTap}
  >
    <span className="icon icon-pencil" aria-hidden="true" />
    <span>{made ? text.t("Go on drawing") : text.t("Draw on the picture")}</span>
  </button>
);

/**
 * What is drawn on the picture, and what has been drawn so far.
 * @param {{
 *   take: string, player: Player, begins: number, draft: Draft, moment: Moment, text: Text,
 *   onDraw: (drawing: import("../drawing/strokes.js").Drawing | null) => void,
 * }} props
 */
function Draw({ take, player, begins, draft, moment, text, onDraw }) {
  const [drawing, setDrawing] = useState(0);
  if (!player.filmed || player.blind) return null;
  const made = draft.drawing;
  const begin = () => {
    player.handle.pause();
    if (draft.moment) void player.handle.seek(moment.at_s - begins);
    setDrawing(drawing + 1);
  };
  /** @param {boolean} busy @param {string} wrong */
  const offer = (busy, wrong = "") => (
    <>
      <p className="review-marks">
        <DrawButton made={Boolean(made)} {...{ busy, text }} onTap={begin} />
        <DrawingLayer drawing={made} recording={take} at={moment.at_s} handle={PLAYER} />
      </p>
      {wrong ? (
        <p role="alert" className="field-error">
          {wrong}
        </p>
      ) : null}
    </>
  );
  if (!drawing) return offer(false);
  return (
    <DrawingBoard
      key={drawing}
      drawing={made}
      onChange={onDraw}
      onDone={() => setDrawing(0)}
      handle={PLAYER}
      waiting={offer(true)}
      failed={offer(false, text.t("That didn't work. Try again in a moment."))}
    />
  );
}
