// A take, and what is said about it to the second: the player with its frames, the line of music with pins, words.
import { useMemo, useState } from "react";
import { useLocation } from "react-router";
import { useText } from "../../../i18n.js";
import { Beside } from "../beside/beside.jsx";
import { DrawingLayer } from "../drawing/late.jsx";
import { Between } from "./between.jsx";
import { Comments } from "./comments.jsx";
import { Composer, PLAYER } from "./composer.jsx";
import { Drafts } from "./drafts.jsx";
import { Line } from "./line.jsx";
import { Film, Transport } from "./stage.jsx";
import { change } from "./talk.js";
import { Undos } from "./undos.jsx";
import { useDraft } from "./use_draft.js";
import { useSaid } from "./use_said.js";
import { useStage } from "./use_stage.js";
import { useTake } from "./use_take.js";
import { Word } from "./word.jsx";
import "./review.css";

/** @typedef {import("./moments.js").Comment} Comment */
/** @typedef {import("./use_take.js").Take} Take */
/**
 * @typedef {{
 *   id: string, writes: boolean, mine: boolean,
 *   spans: import("../../ui/stave_shapes.js").Span[], levels: import("../../ui/stave_shapes.js").Levels | null,
 * }} Page
 * @typedef {{ beside: { of: string, takes: import("../beside/beside.jsx").Take[] }, onBeside: () => void }} Offer what can be laid beside which take
 */

/** The take that the address names: its film begins before anything else is known. @param {{ page: Page, changed: number, me: string } & Offer} props */
export function Review({ page, changed, me, ...offer }) {
  const id = useLocation().pathname.replace(/\/+$/, "").split("/").at(-1) ?? "";
  const take = useTake(id, changed);
  const known = page.id === id;
  if (!take) return <div className="review bone review-waits" aria-hidden="true" />;
  return <Reviewing key={id} take={take} page={page} known={known} changed={changed} me={known ? me : ""} {...offer} />;
}

/** @param {{ take: Take, page: Page, known: boolean, changed: number, me: string } & Offer} props */
function Reviewing({ take, page, known, changed, me, ...offer }) {
  const text = useText();
  const { all, gone, put, look, remove, restore, settle } = useSaid(take.id, changed);
  const [undo, setUndo] = useState(/** @type {Comment | null} */ (null));
  const draft = useDraft(take.id, me);
  const stage = useStage(take, all, draft);
  const { player, open, onOpen } = stage;
  const said = useMemo(() => (all ?? []).filter(({ id }) => id !== gone?.id), [all, gone]);
  const deeds = useMemo(
    () => ({ onOpen, onPut: put, onRemove: remove, onLook: () => void look(), onChanged: setUndo }),
    [onOpen, put, remove, look],
  );
  const changeBack = async () => {
    if (!undo) return;
    setUndo(null);
    const { ok, body } = await change(undo.id, { text: undo.text, rating: undo.rating });
    if (ok) put(body);
  };
  const teaches = known && page.writes;
  return (
    <div className="review" data-testid="review" data-take={take.id}>
      <div className="review-main">
        <Word take={take} />
        {take.playable ? (
          <Heard {...{ take, page, known, said, stage }} moment={draft.draft.moment} {...offer} />
        ) : null}
      </div>
      <div className="review-beside">
        {teaches && take.playable ? (
          <Composer take={take.id} begins={take.begins} state={draft} onSaid={put} {...{ me, player, text }} />
        ) : null}
        {teaches ? <Drafts said={said} take={take.id} onSent={look} /> : null}
        {take.playable ? <Between {...{ said, open, onOpen }} at={take.begins + player.at} /> : null}
        {all === null ? (
          <div className="bone h-24" aria-hidden="true" />
        ) : (
          <Comments {...{ said, open, me, deeds }} plays={take.playable} writes={teaches} mine={known && page.mine} />
        )}
      </div>
      <Undos {...{ gone, restore, settle, changeBack }} changed={undo} leave={() => setUndo(null)} />
    </div>
  );
}

/**
 * The film or the line of music, what is drawn into it, and what plays it.
 * @param {{
 *   take: Take, page: Page, known: boolean, said: Comment[], stage: ReturnType<typeof useStage>,
 *   moment: import("./moments.js").Draft["moment"],
 * } & Offer} props
 */
function Heard({ take, page, known, said, stage, moment, beside, onBeside }) {
  const text = useText();
  const { player, open, onOpen } = stage;
  const drawn = said.find(({ id }) => id === open);
  return (
    <>
      <Film player={player} text={text} />
      {drawn?.drawing ? (
        <DrawingLayer drawing={drawn.drawing} recording={take.id} at={Number(drawn.at_s)} handle={PLAYER} />
      ) : null}
      <Line
        {...{ player, said, open, text, onOpen, moment }}
        begins={take.begins}
        spans={known ? page.spans : []}
        levels={known ? page.levels : null}
        heard={known}
      />
      <Transport player={player} film={take.film} begins={take.begins} text={text} />
      {known && page.writes ? (
        <Beside takes={beside.of === take.id ? beside.takes : null} onLook={onBeside} handle={PLAYER} />
      ) : null}
    </>
  );
}
