"""Groups and their figures as pages draw them: flat rows, lengths of bars already worked out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from practice_app import metrics
from practice_app.models import Sharing
from practice_app.services.groups.dashboard import MemberFigures
from practice_app.services.groups.figures import InstrumentSum, Stretch, WorkSum
from practice_app.services.groups.rows import GroupRow, RequestRow

LEAST = 1.5
"""Of a hundred: what is there at all is seen."""
MOST_NAMED = 60


@dataclass(frozen=True)
class GroupShown:
    """A group in a list or on its page. ``place``: owner, admin, member, asked, or empty for who is not in it."""

    id: str = ""
    name: str = ""
    description: str = ""
    picture: str = ""
    joining: str = "invite"
    rankings: bool = False
    max_members: int = 0
    members: int = 0
    place: str = ""
    sharing: str = "nothing"
    named: str = "not"
    public: bool = False
    leads: bool = False
    owns: bool = False
    ended: bool = False


@dataclass(frozen=True)
class MemberShown:
    """A member with what they share; ``told``: whether anything. ``outline`` and ``filled`` are lengths of 100.

    Between ``low_s`` and ``high_s`` lies what was played, where that isn't sure (0: it is a number).
    """

    id: str
    name: str
    picture: str
    me: bool
    place: str
    shares: str
    told: bool
    seconds: float = 0
    clock_s: float = 0
    played_s: float = -1
    days: int = 0
    outline: float = 0
    filled: float = 0
    low_s: float = 0
    high_s: float = 0


@dataclass(frozen=True)
class AskingShown:
    """Somebody who would like to come in."""

    id: str
    name: str
    picture: str
    at: str


@dataclass(frozen=True)
class ColumnShown:
    """A week or a month of all who share, from its first day on; -1: nothing was recorded. Heights are of 100.

    Between ``low_s`` and ``high_s`` lies what was played, where that isn't sure (0: it is a number).
    """

    first: str
    seconds: float
    clock_s: float
    played_s: float
    outline: float
    filled: float
    low_s: float = 0
    high_s: float = 0


@dataclass(frozen=True)
class PartShown:
    """An instrument or a work, how long, and of how many members; ``wide`` is of 100."""

    key: str
    name: str
    about: str
    seconds: float
    members: int
    wide: float
    who: str = ""
    """Of a work on the list: who had it in hand, and who shows what they work on but not this."""
    others: str = ""
    had: int = 0
    had_not: int = 0


def group(row: GroupRow) -> GroupShown:
    """Make of a group what a page draws."""
    return GroupShown(
        id=str(row.id),
        name=row.name,
        description=row.description,
        picture=row.picture_url or "",
        joining=row.joining,
        rankings=row.rankings,
        max_members=row.max_members,
        members=row.members,
        place=row.role or ("asked" if row.status else ""),
        sharing=row.sharing or "nothing",
        named=row.named or "not",
        public=row.public_dashboard,
        leads=row.leads,
        owns=row.owns,
        ended=row.deleted_at is not None,
    )


def asking(row: RequestRow) -> AskingShown:
    """Make of somebody who asks what a page draws."""
    return AskingShown(str(row.user.id), row.user.display_name, row.user.picture_url or "", row.at.isoformat())


def members(rows: Iterable[MemberFigures], me: str) -> list[MemberShown]:
    """Make of members what a page draws, in the order they come."""
    found = list(rows)
    most = max((row.clock_s or 0 for row in found), default=0) or 1
    return [_member(row, me, most) for row in found]


def _member(row: MemberFigures, me: str, most: float) -> MemberShown:
    user = row.user
    who = (str(user.id), user.display_name, user.picture_url or "", str(user.id) == me, row.role, row.shares)
    if row.seconds is None:
        return MemberShown(*who, told=False)
    clock_s, played_s = row.clock_s or 0, -1 if row.played_s is None else row.played_s
    lengths = (_length(clock_s, most), _length(played_s, most))
    band = _played_between(row, played_s)
    return MemberShown(*who, True, row.seconds, clock_s, played_s, row.days or 0, *lengths, *band)


def _played_between(row: MemberFigures, played_s: float) -> tuple[float, float]:
    """What was played may be off by as much as what counts."""
    if row.seconds is None or row.low_s is None or row.high_s is None or played_s < 0:
        return 0, 0
    return metrics.band(played_s, row.seconds - row.low_s, row.high_s - row.seconds) or (0, 0)


def columns(stretches: Iterable[Stretch], since: date, until: date, *, by_month: bool) -> list[ColumnShown]:
    """Add stretches up by week (from Monday) or by month, those without practice among them."""
    begins = _month if by_month else _monday
    spans: dict[date, list[Stretch]] = defaultdict(list)
    at = since
    while at <= until:
        spans.setdefault(begins(at), [])
        at += timedelta(days=1)
    for one in stretches:
        spans[begins(one.first)].append(one)
    most = max((sum(one.clock_s for one in some) for some in spans.values()), default=0) or 1
    return [_column(first, some, most) for first, some in sorted(spans.items())]


def _column(first: date, some: list[Stretch], most: float) -> ColumnShown:
    heard = [one.played_s for one in some if one.played_s is not None]
    clock_s, played_s = sum(one.clock_s for one in some), sum(heard) if heard else -1
    low_s, high_s = (metrics.band_of(played_s, some) if heard else None) or (0, 0)
    return ColumnShown(
        first=first.isoformat(),
        seconds=sum(one.seconds for one in some),
        clock_s=clock_s,
        played_s=played_s,
        outline=_length(clock_s, most),
        filled=_length(played_s, most),
        low_s=low_s,
        high_s=high_s,
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def trend(lately: float, before: float) -> tuple[str, int]:
    """How four weeks stand to the four before: more, less or alike, and by how many per cent; nothing without both."""
    if not before or not lately:
        return "", 0
    percent = round(100 * (lately - before) / before)
    return ("more" if percent >= 5 else "less" if percent <= -5 else "alike"), abs(percent)


def instruments(rows: list[InstrumentSum]) -> list[PartShown]:
    """Make of instruments what a page draws."""
    most = max((row.seconds for row in rows), default=0) or 1
    return [
        PartShown(row.instrument, row.instrument, "", row.seconds, row.members, _length(row.seconds, most))
        for row in rows
    ]


def works(rows: list[WorkSum], on_list: Sequence[WorkSum], members: Iterable[MemberFigures]) -> list[PartShown]:
    """Make of works what a page draws: those on the group's list first, with who had them in hand and who had not."""
    most = max((row.seconds for row in rows), default=0) or 1
    told = {row.work_id: row for row in rows}
    listed = {row.work_id: told.get(row.work_id, row) for row in on_list}
    telling = {one.user.id: one.user.display_name for one in members if one.seconds is not None and _tells_works(one)}
    others = [row for row in rows if row.work_id not in listed]
    return [_work(row, most, telling) for row in listed.values()] + [_work(row, most, {}) for row in others]


def _tells_works(row: MemberFigures) -> bool:
    return row.shares in (Sharing.STATISTICS, Sharing.SESSIONS)


def _work(row: WorkSum, most: float, telling: dict[UUID, str]) -> PartShown:
    had = set(row.members)
    who = [name for one, name in telling.items() if one in had]
    others = [name for one, name in telling.items() if one not in had]
    wide = _length(row.seconds, most)
    name = (str(row.work_id), row.title, row.composer)
    return PartShown(*name, row.seconds, len(had), wide, _some(who), _some(others), len(who), len(others))


def _some(names: list[str]) -> str:
    return ", ".join(names if len(names) <= MOST_NAMED else [*names[:MOST_NAMED], "…"])


def _length(seconds: float, most: float) -> float:
    return round(max(LEAST, 100 * seconds / most), 1) if seconds > 0 else 0.0
