"""Homework as rows that a page draws: flat, days in words' kinds, addresses to go to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from practice_app.services.teaching.homework.page import Choice, Place
from practice_app.services.teaching.homework.rows import AssignmentRow, ReferenceRow, TakeRow

SOON_DAYS = 7


@dataclass(frozen=True)
class ReferenceShown:
    """What homework points to; without an ``address`` it can't be opened from here. ``from_s`` -1: all of it.

    ``kind`` is ``example`` for a recording of the teacher's own, which is heard in place.
    """

    kind: str
    address: str
    name: str
    from_s: float = -1
    to_s: float = -1
    recording: str = ""
    film: bool = False
    mine: bool = False
    """Whether who looks is the teacher whose it is."""


@dataclass(frozen=True)
class HandedShown:
    """A take that was handed in, and when."""

    at: str
    address: str


@dataclass(frozen=True)
class HomeworkShown:
    """Homework; ``due``: how its day is said (``past``, ``today``, ``tomorrow``, ``soon``, ``later`` or empty)."""

    id: str
    other: str
    """The teacher where it is one's own, else the student."""
    other_id: str
    title: str
    status: str
    due: str = ""
    due_on: str = ""
    piece: str = ""
    composer: str = ""
    bars: str = ""
    bpm: float = 0
    minutes: int = 0
    repetitions: int = 0
    minutes_done: int = 0
    repetitions_done: int = 0
    note: str = ""
    references: list[ReferenceShown] = field(default_factory=list)
    takes: list[HandedShown] = field(default_factory=list)
    said: str = ""
    """What the teacher wrote with their last deed, and that: ``closed`` or ``reopened``."""
    deed: str = ""
    heads: bool = False
    """The first of this student's in a list by student."""


@dataclass(frozen=True)
class ChoiceShown:
    """What can be handed in."""

    key: str
    session: str
    recording: str
    film: bool
    at: str
    timezone: str
    seconds: float


def listed(rows: Sequence[AssignmentRow], today: date | None, places: Mapping[UUID, Place]) -> list[HomeworkShown]:
    """What somebody was given."""
    return [_shown(row, today, row.teacher.display_name, str(row.teacher.id), places) for row in rows]


def of_students(rows: Sequence[AssignmentRow], today: date) -> list[HomeworkShown]:
    """What a teacher gave, each student's together."""
    drawn = [_shown(row, today, row.student.display_name, str(row.student.id), None) for row in rows]
    return [replace(row, heads=n == 0 or drawn[n - 1].other_id != row.other_id) for n, row in enumerate(drawn)]


def _shown(
    row: AssignmentRow, today: date | None, other: str, other_id: str, places: Mapping[UUID, Place] | None
) -> HomeworkShown:
    mine = places is not None
    word = next((deed for deed in reversed(row.history) if deed.deed != "handed_in"), None)
    return HomeworkShown(
        id=str(row.id),
        other=other,
        other_id=other_id,
        title=row.title,
        status=row.status,
        due=due(row.due_on, today) if row.status != "done" else "",
        due_on=row.due_on.isoformat() if row.due_on else "",
        piece=row.piece.title if row.piece else "",
        composer=row.piece.composer if row.piece else "",
        bars="–".join(map(str, dict.fromkeys(row.bars or []))),
        bpm=row.target_bpm or 0,
        minutes=row.minutes or 0,
        repetitions=row.repetitions or 0,
        minutes_done=int(row.seconds // 60),
        repetitions_done=row.repetitions_done,
        note=row.note,
        references=[_reference(one, places) for one in row.references],
        takes=[HandedShown(one.handed_in_at.isoformat(), _where(one, mine=mine)) for one in row.takes],
        said=word.text if word else "",
        deed=word.deed if word else "",
    )


def _where(one: TakeRow, *, mine: bool) -> str:
    """Where what was handed in is heard; a teacher comments on a take there."""
    return f"/sessions/{one.session_id}" if mine or not one.recording_id else f"/review/{one.recording_id}"


def due(day: date | None, today: date | None) -> str:
    """How a day is said on a day."""
    if day is None or today is None:
        return "" if day is None else "later"
    left = (day - today).days
    named = {0: "today", 1: "tomorrow"}
    return "past" if left < 0 else named.get(left, "soon" if left < SOON_DAYS else "later")


def _reference(one: ReferenceRow, places: Mapping[UUID, Place] | None) -> ReferenceShown:
    """For a teacher (no ``places``) a take is where they comment on it."""
    if one.file_id:
        return ReferenceShown(one.kind, f"/api/v1/assignments/files/{one.file_id}", one.name or "")
    if one.url:
        return ReferenceShown(one.kind, one.url, one.url.split("://", 1)[-1].removeprefix("www.").rstrip("/"))
    begins = -1.0 if one.start_s is None else one.start_s
    if one.own:
        film = (one.mime_type or "").startswith("video/")
        where = (begins, one.end_s or -1.0, str(one.recording_id))
        return ReferenceShown("example", "", one.name or "", *where, film=film, mine=places is None)
    if places is None:
        return ReferenceShown(one.kind, f"/review/{one.recording_id}", "", begins)
    place = places.get(one.recording_id) if one.recording_id else None
    if place is None:
        return ReferenceShown(one.kind, "", "", begins)
    from_s = place.offset_s + max(begins, 0)
    to_s = place.offset_s + one.end_s if one.end_s else from_s + 1
    return ReferenceShown(one.kind, f"/sessions/{place.session_id}?at={from_s:.1f}-{to_s:.1f}", "", begins)


def choice(one: Choice) -> ChoiceShown:
    """What can be handed in, as a line to choose."""
    recording = str(one.recording_id or "")
    return ChoiceShown(
        f"{one.session_id} {recording}",
        str(one.session_id),
        recording,
        one.film,
        one.started_at.isoformat(),
        one.timezone,
        one.seconds,
    )
