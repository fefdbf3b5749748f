"""Who is in a group, what they are there and show; who goes, and who is asked to."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, text, update
from sqlmodel import Session, col, select

from practice_app.database import after_commit, as_system
from practice_app.errors import Conflict, NotFound
from practice_app.models import GroupMember, GroupRole, MemberStatus, Named, Sharing
from practice_app.services import profiles
from practice_app.services.groups import joining, making
from practice_app.services.groups.drafts import SharingDraft
from practice_app.services.groups.refusals import LastOwner
from practice_app.services.groups.rows import MemberRow
from practice_app.services.shared import events
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.blocks import all_apart
from practice_app.services.shared.events import Audience, AudienceKind
from practice_app.services.shared.of_groups import LEADING

_MEMBERS = text(
    f"SELECT {profiles.IN_SHORT}, m.role, m.sharing, m.since FROM group_member m JOIN users u ON u.id = m.member_id"
    " LEFT JOIN profiles p ON p.user_id = u.id"
    " WHERE m.group_id = :group AND m.status = 'active' AND u.deleted_at IS NULL"
)


@dataclass(frozen=True)
class Members:
    """Who is in a group, as it was read; between those who are ``barred`` and whoever asks nothing passes."""

    who: UUID
    found: Sequence[Any]
    barred: set[UUID]

    def rows(self, origin: str) -> list[MemberRow]:
        """Write them: oneself first, then by name."""
        rows = [MemberRow(profiles.in_short_shown(one, origin), *one[-3:]) for one in self.found]
        rows.sort(key=lambda row: (row.user.id != self.who, row.user.display_name.casefold(), row.user.id.int))
        return rows


def members(db: Session, who: UUID, group_id: UUID, origin: str = "") -> list[MemberRow]:
    """List who is in a group: oneself first, then by name."""
    return read(db, who, group_id).rows(origin)


def read(db: Session, who: UUID, group_id: UUID) -> Members:
    """Read who is in a group, for who is."""
    require(db, who, Permission.GROUP_READ, group_id)
    with as_system(db):  # by the policy of members PostgreSQL would ask a function for each of them
        return Members(who, db.execute(_MEMBERS, {"group": group_id}).all(), all_apart(db, who))


def set_role(db: Session, who: UUID, group_id: UUID, person: UUID, role: GroupRole, origin: str = "") -> MemberRow:
    """Say what somebody is in a group: for its owners. Raises ``LastOwner``, and ``NotFound`` for who is not in it."""
    require(db, who, Permission.GROUP_OWN, group_id)
    with as_system(db):
        joining.locked(db, group_id)
        row = _inside(db, group_id, person)
        if role != GroupRole.OWNER:
            _check_owner_left(db, row)
        row.role = role
        db.flush()
        making.changed(db, group_id)
        return joining.member(db, person, group_id, origin)


def hand_over(db: Session, who: UUID, group_id: UUID, person: UUID) -> None:
    """Make somebody else its owner, and be an admin oneself from now on."""
    if person == who:
        raise Conflict()
    set_role(db, who, group_id, person, GroupRole.OWNER)
    set_role(db, who, group_id, who, GroupRole.ADMIN)


def share(db: Session, who: UUID, group_id: UUID, draft: SharingDraft, origin: str = "") -> MemberRow:
    """Say what of one's practice the others of a group see, at once and of what was, too."""
    require(db, who, Permission.GROUP_READ, group_id)
    mine = (col(GroupMember.group_id) == group_id, col(GroupMember.member_id) == who)
    values = {"sharing": draft.level} | ({"named": draft.named} if draft.named else {})
    db.execute(update(GroupMember).where(*mine).values(**values))
    making.changed(db, group_id)
    with as_system(db):
        db.expire_all()
        return joining.member(db, who, group_id, origin)


def remove(db: Session, who: UUID, group_id: UUID, person: UUID) -> None:
    """Leave a group, or take one's asking back; or ask somebody else to go: admins members, owners whomever.

    Raises ``LastOwner``, ``NotFound``, ``NotAllowed``. What they shared is shown no more, and nobody else's changes.
    """
    if person == who:
        leave(db, who, group_id)
        return
    require(db, who, Permission.GROUP_MANAGE, group_id)
    with as_system(db):
        leads = _inside(db, group_id, person).role in LEADING
    if leads:
        require(db, who, Permission.GROUP_OWN, group_id)
    with as_system(db):
        joining.locked(db, group_id)
        _go(db, _inside(db, group_id, person), MemberStatus.REMOVED)


def leave(db: Session, who: UUID, group_id: UUID) -> None:
    """Leave a group, or take one's asking back; raise ``LastOwner``, and ``NotFound`` for who is not in it."""
    with as_system(db):
        joining.locked(db, group_id)
        row = db.get(GroupMember, (group_id, who), populate_existing=True)
        if row is None or row.status not in (MemberStatus.ASKED, MemberStatus.ACTIVE):
            raise NotFound()
        if row.status == MemberStatus.ASKED:
            db.delete(row)
            db.flush()
            making.changed(db, group_id)
        else:
            _go(db, row, MemberStatus.LEFT)


def _go(db: Session, row: GroupMember, status: MemberStatus) -> None:
    _check_owner_left(db, row)
    row.status, row.role, row.sharing, row.named = status, GroupRole.MEMBER, Sharing.NOTHING, Named.NOT
    db.flush()
    making.changed(db, row.group_id)
    audience = Audience(AudienceKind.GROUP, str(row.group_id))
    after_commit(db, partial(events.no_longer_told, audience, row.member_id))


def _inside(db: Session, group_id: UUID, person: UUID) -> GroupMember:
    row: Any = db.get(GroupMember, (group_id, person), populate_existing=True)
    if row is None or row.status != MemberStatus.ACTIVE:
        raise NotFound()
    assert isinstance(row, GroupMember)
    return row


def _check_owner_left(db: Session, row: GroupMember) -> None:
    """Raise unless there is an owner without this one (as the system, with the group locked)."""
    others = (col(GroupMember.group_id) == row.group_id, col(GroupMember.member_id) != row.member_id)
    owning = (col(GroupMember.role) == GroupRole.OWNER, col(GroupMember.status) == MemberStatus.ACTIVE)
    left = select(func.count()).select_from(GroupMember).where(*others, *owning)
    if row.role == GroupRole.OWNER and not db.exec(left).one():
        raise LastOwner()
