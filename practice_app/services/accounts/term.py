"""How long somebody who leaves can come back. ``users.deleted_at`` says since when they are leaving.

From that moment on nobody else sees anything of theirs (`alembic/policies.py`). When the time is over they are gone,
though it may take a while until all is erased (`erasing.py`): nobody signs in any more.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_
from sqlmodel import col

from practice_app.models import User
from practice_app.models.columns import now

DAYS = 14
TIME = timedelta(days=DAYS)
STILL_SQL = f"u.deleted_at > now() - interval '{DAYS} days'"
"""Whether somebody who is leaving can still come back; ``u`` is the account."""


def deletes_at(user: User) -> datetime | None:
    """From when on an account is erased; nothing for one that stays."""
    return user.deleted_at + TIME if user.deleted_at else None


def gone(user: User) -> bool:
    """Whether somebody can't come back any more."""
    return user.deleted_at is not None and user.deleted_at <= now() - TIME


def not_gone() -> ColumnElement[bool]:
    """The contrary, as a condition."""
    return or_(col(User.deleted_at).is_(None), col(User.deleted_at) > now() - TIME)


def is_gone() -> ColumnElement[bool]:
    """The same as ``gone``, as a condition."""
    return col(User.deleted_at) <= now() - TIME
