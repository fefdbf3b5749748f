// What was said, in the order of its moments: each opens at its second, is changed and taken back by who said it, answered
// by either, ticked off by who played.
import { memo, useEffect, useRef, useState } from "react";
import { useText } from "../../../i18n.js";
import { Answering } from "../answering.jsx";
import { GiveHomework } from "../giving/give.jsx";
import { named } from "./moments.js";
import { VoiceSound } from "../voice/voice.jsx";
import { Rated, Rating } from "./rating.jsx";
import { change, problem, tick } from "./talk.js";

/** @typedef {import("../../../i18n.js").Text} Text */
/** @typedef {import("./moments.js").Comment} Comment */
/**
 * @typedef {{
 *   onOpen: (one: Comment) => void, onPut: (one: Comment) => void, onRemove: (one: Comment) => void, onLook: () => void,
 *   onChanged: (before: Comment) => void,
 * }} Deeds
 */

/** @param {{ said: Comment[], open: string, me: string, writes: boolean, mine: boolean, plays: boolean, deeds: Deeds }} props */
function PlainComments({ said, open, me, writes, mine, plays, deeds }) {
  const { t } = useText();
  if (!said.length)
    return (
      <p className="quiet" data-testid="review-none">
        {writes ? t("Nothing said yet. Stop where it matters, and write.") : t("Nothing was said about it yet.")}
      </p>
    );
  return (
    <ol className="review-list" data-testid="review-list">
      {said.map((one) => (
        <Item key={one.id} {...{ one, deeds, mine, writes, plays }} own={one.author.id === me} open={one.id === open} />
      ))}
    </ol>
  );
}
export const Comments = memo(PlainComments);

/** @param {{ one: Comment, own: boolean, mine: boolean, writes: boolean, plays: boolean, open: boolean, deeds: Deeds }} props */
function PlainItem({ one, own, mine, writes, plays, open, deeds }) {
  const text = useText();
  const row = useRef(/** @type {HTMLLIElement | null} */ (null));
  const [editing, setEditing] = useState(false);
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <li
      ref={row}
      className={open ? "review-item review-item-open" : "review-item"}
      data-testid="feedback-item"
      data-feedback={one.id}
    >
      <Head {...{ one, own, plays, text, deeds }} />
      {editing && own ? (
        <Edit {...{ one, text, deeds }} onClose={() => setEditing(false)} />
      ) : (
        <>
          {one.text ? <p className="review-text">{one.text}</p> : null}
          <VoiceSound url={one.voice_url} status={one.voice_status} who={one.author.display_name} text={text} />
          {one.rating ? <Rated value={one.rating} text={text} /> : null}
          {one.replies.map((reply) => (
            <div key={reply.id} className="review-reply" data-testid="feedback-reply">
              <span className="quiet text-sm">{reply.author.display_name}</span> {reply.text}
              <VoiceSound
                url={reply.voice_url}
                status={reply.voice_status}
                who={reply.author.display_name}
                text={text}
              />
            </div>
          ))}
          {one.done ? <p className="quiet text-sm review-done">{text.t("Ticked off")}</p> : null}
          {own || mine ? <Doing {...{ one, own, mine, writes, text, deeds }} onEdit={() => setEditing(true)} /> : null}
        </>
      )}
    </li>
  );
}
const Item = memo(PlainItem);

/** @param {{ one: Comment, own: boolean, plays: boolean, text: Text, deeds: Deeds }} props */
function Head({ one, own, plays, text, deeds }) {
  const when = one.at_s === null ? "" : named({ at_s: one.at_s, until_s: one.until_s }, text);
  return (
    <p className="review-head-line">
      {when && plays ? (
        <button
          type="button"
          className="review-moment figures"
          data-testid="feedback-open"
          onClick={() => deeds.onOpen(one)}
        >
          {when}
        </button>
      ) : (
        <span className="figures font-semibold">{when}</span>
      )}
      {own ? null : <span className="quiet text-sm">{one.author.display_name}</span>}
      {one.draft ? <span className="pill">{text.t("Draft")}</span> : null}
    </p>
  );
}

/** @param {{ one: Comment, own: boolean, mine: boolean, writes: boolean, text: Text, deeds: Deeds, onEdit: () => void }} props */
function Doing({ one, own, mine, writes, text, deeds, onEdit }) {
  const talks = !one.draft && (mine || (own && writes));
  return (
    <div className="review-doing">
      {mine ? (
        <button
          type="button"
          className="btn btn-quiet btn-sm"
          aria-pressed={one.done}
          data-testid="feedback-done"
          onClick={async () => {
            const { ok, body } = await tick(one.id, !one.done);
            if (ok) deeds.onPut(body);
          }}
        >
          {one.done ? text.t("Not done yet") : text.t("Tick off")}
        </button>
      ) : null}
      {talks ? <Answering remark={one.id} recording={one.recording_id ?? ""} onAnswered={deeds.onLook} /> : null}
      {own && writes ? (
        <>
          <button type="button" className="btn btn-quiet btn-sm" data-testid="feedback-edit" onClick={onEdit}>
            {text.t("Change")}
          </button>
          <button
            type="button"
            className="btn btn-quiet btn-sm"
            data-testid="feedback-delete"
            onClick={() => deeds.onRemove(one)}
          >
            {text.t("Take back")}
          </button>
          {one.draft ? null : (
            <GiveHomework me={one.author.id} feedback={one.id} quiet handle="feedback-make-homework" />
          )}
        </>
      ) : null}
    </div>
  );
}

/** @param {{ one: Comment, text: Text, deeds: Deeds, onClose: () => void }} props */
function Edit({ one, text, deeds, onClose }) {
  const [said, setSaid] = useState(one.text);
  const [rating, setRating] = useState(one.rating ?? 0);
  const [wrong, setWrong] = useState("");
  /** @param {import("react").FormEvent} event */
  const send = async (event) => {
    event.preventDefault();
    const outcome = await change(one.id, { text: said.trim(), rating: rating || null });
    setWrong(problem(outcome, text));
    if (!outcome.ok) return;
    deeds.onPut(outcome.body);
    deeds.onChanged(one);
    onClose();
  };
  return (
    <form className="review-answer" onSubmit={send}>
      <textarea
        className="field-control"
        rows={3}
        maxLength={5000}
        value={said}
        aria-label={text.t("Your comment")}
        data-testid="feedback-edit-text"
        onChange={({ target }) => setSaid(target.value)}
      />
      <Rating value={rating} name={`rating-${one.id}`} text={text} onChange={setRating} />
      <p role="alert" className="field-error">
        {wrong}
      </p>
      <div className="review-doing">
        <button type="submit" className="btn btn-hairline btn-sm" data-testid="feedback-edit-save">
          {text.t("Save")}
        </button>
        <button type="button" className="btn btn-quiet btn-sm" onClick={onClose}>
          {text.t("Cancel")}
        </button>
      </div>
    </form>
  );
}
