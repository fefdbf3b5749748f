"""What a group practised: in all, by member, by day, by work and instrument; of each as far as they share it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session

from practice_app.database import as_system
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Sharing, User
from practice_app.services import progress
from practice_app.services.groups import figures, members
from practice_app.services.groups.figures import GroupDay, InstrumentSum, Span, Sums, WorkSum
from practice_app.services.groups.rows import MemberRow
from practice_app.services.profiles import UserRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.blocks import all_apart

USUAL: Final = timedelta(days=27)
LONGEST: Final = timedelta(days=366)


@dataclass(frozen=True)
class Totals:
    """All who share, together; ``days``: on how many any of them practised."""

    seconds: float
    clock_s: float
    played_s: float | None
    days: int
    sessions: int
    members_active: int


@dataclass(frozen=True)
class MemberDay:
    """A day of a member's."""

    day: date
    seconds: float


@dataclass(frozen=True)
class MemberFigures:
    """What one member shares; null is what they don't."""

    user: UserRow
    role: str
    shares: str
    seconds: float | None
    clock_s: float | None
    played_s: float | None
    days: int | None
    sessions: int | None
    by_day: list[MemberDay] | None


@dataclass(frozen=True)
class Dashboard:
    """A group's page: oneself first, then by name."""

    since: date
    until: date
    totals: Totals
    members: list[MemberFigures]
    by_day: list[GroupDay]
    by_piece: list[WorkSum]
    by_instrument: list[InstrumentSum]


@dataclass(frozen=True)
class Trend:
    """The last four weeks beside the four before, in seconds of all who share."""

    seconds: float
    before: float


def shown(
    db: Session,
    who: UUID,
    group_id: UUID,
    since: date | None = None,
    until: date | None = None,
    origin: str = "",
    *,
    by_day: bool = False,
) -> Dashboard:
    """Add up what a group practised, the last four weeks unless said otherwise; for who is in it.

    ``by_day``: each member's days too. Raises ``NotFound``, and ``Invalid`` for more than a year.
    """
    listed = members.members(db, who, group_id, origin)
    last = until or today(db, who)
    span = Span(group_id, *_checked(since or last - USUAL, last))
    sums, days = figures.practised(db, span)
    each = figures.days(db, span) if by_day else {}
    with as_system(db):
        barred = all_apart(db, who)
    told = {row.user.id: sums.get(row.user.id, NOTHING) for row in listed if _tells(row, barred)}
    return Dashboard(
        since=span.since,
        until=span.until,
        totals=_totals(sums, days),
        members=[_member(row, told.get(row.user.id), each if by_day else None) for row in listed],
        by_day=days,
        by_piece=figures.works(db, span),
        by_instrument=figures.instruments(db, span),
    )


def trend(db: Session, who: UUID, group_id: UUID) -> Trend:
    """Tell how the last four weeks stand to the four before."""
    require(db, who, Permission.GROUP_READ, group_id)
    last, middle = today(db, who), today(db, who) - USUAL
    _, days = figures.practised(db, Span(group_id, middle - USUAL - timedelta(days=1), last))
    lately = sum(day.seconds for day in days if day.day >= middle)
    return Trend(lately, sum(day.seconds for day in days) - lately)


def today(db: Session, who: UUID) -> date:
    """Which day it is where whoever asks is."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    return progress.here(db, who, user.timezone).today


def _checked(since: date, until: date) -> tuple[date, date]:
    if until < since:
        raise Invalid("to", msg("The first day can't come after the last."))
    if until - since > LONGEST:
        raise Invalid("from", msg("A year at most is added up at once."))
    return since, until


def _totals(sums: dict[UUID, Sums], days: list[GroupDay]) -> Totals:
    heard = [one.played_s for one in days if one.played_s is not None]
    return Totals(
        seconds=round(sum(one.seconds for one in days), 3),
        clock_s=round(sum(one.clock_s for one in days), 3),
        played_s=round(sum(heard), 3) if heard else None,
        days=len(days),
        sessions=sum(one.sessions for one in days),
        members_active=len(sums),
    )


Days = dict[UUID, list[tuple[date, float]]]
NOTHING: Final = Sums(0.0, 0.0, None, 0, 0)


def _tells(row: MemberRow, barred: set[UUID]) -> bool:
    return row.shares != Sharing.NOTHING and row.user.id not in barred


def _member(row: MemberRow, told: Sums | None, days: Days | None) -> MemberFigures:
    told_of = vars(told) if told else dict.fromkeys(vars(NOTHING))
    each = [MemberDay(*day) for day in days.get(row.user.id, [])] if told and days is not None else None
    return MemberFigures(row.user, row.role, row.shares, **told_of, by_day=each)
