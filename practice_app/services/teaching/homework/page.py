"""What a page shows of homework: what one was given, what one gave, and what there is to hand in for it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import Session, col, exists, select

from practice_app.models import (
    Assignment,
    Piece,
    PracticeSession,
    Recording,
    RecordingKind,
    RecordingStatus,
    SessionItem,
)
from practice_app.services.accounts import itself
from practice_app.services.progress import here
from practice_app.services.shared.access import Permission, live, require, visible
from practice_app.services.shared.paging import Page
from practice_app.services.teaching.connections import open_between
from practice_app.services.teaching.homework import listing
from practice_app.services.teaching.homework.rows import AssignmentRow
from practice_app.text import fold

MOST_OPEN, MANY_DONE, MOST_CHOICES = 100, 10, 20
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where a recording of one's own lies: its session, and where on its clock it begins."""

    session_id: UUID
    offset_s: float


@dataclass(frozen=True)
class HomeworkPage:
    """All that the page lists at first; ``today`` is the day where whoever looks is."""

    today: date
    mine: list[AssignmentRow]
    done: Page[AssignmentRow]
    given: bool
    """Whether they gave any."""
    taught: bool
    """Whether there is a teacher."""
    teaches: bool
    """Whether there is a student."""
    places: dict[UUID, Place]


@dataclass(frozen=True)
class Choice:
    """A session that counted, or a recording of one that was kept: what can be handed in."""

    session_id: UUID
    recording_id: UUID | None
    film: bool
    started_at: datetime
    timezone: str
    seconds: float


def concerns(db: Session, who: UUID) -> bool:
    """Tell whether there is a way to homework: somebody teaches them, or they were given or gave some."""
    taught = exists().where(open_between(None, who))
    any_at_all = exists().where(visible(who, Permission.ASSIGNMENT_READ))
    return bool(db.scalar(select(or_(taught, any_at_all))))


def opened(db: Session, who: UUID, origin: str = "") -> HomeworkPage:
    """Fill the page; what is due first stands first, and what was handed in last."""
    today = here(db, who, itself(db, who).timezone).today
    mine = listing.of_one_side(db, who, mine=True, done=False, limit=MOST_OPEN, origin=origin).items
    done = older(db, who, origin=origin)
    gave = exists().where(visible(who, Permission.ASSIGNMENT_READ), col(Assignment.given_by) == who)
    taught = exists().where(open_between(None, who))
    given, has_teacher, teaches = db.execute(select(gave, taught, exists().where(open_between(who, None)))).one()
    where = places(db, who, [*mine, *done.items])
    return HomeworkPage(today, sorted(mine, key=_urgency), done, given, has_teacher, teaches, where)


def older(db: Session, who: UUID, after: str | None = None, origin: str = "") -> Page[AssignmentRow]:
    """List what was given to them and is done."""
    return listing.of_one_side(db, who, mine=True, done=True, limit=MANY_DONE, after=after, origin=origin)


def given(
    db: Session, who: UUID, *, done: bool, after: str | None = None, origin: str = ""
) -> tuple[Page[AssignmentRow], date]:
    """List what they gave, by student, what was handed in first; and which day it is."""
    found = listing.of_one_side(db, who, mine=False, done=done, limit=MOST_OPEN, after=after, origin=origin)
    rows = sorted(found.items, key=lambda one: (fold(one.student.display_name), one.student.id.hex, _wanting(one)))
    return Page(rows, found.next_cursor), here(db, who, itself(db, who).timezone).today


def given_to(
    db: Session, who: UUID, student: UUID, *, done: bool, after: str | None = None
) -> tuple[Page[AssignmentRow], date]:
    """The same of one student: what is open, what was handed in first; or what is done, the newest first."""
    most = MANY_DONE if done else MOST_OPEN
    found = listing.given_to(db, who, student, done=done, limit=most, after=after)
    rows = found.items if done else sorted(found.items, key=_wanting)
    return Page(rows, found.next_cursor), here(db, who, itself(db, who).timezone).today


def _urgency(one: AssignmentRow) -> tuple[bool, date, datetime]:
    return (one.status == "handed_in", one.due_on or date.max, one.created_at)


def _wanting(one: AssignmentRow) -> tuple[bool, date, datetime]:
    return (one.status != "handed_in", one.due_on or date.max, one.created_at)


def places(db: Session, who: UUID, rows: list[AssignmentRow]) -> dict[UUID, Place]:
    """Tell where the recordings of theirs lie that homework points to."""
    wanted = {one.recording_id for row in rows for one in row.references if one.recording_id}
    if not wanted:
        return {}
    mine = (visible(who, Permission.RECORDING_CHANGE), live(Recording), col(Recording.id).in_(wanted))
    found = db.exec(select(Recording.id, Recording.session_id, Recording.offset_s).where(*mine))
    return {identity: Place(session_id, offset_s) for identity, session_id, offset_s in found}


def choices(db: Session, who: UUID, assignment_id: UUID) -> list[Choice]:
    """List what can be handed in, the newest first: of each session that counted the recordings that were kept, or it.

    Raises ``NotFound`` for homework that isn't theirs, and ``NotAllowed`` when the two have parted.
    """
    found: Assignment = require(db, who, Permission.ASSIGNMENT_HAND_IN, assignment_id)
    named = [col(SessionItem.assignment_id) == found.id]
    if pieces := _its_pieces(db, who, found):
        named += [col(SessionItem.piece_id).in_(pieces) & (col(PracticeSession.ended_at) >= found.created_at)]
    counted = select(SessionItem.session_id).where(col(SessionItem.session_id) == col(PracticeSession.id), or_(*named))
    mine = (visible(who, Permission.SESSION_CHANGE), live(PracticeSession), exists(counted))
    newest = select(PracticeSession).where(*mine).order_by(col(PracticeSession.started_at).desc()).limit(MOST_CHOICES)
    sessions = list(db.exec(newest))
    kept = _kept(db, who, [one.id for one in sessions])
    return [choice for one in sessions for choice in _of(one, [take for take in kept if take.session_id == one.id])]


def _its_pieces(db: Session, who: UUID, one: Assignment) -> list[UUID]:
    """Which pieces of theirs are meant, as `alembic/homework_rules.py` has it."""
    mine = select(Piece.id, Piece.title, Piece.composer).where(visible(who, Permission.PIECE_CHANGE))

    def meant(identity: UUID, title: str, composer: str) -> bool:
        alike = bool(one.piece_title) and fold(title) == fold(one.piece_title)
        return identity == one.piece_id or (
            alike and (not one.composer or not composer or fold(composer) == fold(one.composer))
        )

    return [row[0] for row in db.exec(mine) if meant(*row)] if one.piece_id or one.piece_title else []


def _kept(db: Session, who: UUID, session_ids: list[UUID]) -> list[Recording]:
    there = (col(Recording.media_deleted_at).is_(None), col(Recording.keep).is_(True))
    heard = col(Recording.status).in_([RecordingStatus.QUEUED, RecordingStatus.PROCESSING, RecordingStatus.READY])
    mine = (visible(who, Permission.RECORDING_CHANGE), col(Recording.session_id).in_(session_ids), heard, *there)
    return list(db.exec(select(Recording).where(*mine).order_by(func.coalesce(Recording.duration_s, 0).desc())))


def _of(one: PracticeSession, takes: list[Recording]) -> list[Choice]:
    told = (one.started_at, one.timezone)
    recorded = [
        Choice(one.id, take.id, take.kind == RecordingKind.VIDEO, *told, take.duration_s or one.clock_s)
        for take in takes
    ]
    return recorded or [Choice(one.id, None, False, *told, one.clock_s)]
