"""What a group practised: in all, by member, by day, by work and instrument; of each as far as they share it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.metrics import band_of
from practice_app.models import Sharing, User
from practice_app.services import progress
from practice_app.services.groups import figures, members
from practice_app.services.groups.figures import GroupDay, InstrumentSum, Span, Stretch, Sums, WorkSum
from practice_app.services.groups.rows import MemberRow
from practice_app.services.profiles import UserRow
from practice_app.services.shared.access import Permission, owned_by, require

USUAL: Final = timedelta(days=27)
LONGEST: Final = timedelta(days=366)
A_DAY: Final = timedelta(days=1)
Days = dict[UUID, list[tuple[date, float]]]


@dataclass(frozen=True)
class Trend:
    """The last four weeks beside the four before, in seconds of all who share."""

    seconds: float
    before: float


@dataclass(frozen=True)
class Totals:
    """All who share, together; ``days``: on how many any of them practised.

    Between ``low_s`` and ``high_s`` lies what counts, where some of what was heard isn't sure (null: it is a number).
    """

    seconds: float
    clock_s: float
    played_s: float | None
    days: int
    sessions: int
    members_active: int
    low_s: float | None = None
    high_s: float | None = None


@dataclass(frozen=True)
class MemberDay:
    """A day of a member's."""

    day: date
    seconds: float


@dataclass(frozen=True)
class MemberFigures:
    """What one member shares; null is what they don't.

    Between ``low_s`` and ``high_s`` lies ``seconds``, where some of what was heard isn't sure (null: it is a number).
    """

    user: UserRow
    role: str
    shares: str
    seconds: float | None
    clock_s: float | None
    played_s: float | None
    days: int | None
    sessions: int | None
    by_day: list[MemberDay] | None
    low_s: float | None = None
    high_s: float | None = None


@dataclass(frozen=True)
class Figures:
    """What a group practised: oneself first, then by name."""

    since: date
    until: date
    totals: Totals
    members: list[MemberFigures]
    by_piece: list[WorkSum]
    by_instrument: list[InstrumentSum]


@dataclass(frozen=True)
class Dashboard(Figures):
    """The same with every day, of all and of each."""

    by_day: list[GroupDay]


@dataclass(frozen=True)
class Drawn(Figures):
    """The same with stretches of days, cut as a page draws them or finer."""

    stretches: list[Stretch]
    trend: Trend


def shown(
    db: Session, who: UUID, group_id: UUID, since: date | None = None, until: date | None = None, origin: str = ""
) -> Dashboard:
    """Add up what a group practised, the last four weeks unless said otherwise, by day too; for who is in it.

    Raises ``NotFound``, and ``Invalid`` for more than a year.
    """
    require(db, who, Permission.GROUP_READ, group_id)
    last = until or today(db, who)
    span = Span(group_id, *_checked(since or last - USUAL, last))
    told, _ = _figures(db, who, span, origin, figures.members_days(db, span))
    return Dashboard(**vars(told), by_day=figures.by_day(db, span))


def drawn(db: Session, who: UUID, group_id: UUID, length: timedelta, origin: str = "", *, weeks: bool) -> Drawn:
    """Add up so many days up to today and one more, by week or by month; for who is in the group."""
    last = today(db, who)
    lately, before = _four_weeks(last)
    span = Span(group_id, last - length, last, weeks, (lately[0], before[0]))
    told, stretches = _figures(db, who, span, origin)
    trend = Trend(*(_within(db, span, stretches, *days) for days in (lately, before)))
    return Drawn(**vars(told), stretches=stretches, trend=trend)


def _within(db: Session, span: Span, stretches: list[Stretch], first: date, last: date) -> float:
    """Add up some days of those who share, from what was read already where they are in it."""
    if first >= span.since:
        return round(sum(one.seconds for one in stretches if first <= one.first <= last), 3)
    return figures.counted(db, span.group, (first, last))[0]


def _figures(
    db: Session, who: UUID, span: Span, origin: str, days: Days | None = None
) -> tuple[Figures, list[Stretch]]:
    read = members.read(db, who, span.group)
    with figures.adding(db, span) as added:
        listed = read.rows(origin)
        sums, stretches = added.practised()
        by_member = [_member(row, _sums(row, sums, read.barred), days) for row in listed]
        totals = _totals(sums, stretches)
        by_work, by_instrument = added.shares()
    return Figures(span.since, span.until, totals, by_member, by_work, by_instrument), stretches


def trend(db: Session, who: UUID, group_id: UUID, last: date | None = None) -> Trend:
    """Tell how the last four weeks (up to today, or ``last``) stand to the four before."""
    require(db, who, Permission.GROUP_READ, group_id)
    return Trend(*figures.counted(db, group_id, *_four_weeks(last or today(db, who))))


def _four_weeks(until: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """Give the four weeks up to a day, and the four before."""
    middle = until - USUAL
    return (middle, until), (middle - USUAL - A_DAY, middle - A_DAY)


def today(db: Session, who: UUID) -> date:
    """Which day it is where whoever asks is."""
    zone = db.scalars(select(col(User.timezone)).where(owned_by(who, User))).one()
    return progress.here(db, who, zone).today


def _checked(since: date, until: date) -> tuple[date, date]:
    if until < since:
        raise Invalid("to", msg("The first day can't come after the last."))
    if until - since > LONGEST:
        raise Invalid("from", msg("A year at most is added up at once."))
    return since, until


def _totals(sums: dict[UUID, Sums], parts: list[Stretch]) -> Totals:
    heard = [one.played_s for one in parts if one.played_s is not None]
    seconds = sum(one.seconds for one in parts)
    low, high = band_of(seconds, parts) or (None, None)
    return Totals(
        seconds=round(seconds, 3),
        clock_s=round(sum(one.clock_s for one in parts), 3),
        played_s=round(sum(heard), 3) if heard else None,
        days=sum(one.days for one in parts),
        sessions=sum(one.sessions for one in parts),
        members_active=len(sums),
        low_s=low,
        high_s=high,
    )


NOTHING: Final = Sums(0.0, 0.0, None, 0, 0)


def _sums(row: MemberRow, sums: dict[UUID, Sums], barred: set[UUID]) -> Sums | None:
    """What somebody's come to; nothing of who shares nothing, or of whom whoever asks is told nothing."""
    if row.shares == Sharing.NOTHING or row.user.id in barred:
        return None
    return sums.get(row.user.id, NOTHING)


def _member(row: MemberRow, told: Sums | None, days: Days | None) -> MemberFigures:
    user, role, shares = row.user, row.role, row.shares
    if told is None:
        return MemberFigures(user, role, shares, None, None, None, None, None, None)
    each = None if days is None else [MemberDay(*day) for day in days.get(user.id, [])]
    sums = (told.seconds, told.clock_s, told.played_s, told.days, told.sessions)
    return MemberFigures(user, role, shares, *sums, each, *(band_of(told.seconds, [told]) or ()))
