"""The things that can be reported: how each is found by whoever reports it, taken out of sight, and closed.

What somebody can't see they can't report: missing and forbidden look alike. A new kind is a line in ``KINDS``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from practice_app.database import DbRole, as_system
from practice_app.errors import Conflict, NotFound
from practice_app.locales import msg
from practice_app.models import (
    ForumComment,
    ForumPost,
    Group,
    GroupMember,
    GroupRole,
    MemberStatus,
    PartnerRequest,
    Profile,
    Recording,
    ReportKind,
    RequestStatus,
    User,
)
from practice_app.models.columns import now
from practice_app.models.moderation import EXCERPT_LENGTH
from practice_app.models.profiles import Seen
from practice_app.services import forum
from practice_app.services.shared.access import Permission, live, read, require, visible


class Own(Conflict):
    """Nobody reports what is theirs."""

    code = "own"

    def __init__(self) -> None:
        super().__init__(msg("This is yours: you can change or delete it yourself."))


@dataclass(frozen=True)
class Subject:
    """A thing: whose it is, and what it says."""

    about: UUID
    excerpt: str = ""


Switch = Callable[[Session, UUID, bool], bool]
"""Takes a thing out of sight (or closes it), or brings it back, as the system; tells whether that changed anything."""


@dataclass(frozen=True)
class Kind:
    """How a kind of thing is handled; what it has no switch for can't be done with it."""

    find: Callable[[Session, UUID, UUID], Subject]
    hide: Switch | None = None
    lock: Switch | None = None


def find(db: Session, who: UUID, kind: ReportKind, identity: UUID) -> Subject:
    """Find what somebody reports; raise ``NotFound`` for what they can't see, ``Own`` for what is theirs."""
    handled = KINDS.get(kind)
    if handled is None:
        raise NotFound()
    subject = handled.find(db, who, identity)
    if subject.about == who:
        raise Own()
    return Subject(subject.about, subject.excerpt[:EXCERPT_LENGTH])


def _user(db: Session, _who: UUID, identity: UUID) -> Subject:
    """Somebody, by their name, and what they tell to everyone."""
    with as_system(db):
        user = db.get(User, identity)
        told = db.get(Profile, identity)
    if user is None or user.deleted_at is not None:
        raise NotFound()
    bio = told.bio if told and told.seen_profile == Seen.EVERYONE else ""
    return Subject(user.id, f"{user.display_name}\n{bio}".strip())


def _recording(db: Session, who: UUID, identity: UUID) -> Subject:
    def look(owner: UUID, _role: DbRole) -> UUID | None:
        there = (col(Recording.id) == identity, visible(owner, Permission.RECORDING_READ), live(Recording))
        return db.exec(select(Recording.user_id).where(*there)).first()

    return Subject(read(db, who, Permission.RECORDING_READ, identity, look))


def _unshare(db: Session, identity: UUID, hidden: bool) -> bool:
    changed = update(Recording).where(col(Recording.id) == identity, col(Recording.shared) == hidden)
    return _changed(db, changed.values(shared=not hidden))


def _partner_request(db: Session, who: UUID, identity: UUID) -> Subject:
    found: PartnerRequest = require(db, who, Permission.PARTNER_REQUEST_READ, identity)
    return Subject(found.asker_id, found.text)


def _decline(db: Session, identity: UUID, hidden: bool) -> bool:
    """Nothing comes of it any more; what was agreed on once is not agreed on again by somebody else."""
    if not hidden:
        return False
    there = update(PartnerRequest).where(col(PartnerRequest.id) == identity)
    return _changed(db, there.values(status=RequestStatus.DECLINED))


def _post(db: Session, _who: UUID, identity: UUID) -> Subject:
    """What stands on the board, for whoever reads it there: PostgreSQL shows nobody another's group's."""
    there = (col(ForumPost.published_at).is_not(None), col(ForumPost.hidden_at).is_(None))
    found = db.exec(select(ForumPost).where(col(ForumPost.id) == identity, *there, *_live(ForumPost))).first()
    if found is None:
        raise NotFound()
    return Subject(found.author_id, f"{found.title}\n{found.body_md}")


def _comment(db: Session, _who: UUID, identity: UUID) -> Subject:
    shown = col(ForumComment.hidden_at).is_(None)
    found = db.exec(select(ForumComment).where(col(ForumComment.id) == identity, shown, *_live(ForumComment))).first()
    if found is None:
        raise NotFound()
    return Subject(found.author_id, found.body_md)


def _live(thing: Any) -> tuple[Any, ...]:
    return (thing.deleted_at.is_(None),)


def _off_the_board(thing: Any) -> Switch:
    def hide(db: Session, identity: UUID, hidden: bool) -> bool:
        is_so = thing.hidden_at.is_not(None) if hidden else thing.hidden_at.is_(None)
        there = update(thing).where(thing.id == identity, ~is_so)
        changed = _changed(db, there.values(hidden_at=now() if hidden else None))
        if changed and not hidden:
            forum.let_out(db, thing, identity)
        return changed

    return hide


def _close(db: Session, identity: UUID, closed: bool) -> bool:
    """Nobody writes below it any more."""
    is_so = col(ForumPost.closed_at).is_not(None) if closed else col(ForumPost.closed_at).is_(None)
    there = update(ForumPost).where(col(ForumPost.id) == identity, ~is_so)
    return _changed(db, there.values(closed_at=now() if closed else None))


def _group(db: Session, _who: UUID, identity: UUID) -> Subject:
    """A group, for whoever sees it; who answers for it is its owner."""
    found = db.exec(select(Group).where(col(Group.id) == identity, col(Group.deleted_at).is_(None))).first()
    if found is None:
        raise NotFound()
    owns = (col(GroupMember.role) == GroupRole.OWNER, col(GroupMember.status) == MemberStatus.ACTIVE)
    oldest = select(GroupMember.member_id).where(col(GroupMember.group_id) == identity, *owns)
    with as_system(db):
        owner = db.exec(oldest.order_by(col(GroupMember.since), col(GroupMember.member_id))).first()
    if owner is None:
        raise NotFound()
    return Subject(owner, found.name)


def _changed(db: Session, statement: Any) -> bool:
    return bool(db.execute(statement).rowcount)  # type: ignore[attr-defined]


KINDS: Final[dict[ReportKind, Kind]] = {
    ReportKind.POST: Kind(_post, hide=_off_the_board(ForumPost), lock=_close),
    ReportKind.COMMENT: Kind(_comment, hide=_off_the_board(ForumComment)),
    ReportKind.GROUP: Kind(_group),
    ReportKind.USER: Kind(_user),
    ReportKind.RECORDING: Kind(_recording, hide=_unshare),
    ReportKind.PARTNER_REQUEST: Kind(_partner_request, hide=_decline),
}
