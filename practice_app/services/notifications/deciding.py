"""What of one person's due deliveries goes now, what waits, and what nobody needs any more. Pure: no clock, no rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from practice_app.models import NotificationKind
from practice_app.services.notifications.quiet import Quiet, held_until

APART: Final = timedelta(minutes=10)
"""What belongs together doesn't ring again before that: what comes meanwhile is gathered."""
AT_ONCE: Final = frozenset({NotificationKind.SECURITY.value})
"""What no quiet hour holds back."""
SPOILS: Final = timedelta(hours=2)
"""So long after it was told a reminder to practise is one at another time than was asked for."""


@dataclass(frozen=True)
class Due:
    """One delivery that is due; ``unwanted``: it was read meanwhile, or is no longer wanted by this way;
    ``good_until``: when it is of no use any more."""

    id: UUID
    kind: str
    thread: str
    unwanted: bool = False
    good_until: datetime | None = None


@dataclass
class Decision:
    """What goes, what waits until when, and what is not needed."""

    go: list[UUID] = field(default_factory=list)
    waits: dict[datetime, list[UUID]] = field(default_factory=dict)
    not_needed: list[UUID] = field(default_factory=list)


def decide(
    due: Iterable[Due],
    moment: datetime,
    zone: ZoneInfo,
    quiet: Quiet | None,
    rang: Mapping[str, datetime],
) -> Decision:
    """Decide for each; ``rang``: when something of a thread last went by this way. What goes now goes together."""
    made, held = Decision(), held_until(moment, zone, quiet)
    for one in due:
        if one.unwanted or (one.good_until and one.good_until <= moment):
            made.not_needed.append(one.id)
        elif until := _waits_until(one, moment, held, rang):
            made.waits.setdefault(until, []).append(one.id)
        else:
            made.go.append(one.id)
    return made


def good_until(kind: str, told_at: datetime, told: Mapping[str, Any]) -> datetime | None:
    """Until when something is worth saying: that a lesson begins soon, until it has begun."""
    if kind == NotificationKind.PRACTICE_REMINDER:
        return told_at + SPOILS
    return datetime.fromisoformat(told["at"]) if kind == NotificationKind.LESSON_SOON and "at" in told else None


def _waits_until(one: Due, moment: datetime, held: datetime | None, rang: Mapping[str, datetime]) -> datetime | None:
    if one.kind in AT_ONCE:
        return None
    again = rang[one.thread] + APART if one.thread in rang else moment
    until = max(again, held or moment)
    return until if until > moment else None
