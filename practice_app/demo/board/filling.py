"""Let the demo's people write, answer, vote and read: once, with ids of their own, so that nothing is made twice.

What was changed or taken back stays so the next time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app.database import system_transaction, transaction
from practice_app.demo.board.chinese import CHINESE
from practice_app.demo.board.korean import KOREAN
from practice_app.demo.board.questions import QUESTIONS
from practice_app.demo.board.said import MOMENT, Posted, Said
from practice_app.demo.board.thursday import THURSDAY
from practice_app.demo.board.tips import TIPS
from practice_app.demo.people import ANN
from practice_app.demo.practised.identity import named
from practice_app.demo.takes.keeping import takes
from practice_app.errors import Problem
from practice_app.models import ForumComment, ForumPost, ForumPostTag, ForumView, ForumVote
from practice_app.models.columns import now
from practice_app.services import forum, pieces
from practice_app.services.forum import CommentDraft, MomentDraft, PostDraft

BOARD = (*QUESTIONS, *TIPS, *KOREAN, *CHINESE)
PAUSE = timedelta(hours=7)
"""Between what is said and what is said to that, at most."""
Ids = Mapping[str, UUID]


@dataclass(frozen=True)
class _There:
    """A post that is new: whose, when it was written, and after how long the next thing is said."""

    id: UUID
    asker: UUID
    at: datetime
    pause: timedelta


def fill(ids: Ids) -> None:
    """Let whoever is in the demo write on the board, the oldest first."""
    _fill(BOARD, ids, None)


def fill_of(group: UUID, ids: Ids) -> None:
    """Let the class write on the board of its group."""
    _fill(THURSDAY, ids, group)


def _fill(posts: Iterable[Posted], ids: Ids, group: UUID | None) -> None:
    for one in sorted(posts, key=lambda one: -one.days):
        if one.by in ids:
            try:
                _post(one, ids, group)
            except Problem:  # they wrote as much as one may in a day, closed it, or have no take to show
                continue


def _post(one: Posted, ids: Ids, group: UUID | None) -> None:
    who, identity = ids[one.by], named("board", one.key)
    with transaction(who) as db:
        if db.get(ForumPost, identity) is not None:
            return
        forum.add_post(db, who, _draft(db, who, one, identity, group))
    said = sum(1 + len(each.answers) for each in one.said)
    at = now() - timedelta(days=one.days)
    there = _There(identity, who, at, min(PAUSE, (now() - at) / (said + 2)))
    _put_back_post(there)
    _vote(ids, one.up, forum.vote_for_post, identity, at + there.pause)
    for said_so in one.said:
        at = _say(said_so, there, ids, None, at + there.pause)
    _read(there, [ids[key] for key in ids if key != one.by])


def _draft(db: Session, who: UUID, one: Posted, identity: UUID, group: UUID | None) -> PostDraft:
    found = pieces.find_works(db, one.work, limit=1).items if one.work else []
    told: dict[str, Any] = {"title": one.title.replace("**", ""), "body_md": one.text, "tags": list(one.tags)}
    if one.moment:
        first = MomentDraft(session_id=takes(ANN)[0].session_id, start_s=one.moment[0], end_s=one.moment[1])
        told["body_md"] = one.text.replace(MOMENT, forum.make_moment(db, who, first).markdown)
    work = found[0].id if found else None
    return PostDraft(id=identity, category=one.category, work_id=work, group_id=group, **told)


def _say(said: Said, there: _There, ids: Ids, parent: UUID | None, at: datetime) -> datetime:
    """Say it, and what is answered to it; tell when the last of it was said."""
    if said.by not in ids:
        return at
    who = ids[said.by]
    with transaction(who) as db:
        row, _new = forum.add_comment(db, who, there.id, CommentDraft(body_md=said.text, parent_id=parent))
    if said.right:
        with transaction(there.asker) as db:
            forum.accept(db, there.asker, there.id, row.id)
    accepted = {"accepted_at": at + there.pause} if said.right else {}
    with system_transaction() as db:
        db.execute(update(ForumComment).where(col(ForumComment.id) == row.id).values(created_at=at, **accepted))
    _vote(ids, [key for key in said.up if key != said.by], forum.vote_for_comment, row.id, at + there.pause)
    for answer in said.answers:
        at = _say(answer, there, ids, row.id, at + there.pause)
    return at


def _vote(ids: Ids, people: Iterable[str], vote: Any, identity: UUID, at: datetime) -> None:
    """Let these find it good, a while after it was written."""
    for key in people:
        if key in ids:
            with transaction(ids[key]) as db:
                vote(db, ids[key], identity, 1)
    about = or_(col(ForumVote.post_id) == identity, col(ForumVote.comment_id) == identity)
    with system_transaction() as db:
        db.execute(update(ForumVote).where(about).values(at=min(at, now())))


def _put_back_post(there: _There) -> None:
    """Let it have been written some days ago."""
    with system_transaction() as db:
        of_then = {"published_at": there.at, "created_at": there.at}
        db.execute(update(ForumPost).where(col(ForumPost.id) == there.id).values(of_then))
        db.execute(update(ForumPostTag).where(col(ForumPostTag.post_id) == there.id).values(at=there.at))


def _read(there: _There, people: list[UUID]) -> None:
    """Let two in three have read it, others each time."""
    readers = [who for n, who in enumerate(people) if (n + there.id.int) % 3]
    with system_transaction() as db:
        if readers:
            told = [{"post_id": there.id, "reader_id": who, "at": there.at + there.pause} for who in readers]
            db.execute(insert(ForumView).values(told).on_conflict_do_nothing())
        seen = select(func.count()).where(col(ForumView.post_id) == there.id).scalar_subquery()
        db.execute(update(ForumPost).where(col(ForumPost.id) == there.id).values(views=seen))
