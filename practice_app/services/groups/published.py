"""What a group shows to whoever has a link to it: sums of those who share, and whom it may name.

Asked as the role of the link in hand, which sees what `alembic/linking.py` says and nothing else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services.groups.figures import IN_PARTS, Stretch, stretch
from practice_app.services.groups.spans import cut, parts


@dataclass(frozen=True)
class NamedMember:
    """A member as they said that they may be called. ``shares``: their time is told; ``played_s``: what was heard.

    ``less_s`` and ``more_s``: by so much that may be off.
    """

    called: str
    shares: bool
    clock_s: float
    played_s: float | None
    days: int
    less_s: float = 0.0
    more_s: float = 0.0


@dataclass(frozen=True)
class PublishedGroup:
    """A group from one day to another, both included; days are each member's own."""

    name: str
    description: str
    members: int
    since: date
    until: date
    weeks: list[Stretch]
    named: list[NamedMember]


def by_link(db: Session, since: date, until: date) -> PublishedGroup:
    """Show the group of the link in hand."""
    values = parts(cut(since, until, weeks=True))
    group = db.execute(_GROUP).one()
    weeks = [stretch(row, None) for row in db.execute(_WEEKS, values)]
    named = [_named(row) for row in db.execute(_NAMED, values)]
    ordered = sorted(weeks, key=lambda one: one.first)
    return PublishedGroup(group.name, group.description, group.members, since, until, ordered, named)


_GROUP = text("SELECT name, description, members FROM app_link_group()")
_WEEKS = text(f"SELECT * FROM app_link_group_weeks({IN_PARTS})")
_NAMED = text(f"SELECT * FROM app_link_group_named({IN_PARTS})")


def _named(row: Any) -> NamedMember:
    return NamedMember(row.called, row.shares, row.clock_s or 0, row.played_s, row.days, row.less_s, row.more_s)
