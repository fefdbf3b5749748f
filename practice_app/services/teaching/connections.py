"""Who teaches whom: begun by a code, ended by either, and what a teacher is shown of the time before by the student."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import after_commit, as_system
from practice_app.errors import Invalid, NotAllowed, NotFound
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import NotificationKind, TeacherStudent
from practice_app.models.columns import now
from practice_app.services import accounts, profiles
from practice_app.services.profiles import UserRow
from practice_app.services.shared import events
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.blocks import apart
from practice_app.services.shared.care import looking_after
from practice_app.services.shared.standing import looked_after
from practice_app.services.shared.telling import tell

MOST_TEACHERS = 30
ENOUGH = msg("Thirty teachers are connected already. End one of the connections first.")


@dataclass(frozen=True)
class Shown:
    """What a teacher reads of a student, counted."""

    sessions: int
    days: int
    seconds: float
    notes: int
    pieces: int
    recordings: int
    """Those that are shared."""


@dataclass(frozen=True)
class TeacherRow:
    """A teacher of one's own: since when, and what they see; ``earlier`` is how many sessions came before that."""

    user: UserRow
    since: datetime
    history: bool
    sees: Shown
    earlier: int


def begin(db: Session, teacher: UUID, student: UUID, history: bool) -> None:
    """Let a teacher read what a student practises from now on (as the system); two who are connected stay so."""
    teachers = select(col(TeacherStudent.id)).where(open_between(None, student))
    if len(db.exec(teachers).all()) >= MOST_TEACHERS:
        raise Invalid("code", ENOUGH)
    row = {"id": new_id(), "teacher_id": teacher, "student_id": student, "since": now(), "history": history}
    alone = text("ended_at IS NULL")
    made = insert(TeacherStudent).values(**row)
    made = made.on_conflict_do_nothing(index_elements=["teacher_id", "student_id"], index_where=alone)
    if db.execute(made.returning(col(TeacherStudent.id))).first():
        told = {"words": "student_joined", "path": f"/students/{student}"}
        tell(db, teacher, NotificationKind.JOINED, str(row["id"]), by=student, **told)
    _tell(db, teacher, student)


def students_among(db: Session, teacher: UUID, among: Collection[UUID]) -> set[UUID]:
    """Tell which of these people are students of this teacher (as the system)."""
    theirs = select(TeacherStudent.student_id).where(open_between(teacher, None))
    return set(db.exec(theirs.where(col(TeacherStudent.student_id).in_(among))).all())


def open_between(teacher: UUID | None, student: UUID | None) -> ColumnElement[bool]:
    """Which connections there are of a teacher, of a student, or between the two."""
    sides: list[ColumnElement[bool]] = [col(TeacherStudent.ended_at).is_(None)]
    sides += [col(TeacherStudent.teacher_id) == teacher] if teacher else []
    sides += [col(TeacherStudent.student_id) == student] if student else []
    return and_(*sides)


def teachers(db: Session, who: UUID, origin: str = "") -> list[TeacherRow]:
    """List one's teachers, the newest first, with what each of them sees, counted."""
    found = db.exec(_mine(who).order_by(col(TeacherStudent.since).desc(), col(TeacherStudent.id))).all()
    with as_system(db):
        barred = [one.teacher_id for one in found if apart(db, one.teacher_id, who)]
        shown = profiles.in_short(db, [one.teacher_id for one in found], origin)
    return [_row(db, who, one, shown[one.teacher_id]) for one in found if one.teacher_id not in barred]


def _mine(who: UUID) -> Any:
    return select(TeacherStudent).where(open_between(None, who))


def _row(db: Session, who: UUID, one: TeacherStudent, user: UserRow) -> TeacherRow:
    asked = {"user_id": who, "since": one.since, "history": one.history}
    told = db.execute(_SHOWN, asked).one()._mapping
    counts = {name: told[name] for name in told if name != "earlier"}
    return TeacherRow(user, one.since, one.history, Shown(**counts), told["earlier"])


_SHOWN = text(f"""
    WITH seen AS (
        SELECT s.id, s.local_day, s.note, coalesce(s.corrected_s, s.played_s, s.clock_s)::float8 AS seconds
          FROM practice_sessions s
         WHERE {visible_sql("s")} AND s.deleted_at IS NULL AND (:history OR s.started_at >= :since)
    )
    SELECT count(*) AS sessions, count(DISTINCT local_day) AS days, coalesce(sum(seconds), 0) AS seconds,
           count(*) FILTER (WHERE note <> '') AS notes,
           (SELECT count(*) FROM pieces p WHERE {visible_sql("p")} AND p.deleted_at IS NULL AND (:history OR EXISTS (
                SELECT 1 FROM session_items i JOIN seen ON seen.id = i.session_id WHERE i.piece_id = p.id))) AS pieces,
           (SELECT count(*) FROM recordings r JOIN seen ON seen.id = r.session_id WHERE r.shared
               AND r.media_deleted_at IS NULL) AS recordings,
           (SELECT count(*) FROM practice_sessions s
             WHERE {visible_sql("s")} AND s.deleted_at IS NULL AND s.started_at < :since) AS earlier
      FROM seen
""")  # noqa: S608 - of constants of ours; every value is a bound parameter
"""What is counted is what `alembic/policies.py` lets a teacher read."""


def show_history(
    db: Session, who: UUID, teacher: UUID, *, history: bool, child: UUID | None = None, origin: str = ""
) -> TeacherRow:
    """Show a teacher of one's own, or of a ``child`` one looks after, what came before, or no longer.

    To show more is like letting somebody in: who is looked after is shown by those who look after them. Raises
    ``NotFound`` for others' teachers.
    """
    if history and child is None and looked_after(accounts.itself(db, who)):
        raise NotAllowed(msg("Somebody who looks after your account decides that."))
    with _whose(db, who, child) as student:
        _change(db, open_between(teacher, student), history=history)
        _tell(db, teacher, student)
        return next(row for row in teachers(db, student, origin) if row.user.id == teacher)


def leave(db: Session, who: UUID, teacher: UUID, *, child: UUID | None = None) -> None:
    """End the connection with a teacher of one's own, or of a ``child`` one looks after."""
    with _whose(db, who, child) as student:
        end(db, teacher, student)


def of_child(db: Session, who: UUID, child: UUID, origin: str = "") -> list[TeacherRow]:
    """List the teachers of a child that one looks after; raise ``NotFound`` for others'."""
    with _whose(db, who, child) as student:
        return teachers(db, student, origin)


@contextmanager
def _whose(db: Session, who: UUID, child: UUID | None) -> Iterator[UUID]:
    """Whose teachers are meant: one's own, or those of a child, for whom the system goes on."""
    if child is None:
        yield who
    else:
        with looking_after(db, who, child):
            yield child


def end(db: Session, teacher: UUID, student: UUID) -> None:
    """End the connection of these two, at once and for all that there is; raise ``NotFound`` where there is none.

    Asked as one of the two: PostgreSQL shows nobody else's.
    """
    _change(db, open_between(teacher, student), ended_at=now())
    _tell(db, teacher, student)


def _change(db: Session, which: ColumnElement[bool], **values: Any) -> None:
    changed = update(TeacherStudent).where(which).values(**values).returning(col(TeacherStudent.id))
    if db.execute(changed).first() is None:
        raise NotFound()


def _tell(db: Session, *people: UUID) -> None:
    for person in people:
        after_commit(db, partial(events.teaching_changed, person))
