"""The sessions of a member who shows them to a group: the same that members read one by one, as a list."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.models import Group, GroupMember, MemberStatus, Sharing
from practice_app.services import practice, profiles
from practice_app.services.practice import SessionRow
from practice_app.services.profiles import UserRow
from practice_app.services.shared.access import Permission, enter, require
from practice_app.services.shared.paging import DEFAULT_LIMIT, Page


@dataclass(frozen=True)
class MemberSessions:
    """Whose they are, what the group is called, and the newest of them."""

    user: UserRow
    group: str
    sessions: Page[SessionRow]


def listed(
    db: Session, who: UUID, group_id: UUID, person: UUID, *, limit: int = DEFAULT_LIMIT, after: str | None = None
) -> Page[SessionRow]:
    """List what a member practised, the newest first, to who is in a group to which they show it now.

    Of oneself what the others see. Everybody else's is ``NotFound``, as is what isn't shown (any more): in this group,
    whatever they show to another.
    """
    _shown_in(db, who, group_id, person)
    return _sessions(db, who, person, limit, after)


def opened(
    db: Session, who: UUID, group_id: UUID, person: UUID, origin: str = "", *, limit: int = DEFAULT_LIMIT
) -> MemberSessions:
    """Do the same, and tell whose they are; raise ``NotFound``."""
    called = _shown_in(db, who, group_id, person).name
    with as_system(db):
        user = profiles.in_short(db, [person], origin)[person]
    return MemberSessions(user, called, _sessions(db, who, person, limit))


def _shown_in(db: Session, who: UUID, group_id: UUID, person: UUID) -> Group:
    """The group, where who asks is in it and this person shows it their sessions now; raise ``NotFound``."""
    group: Group = require(db, who, Permission.GROUP_READ, group_id)
    there = (col(GroupMember.group_id) == group_id, col(GroupMember.member_id) == person)
    shows = select(col(GroupMember.sharing)).where(*there, col(GroupMember.status) == MemberStatus.ACTIVE)
    if db.scalar(shows) != Sharing.SESSIONS:
        raise NotFound()
    return group


def _sessions(db: Session, who: UUID, person: UUID, limit: int, after: str | None = None) -> Page[SessionRow]:
    owner = enter(db, who, Permission.SESSIONS_SHARED, person)
    return practice.shown_to_members(db, owner, limit=limit, after=after)
