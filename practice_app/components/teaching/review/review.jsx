// A take, and what is said about it to the second: the player with its frames, the line of music with pins, words.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "react-router";
import { useText } from "../../../i18n.js";
import { useKeys } from "../../player/keys.js";
import { usePlayer } from "../../player/use_player.js";
import { Toast } from "../../ui/toast.jsx";
import { Beside } from "../beside/beside.jsx";
import { DrawingLayer } from "../drawing/late.jsx";
import { Comments } from "./comments.jsx";
import { Composer, PLAYER } from "./composer.jsx";
import { Line } from "./line.jsx";
import { Film, Transport } from "./stage.jsx";
import { neighbour } from "./moments.js";
import { change, publish } from "./talk.js";
import { useDraft } from "./use_draft.js";
import { useSaid } from "./use_said.js";
import { useTake } from "./use_take.js";
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
function Reviewing({ take, page, known, changed, me, beside, onBeside }) {
  const text = useText();
  const { all, gone, put, look, remove, restore, settle } = useSaid(take.id, changed);
  const [open, setOpen] = useState("");
  const [undo, setUndo] = useState(/** @type {Comment | null} */ (null));
  const draft = useDraft(take.id, me);
  const player = usePlayer(
    useMemo(() => takesOf(take), [take]),
    take.length,
    "review-player",
  );
  const handle = useRef(player.handle);
  handle.current = player.handle;
  useKeys((key) => take.playable && player.onKey(key));
  useEffect(() => {
    if (take.playable) void handle.current.seek(handle.current.time());
  }, [take.playable]);
  useEffect(() => {
    const moment = draft.found && draft.draft.moment;
    if (moment && take.playable) void handle.current.seek(moment.at_s - take.begins);
  }, [draft.found]);
  const said = useMemo(() => (all ?? []).filter(({ id }) => id !== gone?.id), [all, gone]);
  const onOpen = useCallback(
    (/** @type {Comment} */ one) => {
      setOpen(one.id);
      if (one.at_s !== null) void handle.current.seek(one.at_s - take.begins);
    },
    [take.begins],
  );
  const asked = useRef(location.search);
  useEffect(() => {
    const one = all?.find(({ id }) => id === new URLSearchParams(asked.current).get("said"));
    if (!one || !take.playable) return;
    asked.current = "";
    onOpen(one);
  }, [all, take.playable]);
  const deeds = useMemo(
    () => ({ onOpen, onPut: put, onRemove: remove, onLook: () => void look(), onChanged: setUndo }),
    [onOpen, put, remove, look],
  );
  /** @param {Comment} one */
  const changeBack = async ({ id, text: words, rating }) => {
    setUndo(null);
    const { ok, body } = await change(id, { text: words, rating });
    if (ok) put(body);
  };
  const drawn = said.find(({ id }) => id === open);
  const writes = known && page.writes && take.playable;
  return (
    <div className="review" data-testid="review" data-take={take.id}>
      <div className="review-main">
        <Word take={take} />
        {take.playable ? (
          <>
            <Film player={player} text={text} />
            {drawn?.drawing ? (
              <DrawingLayer drawing={drawn.drawing} recording={take.id} at={Number(drawn.at_s)} handle={PLAYER} />
            ) : null}
            <Line
              {...{ player, said, open, text, onOpen }}
              begins={take.begins}
              spans={known ? page.spans : []}
              levels={known ? page.levels : null}
              heard={known}
              moment={draft.draft.moment}
            />
            <Transport player={player} film={take.film} begins={take.begins} text={text} />
            {writes ? (
              <Beside takes={beside.of === take.id ? beside.takes : null} onLook={onBeside} handle={PLAYER} />
            ) : null}
          </>
        ) : null}
      </div>
      <div className="review-beside">
        {writes ? (
          <Composer
            take={take.id}
            me={me}
            player={player}
            begins={take.begins}
            text={text}
            state={draft}
            onSaid={put}
          />
        ) : null}
        {known && page.writes ? <Drafts said={said} take={take.id} onSent={look} /> : null}
        {take.playable ? <Between {...{ said, open, onOpen }} at={take.begins + player.at} /> : null}
        {all === null ? (
          <div className="bone h-24" aria-hidden="true" />
        ) : (
          <Comments
            {...{ said, open, me, deeds }}
            plays={take.playable}
            writes={known && page.writes}
            mine={known && page.mine}
          />
        )}
      </div>
      <Toast
        open={Boolean(gone)}
        message={text.t("Comment taken back.")}
        action={text.t("Undo")}
        onAction={restore}
        onClose={settle}
      />
      <Toast
        open={Boolean(undo)}
        message={text.t("Comment changed.")}
        action={text.t("Undo")}
        onAction={() => undo && void changeBack(undo)}
        onClose={() => setUndo(null)}
      />
    </div>
  );
}

/** How many there are, and from one to the next. @param {{ said: Comment[], open: string, at: number, onOpen: (one: Comment) => void }} props */
function Between({ said, open, at, onOpen }) {
  const { n, t } = useText();
  if (said.length < 2) return null;
  /** @param {1 | -1} by @param {string} label @param {string} icon */
  const way = (by, label, icon) => {
    const next = neighbour(said, open, at, by);
    return (
      <button
        type="button"
        className="btn btn-quiet btn-square btn-sm"
        aria-label={label}
        title={label}
        disabled={!next}
        data-testid={by > 0 ? "review-next" : "review-previous"}
        onClick={() => next && onOpen(next)}
      >
        <span className={`icon ${icon}`} aria-hidden="true" />
      </button>
    );
  };
  return (
    <p className="review-between">
      <span className="grow">{n("{n} comment", "{n} comments", said.length)}</span>
      {way(-1, t("The comment before"), "icon-chevron-left")}
      {way(1, t("The next comment"), "icon-chevron-right")}
    </p>
  );
}

/** On the clock of what is shown, which begins with it. @param {Take} take */
const takesOf = ({ id, film, playable, length }) =>
  playable ? [{ id, kind: film ? "video" : "audio", offset_s: 0, duration_s: length, playable }] : [];

/** Why there is nothing to play, if there isn't. @param {{ take: Take }} props */
function Word({ take: { status, playable, preparing } }) {
  const { t } = useText();
  if (playable) return null;
  const coming = preparing !== null;
  const gone = !coming && ["deleted", "ready"].includes(status);
  const word = gone
    ? t("This take was deleted. What was said about it stays.")
    : coming
      ? t("This take is being made ready: {n} %. It comes by itself.", { n: Math.round(preparing * 100) })
      : status === "failed"
        ? t("This take could not be read; there is nothing to play.")
        : t("This take is still on its way. It comes by itself.");
  return (
    <p className="notice notice-info" role="status" data-testid={gone ? "review-deleted" : "review-waiting"}>
      <span className="icon icon-info" aria-hidden="true" />
      <span>{word}</span>
    </p>
  );
}

/** What is written down and not said yet, to be said all at once. @param {{ said: Comment[], take: string, onSent: () => void }} props */
function Drafts({ said, take, onSent }) {
  const { n, t } = useText();
  const [busy, setBusy] = useState(false);
  const count = said.filter(({ draft }) => draft).length;
  if (!count) return null;
  const send = async () => {
    setBusy(true);
    await publish(take);
    setBusy(false);
    onSent();
  };
  return (
    <div className="review-drafts" data-testid="review-drafts">
      <span>{n("{n} draft, seen by you alone", "{n} drafts, seen by you alone", count)}</span>
      <button
        type="button"
        className="btn btn-primary btn-round"
        aria-busy={busy}
        data-testid="review-publish"
        onClick={() => void send()}
      >
        {t("Send all")}
      </button>
    </div>
  );
}
