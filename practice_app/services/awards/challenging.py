"""Challenges: so many minutes, days or repetitions from a day to a day, against nobody but oneself.

Some come by themselves, from the first day on and each week and month anew. They are not kept: they follow from the
day, and only which one somebody doesn't want is written down. One that was missed leaves no trace.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Final
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from practice_app import zones
from practice_app.locales import msg
from practice_app.models import Challenge, ChallengeMeasure, Piece, User
from practice_app.models.columns import now
from practice_app.services import progress
from practice_app.services.awards.quiet import is_quiet
from practice_app.services.shared import ownership
from practice_app.services.shared.access import Permission, require, visible, visible_sql
from practice_app.services.shared.fields import Name
from practice_app.services.shared.limits import quotas

LONGEST: Final = timedelta(days=366)
WEEK: Final = timedelta(days=7)
_SPACE: Final = UUID("019ad4f0-0000-7000-8000-000000000055")
_FORGOTTEN_AFTER: Final = timedelta(days=60)


class Aim(BaseModel):
    """So much from a day to a day, both included: what every challenge says."""

    model_config = ConfigDict(populate_by_name=True)
    title: Annotated[Name, Field(max_length=120)]
    target: Annotated[int, Field(ge=1, le=1_000_000)]
    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date, Field(alias="to")]

    @field_validator("last_day")
    @classmethod
    def _fits(cls, value: date, info: ValidationInfo) -> date:
        first = info.data.get("first_day")
        if first and value < first:
            raise PydanticCustomError("order", "The first day can't come after the last.")
        if first and value - first > LONGEST:
            raise PydanticCustomError("length", "A challenge lasts at most a year.")
        return value


class ChallengeDraft(Aim):
    """What somebody sets themselves."""

    model_config = ConfigDict(frozen=True)
    measure: ChallengeMeasure
    piece_id: UUID | None = None


@dataclass(frozen=True)
class ChallengeRow:
    """A challenge and how far it has come. ``ours``: it came by itself, and its title is a message id."""

    id: UUID
    title: str
    measure: str
    target: int
    first_day: date
    last_day: date
    piece_id: UUID | None
    ours: bool
    value: int
    today: date
    piece_title: str = ""

    @property
    def over(self) -> bool:
        """Whether its last day has passed."""
        return self.last_day < self.today

    @property
    def done(self) -> bool:
        """Whether it has come as far as it was to."""
        return self.value >= self.target


def defaults(who: UUID, since: date, today: date) -> list[Challenge]:
    """Give those that come by themselves, for whoever is here ``since`` a day: the first ones begin with that day."""
    monday = today - timedelta(days=today.weekday())
    week = (since, since + WEEK - timedelta(days=1)) if today < since + WEEK else (monday, monday + timedelta(days=6))
    first = today.replace(day=1)
    last = today.replace(day=monthrange(today.year, today.month)[1])
    month = (since, since + timedelta(days=27)) if since > first else (first, last)
    told = (
        ("days", msg("Three days in a week"), ChallengeMeasure.DAYS, 3, week),
        ("minutes", msg("An hour in a week"), ChallengeMeasure.MINUTES, 60, week),
        ("month", msg("Twelve days in a month"), ChallengeMeasure.DAYS, 12, month),
    )
    return [
        Challenge(
            id=uuid5(_SPACE, f"{who} {name} {span[0]}"),
            user_id=who,
            title=title,
            measure=measure,
            target=target,
            first_day=span[0],
            last_day=span[1],
            ours=True,
        )
        for name, title, measure, target, span in told
    ]


def challenges(db: Session, who: UUID) -> list[ChallengeRow]:
    """List them: those that run, those to come, those that are over; nothing in quiet mode."""
    if is_quiet(db, who):
        return []
    today, ours = _ours(db, who)
    kept = db.exec(select(Challenge).where(visible(who, Permission.CHALLENGE_CHANGE))).all()
    unwanted = {one.id for one in kept if one.ours and one.deleted_at}
    mine = [one for one in kept if not one.ours and one.deleted_at is None]
    rows = _rows(db, who, [*mine, *(one for one in ours if one.id not in unwanted)], today)
    return sorted(rows, key=_in_order)


def _in_order(row: ChallengeRow) -> tuple[int, bool, int]:
    coming = row.first_day > row.today
    if row.over:
        return 2, row.ours, -row.last_day.toordinal()
    return int(coming), row.ours, row.last_day.toordinal()


def set_up(db: Session, who: UUID, draft: ChallengeDraft) -> ChallengeRow:
    """Set oneself a challenge."""
    if draft.piece_id:
        ownership.check_own(db, who, Piece, {draft.piece_id}, "piece_id")
    made = Challenge(user_id=who, **draft.model_dump())
    db.add(made)
    db.flush()
    quotas.check_added(db, who, Challenge)
    return _rows(db, who, [made], _ours(db, who)[0])[0]


def give_up(db: Session, who: UUID, challenge_id: UUID) -> None:
    """Let a challenge go, so that it can be brought back; of those that come by themselves this one alone."""
    today, ours = _ours(db, who)
    if unwanted := next((one for one in ours if one.id == challenge_id), None):
        db.execute(_FORGET, {"user_id": who, "before": today - _FORGOTTEN_AFTER})
        row = unwanted.model_dump() | {"deleted_at": now()}
        again = insert(Challenge).values(row)
        db.execute(again.on_conflict_do_update(index_elements=["id"], set_={"deleted_at": row["deleted_at"]}))
        return
    found: Challenge = require(db, who, Permission.CHALLENGE_CHANGE, challenge_id, lock=True)
    found.deleted_at = now()


def take_up(db: Session, who: UUID, challenge_id: UUID) -> None:
    """Bring back one that was let go."""
    found: Challenge = require(db, who, Permission.CHALLENGE_CHANGE, challenge_id, lock=True, deleted=True)
    found.deleted_at = None
    db.flush()


def _ours(db: Session, who: UUID) -> tuple[date, list[Challenge]]:
    """Tell which day it is for somebody, and which challenges come by themselves."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    at = progress.here(db, who, user.timezone)
    since = min(at.today, zones.day_of(user.created_at, at.zone))
    return at.today, defaults(who, since, at.today)


def _rows(db: Session, who: UUID, found: list[Challenge], today: date) -> list[ChallengeRow]:
    asked = {
        "user_id": who,
        "firsts": [one.first_day for one in found],
        "lasts": [one.last_day for one in found],
        "pieces": [one.piece_id for one in found],
    }
    sums = {row.n: row for row in db.execute(_SUMS, asked)}
    return [_row(one, sums[n], today) for n, one in enumerate(found, 1)]


def _row(one: Challenge, sums: Any, today: date) -> ChallengeRow:
    """Show one with what the days of it add up to."""
    value = {"minutes": int(sums.seconds // 60), "days": sums.days, "repetitions": sums.repetitions}[one.measure]
    told = one.model_dump(exclude={"user_id", "created_at", "deleted_at"})
    return ChallengeRow(**told, value=value, today=today, piece_title=sums.piece_title or "")


_SUMS = text(f"""
    SELECT asked.n, coalesce(sum(w.seconds), 0) AS seconds, count(DISTINCT w.local_day) AS days,
           coalesce(sum(w.repetitions), 0)::int AS repetitions,
           (SELECT p.title FROM pieces p WHERE p.id = asked.piece_id AND {visible_sql("p")}) AS piece_title
      FROM unnest(CAST(:firsts AS date[]), CAST(:lasts AS date[]), CAST(:pieces AS uuid[]))
           WITH ORDINALITY AS asked (first_day, last_day, piece_id, n)
      LEFT JOIN LATERAL (
        SELECT m.local_day, m.counted_s AS seconds, m.repetitions FROM merits m
         WHERE asked.piece_id IS NULL AND {visible_sql("m")} AND m.counted_s > 0
           AND m.local_day BETWEEN asked.first_day AND asked.last_day
        UNION ALL
        SELECT m.local_day, i.seconds, i.repetitions FROM session_items i JOIN merits m ON m.session_id = i.session_id
         WHERE i.piece_id = asked.piece_id AND {visible_sql("m")}
           AND m.local_day BETWEEN asked.first_day AND asked.last_day
      ) AS w ON true GROUP BY asked.n, asked.piece_id
""")
_FORGET = text(f"DELETE FROM challenges c WHERE {visible_sql('c')} AND c.ours AND c.last_day < :before")
