"""A group's picture: one that a leader sent, shown to whoever sees the group."""

from uuid import UUID

from practice_app.database import as_system, transaction
from practice_app.models import Group
from practice_app.services import profiles
from practice_app.services.groups import making
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.speaking_up import require_voice
from practice_app.services.shared.steps import step


@step
def put(who: UUID, group_id: UUID, data: bytes, origin: str = "") -> str:
    """Show this picture from now on; give its address. Raises ``Invalid`` for what is none; for owners and admins."""
    with transaction(who) as db:
        require_voice(db, who)
        require(db, who, Permission.GROUP_MANAGE, group_id)
    name = profiles.keep_picture(who, data)
    _show(who, group_id, name)
    return profiles.picture_address(name, origin) or ""


@step
def remove(who: UUID, group_id: UUID) -> None:
    """Show none any more."""
    _show(who, group_id, None)


def _show(who: UUID, group_id: UUID, name: str | None) -> None:
    """The one before is shown nowhere then, and swept."""
    with transaction(who) as db:
        require(db, who, Permission.GROUP_MANAGE, group_id)
        with as_system(db):
            db.get_one(Group, group_id, with_for_update=True, populate_existing=True).picture = name
            db.flush()
        making.changed(db, group_id)
