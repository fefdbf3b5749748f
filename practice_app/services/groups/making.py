"""A group is set up, described anew, ended, and brought back within fourteen days."""

from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import CursorResult, and_, delete, func, text
from sqlmodel import Session, col, select

from practice_app.database import after_commit, as_system, system_transaction
from practice_app.errors import Gone, Invalid
from practice_app.locales import msg
from practice_app.models import Group, GroupMember, GroupRole, MemberStatus
from practice_app.models.columns import now
from practice_app.services.groups import listing
from practice_app.services.groups.drafts import GroupChanges, GroupDraft, check_size, usual_size
from practice_app.services.groups.refusals import AskFirst
from practice_app.services.groups.rows import GroupRow
from practice_app.services.shared import events
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import quotas, rates
from practice_app.services.shared.speaking_up import require_voice
from practice_app.services.shared.steps import step

STAYS: Final = timedelta(days=14)
"""For so long a group that was ended can be brought back."""
MOST_OWNED: Final = 50
MAKING: Final = "20/day"
_MAY = text("SELECT app_may_be_public('open_groups')")


def create(db: Session, who: UUID, draft: GroupDraft, origin: str = "") -> GroupRow:
    """Set a group up, and be its owner; raise ``AskFirst`` for who is under age and not allowed, and ``TooMany``."""
    require_voice(db, who)
    if not db.scalar(_MAY):
        raise AskFirst()
    values = draft.model_dump(exclude={"max_members"})
    size = check_size(draft.max_members or usual_size())
    rates.spend(MAKING, "group", str(who))
    group = Group(**values, max_members=size, folded=listing.searched(draft.name, draft.description))
    with as_system(db):
        _check_room(db, who)
        db.add(group)
        db.flush()
        db.add(GroupMember(group_id=group.id, member_id=who, role=GroupRole.OWNER))
        db.flush()
    return listing.shown(db, group.id, origin)


def _check_room(db: Session, who: UUID) -> None:
    quotas.one_at_a_time(db, who)
    owned = (col(GroupMember.member_id) == who, col(GroupMember.role) == GroupRole.OWNER)
    there = (col(GroupMember.status) == MemberStatus.ACTIVE, col(Group.deleted_at).is_(None))
    count = select(func.count()).select_from(GroupMember).join(Group, col(Group.id) == col(GroupMember.group_id))
    if db.exec(count.where(*owned, *there)).one() >= MOST_OWNED:
        raise quotas.TooManyThings(values={"most": MOST_OWNED})


def change(db: Session, who: UUID, group_id: UUID, changes: GroupChanges, origin: str = "") -> GroupRow:
    """Change what a group is called, how one joins it, what it publishes: for its owners and admins."""
    require_voice(db, who)
    require(db, who, Permission.GROUP_MANAGE, group_id)
    values = changes.model_dump(exclude_unset=True)
    with as_system(db):
        group = db.get_one(Group, group_id, with_for_update=True, populate_existing=True)
        if "max_members" in values:
            _check_members(db, group_id, check_size(values["max_members"]))
        for name, value in values.items():
            setattr(group, name, value)
        group.folded = listing.searched(group.name, group.description)
        db.flush()
    changed(db, group_id)
    return listing.shown(db, group_id, origin)


def _check_members(db: Session, group_id: UUID, most: int) -> None:
    if (there := members(db, group_id)) > most:
        raise Invalid("max_members", msg("There are {n} members already."), n=there)


def members(db: Session, group_id: UUID) -> int:
    """Count who is in a group (as the system, with the group locked); who is leaving Woodshed keeps their place."""
    inside = (col(GroupMember.group_id) == group_id, col(GroupMember.status) == MemberStatus.ACTIVE)
    return int(db.exec(select(func.count()).select_from(GroupMember).where(*inside)).one())


def end(db: Session, who: UUID, group_id: UUID) -> None:
    """End a group: for its owners, who may bring it back for fourteen days. Nobody's practice goes with it."""
    require(db, who, Permission.GROUP_OWN, group_id)
    with as_system(db):
        db.get_one(Group, group_id, with_for_update=True, populate_existing=True).deleted_at = now()
        db.flush()
    changed(db, group_id)


def restore(db: Session, who: UUID, group_id: UUID, origin: str = "") -> GroupRow:
    """Bring a group back that was ended; everybody is in it as before. Raises ``Gone`` after fourteen days."""
    require(db, who, Permission.GROUP_OWN, group_id, deleted=True)
    with as_system(db):
        group = db.get_one(Group, group_id, with_for_update=True, populate_existing=True)
        if group.deleted_at and group.deleted_at < now() - STAYS:
            raise Gone(msg("This group was ended too long ago to be brought back."))
        group.deleted_at = None
        db.flush()
    changed(db, group_id)
    return listing.shown(db, group_id, origin)


@step
def sweep(limit: int = 100) -> int:
    """Let groups go whose time to come back is over, with all that they had; tell how many."""
    over = and_(col(Group.deleted_at).is_not(None), col(Group.deleted_at) < now() - STAYS)
    some = select(Group.id).where(over).limit(limit)
    with system_transaction() as db:
        gone = db.execute(delete(Group).where(col(Group.id).in_(some)))
    assert isinstance(gone, CursorResult)
    return gone.rowcount


def changed(db: Session, group_id: UUID) -> None:
    """Let open pages of the group look again, once this is committed."""
    after_commit(db, partial(events.group_changed, group_id))
