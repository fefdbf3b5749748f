"""Lessons as the page draws them: flat, each time as clocks on the reader's wall say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice_app import zones
from practice_app.models.columns import now
from practice_app.services.lessons import FreeDaysRow, LessonRow, PartnerRow


@dataclass(frozen=True)
class LessonShown:
    """A lesson. ``key``: by which it is named here; ``begins`` and ``ends``: what clocks say in the reader's zone."""

    key: str = ""
    class_id: str = ""
    occurrence: str = ""
    day: str = ""
    heads: bool = False
    """Whether it is the first of its day."""
    begins: str = ""
    ends: str = ""
    minutes: int = 0
    starts_at: str = ""
    ends_at: str = ""
    status: str = ""
    reason: str = ""
    name: str = ""
    partner: str = ""
    mine: bool = False
    """Whether the reader gives it."""
    series: bool = False
    place: str = ""
    note: str = ""
    reminders: str = ""
    """Minutes before it, by commas; empty: as each of the two likes it."""
    shared: str = ""
    private: str = ""
    elsewhere: str = ""
    """The other's zone, where its clocks say something else then."""
    zone: str = ""
    makes_up: str = ""
    made_up: bool = False
    past: bool = False
    free: bool = False
    """Whether it is planned on a day without lessons."""


@dataclass(frozen=True)
class FreeShown:
    """Days without lessons, and how many are planned on them all the same."""

    id: str
    first_day: str
    last_day: str
    title: str
    lessons: int


@dataclass(frozen=True)
class PartnerShown:
    """Somebody whom the reader teaches."""

    id: str
    name: str


@dataclass(frozen=True)
class TimeShown:
    """What a form begins with."""

    day: str = ""
    begins: str = ""
    minutes: int = 45
    student: str = ""
    makes_up: str = ""


def lesson_shown(row: LessonRow, who: str, zone: str, before: str, free: Sequence[FreeDaysRow] = ()) -> LessonShown:
    """Draw a lesson for somebody in a zone; ``before``: the day of the one before it; ``free``: their free days."""
    mine = str(row.teacher.id) == who
    other = row.student if mine else row.teacher
    begins, ends = (zones.wall_of(at, zone) for at in (row.starts_at, row.ends_at))
    there = zones.wall_of(row.starts_at, other.timezone)
    day = begins.date().isoformat()
    return LessonShown(
        key=f"{row.class_id}|{row.occurrence.isoformat()}",
        class_id=str(row.class_id),
        occurrence=row.occurrence.isoformat(),
        day=day,
        heads=day != before,
        begins=begins.isoformat(timespec="minutes"),
        ends=ends.isoformat(timespec="minutes"),
        minutes=round((row.ends_at - row.starts_at) / timedelta(minutes=1)),
        starts_at=row.starts_at.isoformat(),
        ends_at=row.ends_at.isoformat(),
        status=row.status,
        reason=row.reason,
        name=other.display_name,
        partner=str(other.id),
        mine=mine,
        series=bool(row.rrule),
        place=row.place,
        note=row.note,
        reminders=",".join(map(str, sorted(row.reminders_min))),
        shared=row.notes.shared,
        private=row.notes.private or "",
        elsewhere=other.timezone if there != begins else "",
        zone=row.timezone,
        makes_up=row.makes_up_for.occurrence.isoformat() if row.makes_up_for else "",
        made_up=row.made_up,
        past=row.ends_at <= now(),
        free=mine and row.status == "planned" and row.starts_at > now() and _is_free(row, free),
    )


def _is_free(row: LessonRow, free: Sequence[FreeDaysRow]) -> bool:
    day = zones.day_of(row.starts_at, row.timezone)
    return any(one.first_day <= day <= one.last_day for one in free)


def lessons_shown(found: list[LessonRow], who: str, zone: str, free: Sequence[FreeDaysRow] = ()) -> list[LessonShown]:
    """Draw those that were not taken out, each day's first one as such."""
    shown: list[LessonShown] = []
    for row in found:
        if not row.removed:
            shown.append(lesson_shown(row, who, zone, shown[-1].day if shown else "", free))
    return shown


def free_shown(found: Sequence[FreeDaysRow]) -> list[FreeShown]:
    """Days without lessons as the page tells them."""
    return [
        FreeShown(str(one.id), one.first_day.isoformat(), one.last_day.isoformat(), one.title, one.lessons)
        for one in found
    ]


def students(found: list[PartnerRow]) -> list[PartnerShown]:
    """Whom the reader teaches."""
    return [PartnerShown(str(row.id), row.display_name) for row in found if row.is_taught]


def wall(text: str) -> datetime:
    """Read what clocks say, without a zone; raise ``ValueError``."""
    said = datetime.fromisoformat(text)
    if said.tzinfo:
        raise ValueError
    return said.replace(second=0, microsecond=0)
