"""One student of a teacher's: who it is, the teacher's own note, and what the student practised, read as theirs.

What is the student's is asked of the same verbs that show it to the student, with the student as the owner, in a
transaction that from there on reads as somebody's reader and writes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from practice_app.database import DbRole, become
from practice_app.errors import NotFound
from practice_app.services import pieces, practice, progress
from practice_app.services.pieces import PieceRow, Sought
from practice_app.services.practice import SessionRow
from practice_app.services.profiles import UserRow
from practice_app.services.progress import Dash
from practice_app.services.shared.access import Permission, enter
from practice_app.services.shared.paging import DEFAULT_LIMIT, Page
from practice_app.services.teaching.students import counting, notes
from practice_app.services.teaching.students.counting import Counted
from practice_app.services.teaching.students.listing import user
from practice_app.services.teaching.students.notes import NoteDraft


@dataclass(frozen=True)
class OneRow:
    """A student, since when they are connected, and what the teacher noted for themselves."""

    user: UserRow
    since: datetime
    note: str


def of(db: Session, who: UUID, student: UUID) -> Counted:
    """Find a student of ``who``'s as they are counted; raise ``NotFound`` for anybody else."""
    enter(db, who, Permission.STUDENT_READ, student)
    become(db, DbRole.WEB, who)
    found = counting.students(db, student)
    if not found:
        raise NotFound()
    return found[0]


def shown(db: Session, who: UUID, student: UUID, origin: str = "") -> OneRow:
    """Show a student of one's own; raise ``NotFound`` for anybody else."""
    one = of(db, who, student)
    return OneRow(user(one, origin), one.since, notes.read(db, who, student))


def change(db: Session, who: UUID, student: UUID, draft: NoteDraft, origin: str = "") -> OneRow:
    """Note something about a student of one's own; raise ``NotFound`` for anybody else."""
    one = of(db, who, student)
    if draft.note is not None:
        notes.write(db, who, student, draft.note)
    return OneRow(user(one, origin), one.since, notes.read(db, who, student))


def dash(db: Session, who: UUID, student: UUID, since: str | None = None, until: str | None = None) -> Dash:
    """Sum up a student's days, as far as ``who`` may know them; raise ``NotFound`` for anybody else's."""
    home = of(db, who, student).zone
    return progress.dash(db, enter(db, who, Permission.STUDENT_READ, student), home, since, until)


def sessions(
    db: Session,
    who: UUID,
    student: UUID,
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
) -> Page[SessionRow]:
    """List a student's sessions, the newest first, as far as ``who`` may know them."""
    owner = enter(db, who, Permission.STUDENT_READ, student)
    return practice.sessions(db, owner, since=since, until=until, limit=limit, after=after)


def repertoire(db: Session, who: UUID, student: UUID, sought: Sought, limit: int, after: str | None) -> Page[PieceRow]:
    """List a student's pieces with what was put into each, as far as ``who`` may know them."""
    owner = enter(db, who, Permission.STUDENT_READ, student)
    return pieces.listed(db, owner, sought, limit=limit, after=after)
