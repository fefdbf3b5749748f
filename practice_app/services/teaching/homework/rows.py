"""Homework as the two whose it is see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from practice_app.models import Assignment, AssignmentStatus, AssignmentTake
from practice_app.services.profiles import UserRow


@dataclass(frozen=True)
class PieceNamed:
    """A piece by the teacher's words."""

    title: str
    composer: str


@dataclass(frozen=True)
class ReferenceRow:
    """What homework points to: a moment of a take, all of it, a page elsewhere, or a sheet."""

    kind: str
    recording_id: UUID | None = None
    start_s: float | None = None
    end_s: float | None = None
    url: str | None = None
    file_id: UUID | None = None
    name: str | None = None
    mime_type: str | None = None
    own: bool = False
    """Whether the recording is the teacher's own."""


@dataclass(frozen=True)
class TakeRow:
    """What was handed in; without a recording it is the session."""

    session_id: UUID
    recording_id: UUID | None
    handed_in_at: datetime


@dataclass(frozen=True)
class DeedRow:
    """What became of homework: ``handed_in``, ``closed``, ``reopened``, with what the teacher said."""

    at: datetime
    deed: str
    text: str


@dataclass(frozen=True)
class AssignmentRow:
    """Homework; ``seconds`` and ``repetitions_done``: what was practised for it, as far as whoever looks may know."""

    id: UUID
    teacher: UserRow
    student: UserRow
    title: str
    piece: PieceNamed | None
    piece_id: UUID | None
    feedback_id: UUID | None
    bars: list[int] | None
    target_bpm: float | None
    minutes: int | None
    repetitions: int | None
    due_on: date | None
    note: str
    references: list[ReferenceRow]
    status: AssignmentStatus
    seconds: float
    repetitions_done: int
    takes: list[TakeRow]
    history: list[DeedRow]
    handed_in_at: datetime | None
    closed_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Done:
    """How far an assignment is."""

    status: AssignmentStatus
    seconds: float
    repetitions: int


def row(one: Assignment, done: Done, takes: list[AssignmentTake], people: dict[UUID, UserRow]) -> AssignmentRow:
    """Show an assignment."""
    same = ("id", "title", "piece_id", "feedback_id", "target_bpm", "minutes", "repetitions", "due_on", "note")
    when = ("handed_in_at", "closed_at", "created_at", "updated_at")
    return AssignmentRow(
        **{name: getattr(one, name) for name in (*same, *when)},
        teacher=people[one.given_by],
        student=people[one.user_id],
        piece=PieceNamed(one.piece_title, one.composer) if one.piece_title else None,
        bars=[one.bar_from, one.bar_to] if one.bar_from and one.bar_to else None,
        references=[reference(told) for told in one.points_to],
        status=done.status,
        seconds=round(done.seconds, 3),
        repetitions_done=done.repetitions,
        takes=[TakeRow(take.session_id, take.recording_id, take.handed_in_at) for take in takes],
        history=[DeedRow(datetime.fromisoformat(told["at"]), told["deed"], told["text"]) for told in one.history],
    )


def reference(told: dict[str, Any]) -> ReferenceRow:
    """Show what homework points to."""
    return ReferenceRow(**told | {name: UUID(str(told[name])) for name in ("recording_id", "file_id") if name in told})
