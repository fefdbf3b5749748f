"""How much one person may bring and keep: counted in the database, told and refused in this one place.

What was begun and has not arrived counts until it has, or is let go of: a device may come back to it for two months.
Every refusal is of the kind that is tried again later, so that no device gives anything up for it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, text
from sqlmodel import Session, SQLModel, col, select

from practice_app.errors import TooMany
from practice_app.locales import msg
from practice_app.models import (
    AssignmentFile,
    BlockedDays,
    Challenge,
    ForumFilm,
    Picture,
    Piece,
    PracticeSession,
    Recording,
    RecordingStatus,
    Section,
    Sheet,
    Tag,
    Voice,
)
from practice_app.models.columns import now
from practice_app.services.shared.access import live, owned_by
from practice_app.settings import get_settings

GB = 1_000_000_000
DAY = timedelta(days=1)
MOST_THINGS: dict[type[SQLModel], int] = {
    PracticeSession: 50_000,
    Piece: 5_000,
    Section: 20_000,
    Tag: 1_000,
    Challenge: 100,
    BlockedDays: 500,
}
"""So many one person may have; as many again may have been deleted."""
MOST_A_DAY: dict[type[SQLModel], int] = {PracticeSession: 2_000, Recording: 2_000}
"""So many new ones in a day: what a device brings home after two months away, and far more than anybody plays."""


@dataclass
class TooManyUploads(TooMany):
    """Too many uploads are under way."""

    code = "quota_uploads"
    detail: str = msg(
        "{most} uploads are under way already. Let them end, or let go of the unfinished ones in the settings."
    )
    retry_after_s: int = 600


@dataclass
class TooMuchToday(TooMany):
    """Too many bytes in one day."""

    code = "quota_day"
    detail: str = msg("The {most} GB of one day are used up. It goes on by itself tomorrow.")
    retry_after_s: int = 3600


@dataclass
class TooMuchKept(TooMany):
    """There is no room for another recording that is kept."""

    code = "quota_kept"
    detail: str = msg(
        "The {most} GB for recordings that are kept are used up. Delete some that you no longer need, or have this one"
        " heard without keeping it."
    )
    retry_after_s: int = 3600


@dataclass
class TooManyThings(TooMany):
    """There are as many of these as one person may have."""

    code = "quota_things"
    detail: str = msg("There are {most} of these already, the most that one person may have. Delete some first.")
    retry_after_s: int = 3600


@dataclass
class TooManyNew(TooMany):
    """There are as many new ones as one person may make in a day."""

    code = "quota_new"
    detail: str = msg("There were {most} new ones today, the most for one day. It goes on by itself tomorrow.")
    retry_after_s: int = 3600


@dataclass(frozen=True)
class QuotaRow:
    """What somebody has used of what they may; a most of 0 means that there is none."""

    uploads: int
    most_uploads: int
    day_bytes: int
    most_day_bytes: int
    kept_bytes: int
    most_kept_bytes: int


def used(db: Session, user_id: UUID, but: UUID | None = None) -> QuotaRow:
    """Count what somebody's recordings take up, one of them left out."""
    mine = and_(owned_by(user_id, Recording), *([col(Recording.id) != but] if but else []))
    counts = select(
        func.count().filter(_unfinished()),
        func.coalesce(func.sum(_sent()).filter(or_(_today(), _unfinished())), 0),
        func.coalesce(func.sum(Recording.bytes + func.coalesce(Recording.motion_bytes, 0)).filter(_kept()), 0),
    )
    uploads, day, kept = (int(count or 0) for count in db.exec(counts.where(mine)).one())
    for kind in (Picture, Sheet, AssignmentFile, Voice, ForumFilm):
        kept += int(db.scalar(select(func.coalesce(func.sum(kind.bytes), 0)).where(owned_by(user_id, kind))) or 0)
    settings = get_settings()
    most = (settings.quota_uploads, round(settings.quota_day_gb * GB), round(settings.quota_kept_gb * GB))
    return QuotaRow(uploads, most[0], day, most[1], kept, most[2])


def check_upload(db: Session, recording: Recording) -> None:
    """Raise unless this recording may be brought (once more, if it was begun before); one at a time for each person."""
    one_at_a_time(db, recording.user_id)
    row, size = used(db, recording.user_id, but=recording.id), recording.bytes or 0
    if row.most_uploads and row.uploads >= row.most_uploads:
        raise TooManyUploads(values={"most": row.most_uploads})
    sent = size * (begins_today(recording) + 1)
    if row.most_day_bytes and row.day_bytes + sent > row.most_day_bytes:
        raise TooMuchToday(values={"most": _gigabytes(row.most_day_bytes)})
    if recording.keep and row.most_kept_bytes and row.kept_bytes + size > row.most_kept_bytes:
        raise TooMuchKept(values={"most": _gigabytes(row.most_kept_bytes)})


def check_kept(db: Session, user_id: UUID, size: int) -> None:
    """Raise unless so many bytes more may be kept; one at a time for each person."""
    one_at_a_time(db, user_id)
    row = used(db, user_id)
    if row.most_kept_bytes and row.kept_bytes + size > row.most_kept_bytes:
        raise TooMuchKept(values={"most": _gigabytes(row.most_kept_bytes)})


def check_added(db: Session, user_id: UUID, kind: Any) -> None:
    """Raise when one of these has been added and that is one too many; one at a time for each person."""
    one_at_a_time(db, user_id)
    mine = select(func.count()).select_from(kind).where(owned_by(user_id, kind))
    if most := MOST_A_DAY.get(kind):
        _within(TooManyNew, most, db.exec(mine.where(kind.created_at > now() - DAY)).one())
    if most := MOST_THINGS.get(kind):
        _within(TooManyThings, most, db.exec(mine.where(live(kind))).one())
        _within(TooManyThings, 2 * most, db.exec(mine).one())


def check_room(db: Session, user_id: UUID, kind: Any) -> None:
    """Raise when there are more of these than one person may have, however they came and whenever."""
    one_at_a_time(db, user_id)
    mine = select(func.count()).select_from(kind).where(owned_by(user_id, kind))
    _within(TooManyThings, MOST_THINGS[kind], db.exec(mine.where(kind.deleted_at.is_(None))).one())
    _within(TooManyThings, 2 * MOST_THINGS[kind], db.exec(mine).one())


def one_at_a_time(db: Session, user_id: UUID) -> None:
    """Let nobody count for this person until we have written down what we counted for."""
    db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": user_id.int % 2**63})


def begins_today(recording: Recording) -> int:
    """How often its upload was begun within the last day."""
    return recording.begins if recording.begun_at and recording.begun_at > now() - DAY else 0


def _within(problem: type[TooMany], most: int, count: int) -> None:
    if count > most:
        raise problem(values={"most": most})


def _gigabytes(size: int) -> str:
    return f"{size / GB:g}"


def _unfinished() -> ColumnElement[bool]:
    return col(Recording.status) == RecordingStatus.UPLOADING


def _today() -> ColumnElement[bool]:
    return col(Recording.begun_at) > now() - DAY


def _sent() -> ColumnElement[int | None]:
    """The bytes of a recording, as often as they may have been sent today."""
    times = case((_today(), func.greatest(Recording.begins, 1)), else_=1)
    return col(Recording.bytes) * times


def _kept() -> ColumnElement[bool]:
    """Whether it takes up room for good, or will when it has arrived."""
    there = col(Recording.media_deleted_at).is_(None)
    return and_(col(Recording.keep), there, col(Recording.status) != RecordingStatus.DELETED)
