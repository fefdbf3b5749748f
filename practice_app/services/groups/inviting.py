"""Codes by which people come into a group, sent as a link; good for many, until they are over or taken back."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, text
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import NotFound, TooMany
from practice_app.models import GroupInvite
from practice_app.models.columns import now
from practice_app.services.groups import joining, listing
from practice_app.services.groups.rows import GroupRow, Invite, MemberRow
from practice_app.services.shared import codes
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import rates
from practice_app.settings import get_settings

LIFETIME: Final = timedelta(days=14)
OPEN_AT_ONCE: Final = 50
LENGTH: Final = 8
PURPOSE: Final = codes.GROUP_CODE
ASKING: Final = "60/hour;300/day"
_BY_CODE = text("SELECT * FROM app_group_by_code(:hashed)")


def invite(db: Session, who: UUID, group_id: UUID) -> Invite:
    """Make a code that lets people in: for owners and admins, as long as they are."""
    require(db, who, Permission.GROUP_MANAGE, group_id)
    rates.spend(ASKING, "group-invite", str(who))
    code = codes.made(LENGTH)
    its = col(GroupInvite.group_id) == group_id
    made = GroupInvite(
        group_id=group_id, made_by=who, code_hash=codes.hashed(PURPOSE, code), expires_at=now() + LIFETIME
    )
    with as_system(db):
        db.execute(delete(GroupInvite).where(its, col(GroupInvite.expires_at) <= now()))
        if db.exec(select(func.count()).select_from(GroupInvite).where(its)).one() >= OPEN_AT_ONCE:
            raise TooMany(retry_after_s=int(LIFETIME.total_seconds()))
        db.add(made)
        db.flush()
    told = codes.shown(code)
    return Invite(told, f"{get_settings().mailed_url}/groups/join/{told}", made.expires_at)


def take_back(db: Session, who: UUID, group_id: UUID) -> None:
    """Let no code of the group let anybody in any more."""
    require(db, who, Permission.GROUP_MANAGE, group_id)
    with as_system(db):
        db.execute(delete(GroupInvite).where(col(GroupInvite.group_id) == group_id))


def look(db: Session, who: UUID | None, code: str, network: str, origin: str = "") -> GroupRow:
    """Tell whoever has a code, signed in or not, which group it opens; raise ``NotFound`` for one that is not good."""
    with codes.guessed_slowly(PURPOSE, who, network):
        found = listing.rows(db.execute(_BY_CODE, {"hashed": codes.hashed(PURPOSE, code)}), origin)
        if not found:
            raise NotFound()
        return found[0]


def use(db: Session, who: UUID, code: str, network: str, origin: str = "") -> MemberRow:
    """Come in by a code; again changes nothing. Raises ``NotFound``, ``Full``, ``AskFirst``."""
    rates.spend(joining.JOINING, "group-join", str(who))
    group = look(db, who, code, network)
    return joining.by_code(db, who, group.id, origin)
