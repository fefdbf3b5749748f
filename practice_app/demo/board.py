"""A board that is lived in: questions, tips and talk of the demo's people, in the languages that they speak.

Everything is made once, with ids of its own: what was changed or taken back stays so the next time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from practice_app.database import system_transaction, transaction
from practice_app.demo.practised.identity import named
from practice_app.errors import Problem
from practice_app.models import ForumComment, ForumPost, ForumPostTag
from practice_app.models.columns import now
from practice_app.services import forum
from practice_app.services.forum import CommentDraft, PostDraft


@dataclass(frozen=True)
class Said:
    """What somebody says below a post; ``right``: it is the answer, ``up``: who found it good."""

    by: str
    text: str
    right: bool = False
    up: tuple[str, ...] = ()
    answers: tuple["Said", ...] = ()


@dataclass(frozen=True)
class Posted:
    """A post of somebody's, so many days ago."""

    key: str
    by: str
    category: str
    title: str
    text: str
    tags: tuple[str, ...] = ()
    days: float = 1
    up: tuple[str, ...] = ()
    said: tuple[Said, ...] = field(default=())


BOARD = (
    Posted(
        "thumb",
        "ann",
        "question",
        "How do I keep my left thumb loose in fast passages?",
        "In the **Kreutzer** study my thumb clamps after eight bars or so, and then every shift is late.\n\n"
        "What I tried:\n\n- slower, at 60\n- a cloth on the shoulder\n- stopping after every bar\n\n"
        "It helps while I think of it. How do you make it last?",
        ("left hand", "shifting"),
        2,
        ("tom", "sofia"),
        (
            Said(
                "helena",
                "Take the thumb **off** the neck for the first bar of each line, then let it come back by its own"
                " weight. Two minutes a day, no more.\n\n> It helps while I think of it\n\nThat is how it begins.",
                right=True,
                up=("ann", "tom", "sofia"),
                answers=(
                    Said("ann", "Three days of that, and bar nine is the first one where I notice it. Thank you!"),
                    Said("tom", "Trying this tonight."),
                ),
            ),
            Said(
                "tom", "I hum the tune while I play. When the humming stops, I know that I hold my breath and squeeze."
            ),
        ),
    ),
    Posted(
        "bow-ko",
        "minjun",
        "tip",
        "긴 활이 흔들릴 때: 거울보다 **소리**부터",
        "활이 지판 쪽으로 미끄러질 때 거울만 봤는데, 저는 *소리*를 먼저 듣는 쪽이 빨랐어요.\n\n"
        "1. 개방현을 8박으로 길게\n2. 소리가 얇아지는 순간에 멈추기\n"
        "3. 그 자리에서 **팔꿈치(오른쪽)**를 보기\n\n일주일이면 달라져요.",
        ("bowing",),
        1,
        ("ann", "yichun", "helena"),
        (Said("ann", "2번이 정말 도움이 됐어요. 저는 늘 3분의 2 지점이었네요.", up=("minjun",)),),
    ),
    Posted(
        "fugue-zh",
        "yichun",
        "question",
        "賦格背譜，你們怎麼練？",
        "平均律 **C 小調賦格（BWV 847）**，分手都沒問題，合起來走到第 20 小節就斷。\n\n"
        "| 試過 | 結果 |\n|---|---|\n| 從後往前背 | 好一點 |\n| 離琴默寫主題 | 還在試 |\n\n有人有別的辦法嗎？",
        ("memorising",),
        3,
        ("helena",),
        (
            Said(
                "helena", "唱一個聲部、彈另外兩個，每天換一個聲部唱。唱得出來的，手就不會忘。", up=("yichun", "sofia")
            ),
            Said("sofia", "In flute duets I do the same: one voice sung, one played."),
        ),
    ),
    Posted(
        "breath",
        "sofia",
        "tip",
        "Four counts in, eight counts out, before the first note",
        "Before every practice I breathe four counts in and eight out, five times, *with* the metronome at 60.\n\n"
        "It costs one minute, and the long tones begin where they used to be after ten.",
        ("breathing",),
        0.4,
        ("ann", "minjun"),
    ),
    Posted(
        "concert",
        "tom",
        "free",
        "First time on stage in nine years",
        "Last Saturday, a church, forty people, the slow movement of the Bach Double. My hands were cold and it was"
        " still the best evening of my year. If you are waiting until you are ready: you won't be, and it's fine.",
        ("performance nerves",),
        0.8,
        ("ann", "helena", "sofia", "yichun"),
        (Said("helena", "This is what it is for. Congratulations.", up=("tom",)),),
    ),
    Posted(
        "metronome",
        "tom",
        "question",
        "Does anybody practise with the click on two and four?",
        "I read that it makes one listen instead of follow. With the violin I get lost at once. Worth it?",
        ("rhythm",),
        0.1,
    ),
)


def fill(ids: Mapping[str, UUID]) -> None:
    """Let whoever is in the demo write, answer and vote; nothing again that was there before."""
    for one in BOARD:
        if one.by in ids:
            try:
                _post(one, ids)
            except Problem:  # they wrote as much as one may in a day, or closed it
                continue


def _post(one: Posted, ids: Mapping[str, UUID]) -> None:
    who, identity = ids[one.by], named("board", one.key)
    draft = PostDraft(
        id=identity, title=one.title.replace("**", ""), body_md=one.text, category=one.category, tags=list(one.tags)
    )
    with transaction(who) as db:
        _row, new = forum.add_post(db, who, draft)
    if not new:
        return
    for other in one.up:
        if other in ids:
            with transaction(ids[other]) as db:
                forum.vote_for_post(db, ids[other], identity, 1)
    for said in one.said:
        _say(said, identity, who, ids, None)
    _put_back(identity, one.days)


def _say(said: Said, post_id: UUID, asker: UUID, ids: Mapping[str, UUID], parent: UUID | None) -> None:
    if said.by not in ids:
        return
    with transaction(ids[said.by]) as db:
        row, _new = forum.add_comment(db, ids[said.by], post_id, CommentDraft(body_md=said.text, parent_id=parent))
    for other in said.up:
        if other in ids and other != said.by:
            with transaction(ids[other]) as db:
                forum.vote_for_comment(db, ids[other], row.id, 1)
    if said.right:
        with transaction(asker) as db:
            forum.accept(db, asker, post_id, row.id)
    for answer in said.answers:
        _say(answer, post_id, asker, ids, row.id)


def _put_back(post_id: UUID, days: float) -> None:
    """Let it have been written some days ago."""
    at = now() - timedelta(days=days)
    with system_transaction() as db:
        db.execute(update(ForumPost).where(col(ForumPost.id) == post_id).values(published_at=at, created_at=at))
        db.execute(update(ForumPostTag).where(col(ForumPostTag.post_id) == post_id).values(at=at))
        below = update(ForumComment).where(col(ForumComment.post_id) == post_id)
        db.execute(below.values(created_at=col(ForumComment.created_at) - timedelta(days=days * 0.9)))
