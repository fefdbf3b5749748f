"""Who was erased: an object in S3 for each, named by the id of the account that was, with nothing else of theirs.

It lies where no copy of the database is, so that who comes back with a backup is found there and erased again.
"""

import json
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select

from practice_app.database import system_transaction
from practice_app.models import User
from practice_app.models.columns import now
from practice_app.services.accounts import term
from practice_app.services.shared import storage
from practice_app.services.shared.steps import step

PREFIX = "erased/"
_AT_ONCE = 1000


@step
def note(who: UUID, **figures: int) -> None:
    """Write down that somebody is erased, and how much it was once that is known."""
    told = {"at": now().isoformat(), **figures}
    storage.put(f"{PREFIX}{who}.json", json.dumps(told).encode(), "application/json")


@step
def noted() -> list[UUID]:
    """List everybody who was ever erased."""
    return [found for key in storage.listed(PREFIX) if (found := _read(key.removeprefix(PREFIX).removesuffix(".json")))]


def _read(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None


@step
def come_back(ids: list[UUID]) -> list[UUID]:
    """Find those who are there again all the same, as after a backup was restored; from now on they are hidden."""
    found: list[UUID] = []
    for first in range(0, len(ids), _AT_ONCE):
        some = col(User.id).in_(ids[first : first + _AT_ONCE])
        with system_transaction() as db:
            found += db.exec(select(User.id).where(some))
            db.execute(update(User).where(some, term.not_gone()).values(deleted_at=now() - term.TIME))
    return found
