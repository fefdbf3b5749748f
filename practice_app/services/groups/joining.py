"""Somebody comes into a group: at once where it is open, by asking, or by a code; never one more than it takes.

Whoever comes in shows nothing of their practice until they say so themselves.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import func, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotFound, TooMany
from practice_app.models import Group, GroupMember, GroupRole, Joining, MemberStatus, Named, Sharing
from practice_app.models.columns import now
from practice_app.services import profiles
from practice_app.services.groups import listing, making, telling
from practice_app.services.groups.refusals import AskFirst, Full
from practice_app.services.groups.rows import Asked, MemberRow, RequestRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import quotas, rates

MOST_JOINED: Final = 100
MOST_ASKED: Final = 1000
JOINING: Final = "60/hour;200/day"
_MAY_JOIN = text("SELECT app_may_join(:group)")


def join(db: Session, who: UUID, group_id: UUID, origin: str = "") -> MemberRow | Asked:
    """Come into a group that is open, or ask to; who was asked to go asks, too. Again changes nothing.

    Raises ``NotFound`` for one that can't be found, ``Full``, ``AskFirst``.
    """
    listing.shown(db, group_id)
    rates.spend(JOINING, "group-join", str(who))
    _check_age(db, group_id)
    with as_system(db):
        group = locked(db, group_id)
        there = db.get(GroupMember, (group_id, who))
        status = there.status if there else None
        if status != MemberStatus.ACTIVE:
            if group.joining == Joining.INVITE:
                raise NotFound()
            if group.joining == Joining.REQUEST or status == MemberStatus.REMOVED:
                return _ask(db, who, group)
            admit(db, who, group)
            telling.joined(db, who, group)
        return member(db, who, group_id, origin)


def by_code(db: Session, who: UUID, group_id: UUID, origin: str = "") -> MemberRow:
    """Come into a group by its code, whichever way it is joined else (`inviting.py` has looked at the code)."""
    _check_age(db, group_id)
    with as_system(db):
        group = locked(db, group_id)
        there = db.get(GroupMember, (group_id, who))
        if there is None or there.status != MemberStatus.ACTIVE:
            admit(db, who, group)
            telling.joined(db, who, group)
        return member(db, who, group_id, origin)


def _check_age(db: Session, group_id: UUID) -> None:
    if not db.scalar(_MAY_JOIN, {"group": group_id}):
        raise AskFirst()


def locked(db: Session, group_id: UUID) -> Group:
    """Get a group to change who is in it, one by one (as the system); raise ``NotFound`` when it was ended."""
    group = db.get(Group, group_id, with_for_update=True, populate_existing=True)
    if group is None or group.deleted_at:
        raise NotFound()
    return group


def admit(db: Session, who: UUID, group: Group) -> None:
    """Let somebody in, as the newest of all, with nothing shown (as the system, with the group locked)."""
    if making.members(db, group.id) >= group.max_members:
        raise Full()
    joined = (col(GroupMember.member_id) == who, col(GroupMember.status) == MemberStatus.ACTIVE)
    if db.exec(select(func.count()).select_from(GroupMember).where(*joined)).one() >= MOST_JOINED:
        raise quotas.TooManyThings(values={"most": MOST_JOINED})
    _write(db, who, group.id, MemberStatus.ACTIVE)
    making.changed(db, group.id)


def _write(db: Session, who: UUID, group_id: UUID, status: MemberStatus) -> None:
    begins = {"role": GroupRole.MEMBER, "sharing": Sharing.NOTHING, "named": Named.NOT, "status": status}
    row = begins | {"since": now()}
    made = insert(GroupMember).values(group_id=group_id, member_id=who, **row)
    db.execute(made.on_conflict_do_update(index_elements=["group_id", "member_id"], set_=row))
    db.expire_all()


def _ask(db: Session, who: UUID, group: Group) -> Asked:
    waiting = (col(GroupMember.group_id) == group.id, col(GroupMember.status) == MemberStatus.ASKED)
    if db.exec(select(col(GroupMember.member_id)).where(*waiting, col(GroupMember.member_id) == who)).first():
        return Asked()
    if db.exec(select(func.count()).select_from(GroupMember).where(*waiting)).one() >= MOST_ASKED:
        raise TooMany()
    _write(db, who, group.id, MemberStatus.ASKED)
    making.changed(db, group.id)
    telling.asked(db, who, group)
    return Asked()


def requests(db: Session, who: UUID, group_id: UUID, origin: str = "") -> list[RequestRow]:
    """List who has asked to come in, the longest waiting first: for owners and admins."""
    require(db, who, Permission.GROUP_MANAGE, group_id)
    with as_system(db):
        found = _waiting(db, group_id)
        people = profiles.in_short(db, [one.member_id for one in found], origin)
        return [RequestRow(people[one.member_id], one.since) for one in found]


def _waiting(db: Session, group_id: UUID) -> Sequence[GroupMember]:
    asked = (col(GroupMember.group_id) == group_id, col(GroupMember.status) == MemberStatus.ASKED)
    return db.exec(select(GroupMember).where(*asked).order_by(col(GroupMember.since)).limit(MOST_ASKED)).all()


def answer(db: Session, who: UUID, group_id: UUID, person: UUID, *, accept: bool) -> None:
    """Let somebody in who asked, or not; raise ``NotFound`` for who has not asked, and ``Full``."""
    require(db, who, Permission.GROUP_MANAGE, group_id)
    with as_system(db):
        group = locked(db, group_id)
        there = db.get(GroupMember, (group_id, person))
        if there is None or there.status != MemberStatus.ASKED:
            raise NotFound()
        if accept:
            admit(db, person, group)
            telling.accepted(db, group, person, by=who)
        else:
            db.delete(there)
            db.flush()
            making.changed(db, group_id)


def member(db: Session, who: UUID, group_id: UUID, origin: str) -> MemberRow:
    """Show somebody who is in a group (as the system)."""
    row = db.get_one(GroupMember, (group_id, who))
    user = profiles.in_short(db, [who], origin)[who]
    return MemberRow(user, row.role, row.sharing, row.since)
