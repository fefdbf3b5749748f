"""Helena's studio: the class is connected with her, comes every week, and Ann lets her hear a take.

Everything is made once: whoever ended a connection, moved a lesson or took a share back finds it so the next time.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import system_transaction, transaction
from practice_app.demo import remarks
from practice_app.demo.people import ANN, CLASS, TEACHER
from practice_app.demo.practised.identity import named
from practice_app.demo.takes.keeping import takes
from practice_app.errors import Problem
from practice_app.models import LessonSeries, TeacherStudent
from practice_app.services import lessons, notifications, recordings
from practice_app.services.lessons import ClassDraft
from practice_app.services.recordings import RecordingPatch

MINUTES = 45
A_DAY = 3
"""So many lessons on an afternoon, from this hour on, on the first weekdays."""
FIRST_HOUR = 15
FIRST_HOUR_EAST = 8
"""For whom it is evening then."""


def open_it(ids: Mapping[str, UUID]) -> None:
    """Connect whoever is in the demo by now, plan their lessons, and leave nothing old unread."""
    teacher = ids.get(TEACHER.key)
    players = [player for player in (ANN, *CLASS) if player.key in ids]
    if teacher is None:
        return
    new = [player for player in players if _connect(teacher, ids[player.key])]
    if ANN in new:
        remarks.exchange(teacher, ids[ANN.key])
    for who in ids.values() if new else ():
        with transaction(who) as db:
            notifications.mark_read(db, who)
    for n, player in enumerate(players):
        if player in new:
            first = FIRST_HOUR_EAST if player.timezone.startswith("Asia/") else FIRST_HOUR
            _plan(teacher, ids[player.key], named(player.key, "lessons"), (n // A_DAY, first + n % A_DAY))
    if ANN in new:
        _share(ids[ANN.key])


def _connect(teacher: UUID, pupil: UUID) -> bool:
    """Let a pupil have let her in, from the beginning; ``False`` when the two have met before."""
    with system_transaction() as db:
        if _met(db, teacher, pupil):
            return False
        since = datetime.now(UTC) - timedelta(days=90)
        db.add(TeacherStudent(teacher_id=teacher, student_id=pupil, since=since, history=True))
    return True


def _met(db: Session, teacher: UUID, pupil: UUID) -> bool:
    of_both = (col(TeacherStudent.teacher_id) == teacher, col(TeacherStudent.student_id) == pupil)
    return db.exec(select(TeacherStudent.id).where(*of_both)).first() is not None


def _plan(teacher: UUID, pupil: UUID, identity: UUID, when: tuple[int, int]) -> None:
    """Each has an hour of their own, every week from the next one on: this weekday from Monday, this hour."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
    starts = monday + timedelta(days=when[0], hours=when[1])
    draft = ClassDraft(
        id=identity,
        student_id=pupil,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=MINUTES),
        timezone=TEACHER.timezone,
        rrule="FREQ=WEEKLY",
        reminders_min=[],
    )
    with transaction(teacher) as db:
        if db.get(LessonSeries, identity) is None:
            lessons.make(db, teacher, draft)


def _share(ann: UUID) -> None:
    """Let the later take be heard: it waits for her teacher."""
    try:
        with transaction(ann) as db:
            recordings.change(db, ann, takes(ANN)[1].recording_id, RecordingPatch(shared=True))
    except Problem:  # it could not be kept, or she deleted it
        return
