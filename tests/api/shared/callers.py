"""Who calls the API: somebody of each role, with things of their own, and nobody in particular."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from practice_app import ages
from practice_app.database import system_transaction
from practice_app.models import AuthKind, Role, User
from practice_app.models.columns import now
from practice_app.services.accounts import signin
from tests.permission.cast import Cast, gathered, things

THINGS = 2
"""How many of each kind everybody has: some examples delete one."""


@dataclass
class Caller:
    """Somebody who calls, by what they are; nobody in particular has no account."""

    name: str
    user_id: UUID | None
    roles: list[Role] = field(default_factory=list)
    theirs: list[dict[str, UUID]] = field(default_factory=list)
    """Ids of something of each kind, by the name that it has in a path."""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def leaving(self) -> bool:
        return self.name == "leaving"


def everybody() -> list[Caller]:
    """A student with a teacher and a parent, that parent's child, who runs the house, somebody leaving, and nobody."""
    cast = gathered()
    who = cast.people
    callers = [
        Caller("student", cast.ann, [Role.STUDENT]),
        Caller("teacher", who["teacher"], [Role.TEACHER]),
        Caller("parent", who["guardian"], [Role.PARENT]),
        Caller("child", cast.child, [Role.STUDENT]),
        Caller("moderator", who["moderator"], [Role.MODERATOR]),
        Caller("administrator", who["admin"], [Role.ADMIN]),
        Caller("leaving", who["stranger"], [Role.STUDENT]),
        Caller("signed out", None),
    ]
    _young(cast)
    for caller in callers:
        whose, by = caller.user_id or cast.ann, who["guardian"] if caller.name == "child" else None
        caller.theirs = [_named(things(whose, by=by), cast) for _ in range(THINGS)]
    return callers


def _young(cast: Cast) -> None:
    """The child has no address, and is under age."""
    assert cast.child
    with system_transaction() as db:
        child = db.get_one(User, cast.child)
        child.username, child.birth_year = "minji", ages.this_year() - 9


def _named(ids: dict[str, UUID], cast: Cast) -> dict[str, UUID]:
    """Also by whose guardian somebody may be: the paths about children."""
    assert cast.child
    return ids | {"child_id": cast.child}


def stand(callers: Iterable[Caller]) -> None:
    """Let everybody be what they are, and signed in anew, whatever was done with their accounts before."""
    with system_transaction() as db:
        for caller in callers:
            if caller.user_id:
                user = db.get_one(User, caller.user_id)
                user.roles, user.second_factor = [role.value for role in caller.roles], False
                user.suspended_at = user.paused_at = user.deleted_at = None
                keys = signin.sign_in(db, user, AuthKind.CLIENT, "schemathesis", both=True)
                user.deleted_at = now() if caller.leaving else None
                caller.headers = {"Authorization": f"Bearer {keys.access_token}"}
