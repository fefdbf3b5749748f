"""What somebody has earned, as they see it: with how far they are, the title they wear, and what is new."""

from dataclasses import dataclass
from datetime import datetime
from math import floor
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services.awards import earning, history, settling
from practice_app.services.awards.achievements import ACHIEVEMENTS, BY_KEY, Achievement
from practice_app.services.awards.quiet import is_quiet
from practice_app.services.shared.access import visible_sql


@dataclass(frozen=True)
class AchievementRow:
    """An achievement and how far somebody is with it; ``title`` and ``description`` (with ``{n}``) are message ids."""

    key: str
    title: str
    description: str
    icon: str
    n: int
    earned_at: datetime | None
    value: float
    of: int
    worn: bool = False


@dataclass(frozen=True)
class WornRow:
    """The title somebody wears: its key, and what it is called (a message id)."""

    key: str
    title: str


def achievements(db: Session, who: UUID) -> list[AchievementRow]:
    """List all there are, those that are earned first, the latest before the others; nothing in quiet mode."""
    if is_quiet(db, who):
        return []
    settling.ready(db, who)
    found = earning.measured(history.of(db, who))
    kept = {(row.key, row.tier): row for row in db.execute(_EARNED, {"user_id": who})}
    rows = []
    for one in ACHIEVEMENTS:
        award = kept.get((one.measure.value, one.tier))
        value = floor(found[one.measure].value * 10) / 10
        rows.append(_row(one, value, award.earned_at if award else None, worn=bool(award and award.worn)))
    earned = sorted((row for row in rows if row.earned_at), key=lambda row: str(row.earned_at), reverse=True)
    return earned + [row for row in rows if not row.earned_at]


def _row(one: Achievement, value: float, earned_at: datetime | None, *, worn: bool) -> AchievementRow:
    return AchievementRow(
        key=one.key,
        title=one.title,
        description=one.description,
        icon=one.icon,
        n=one.tier,
        earned_at=earned_at,
        value=value,
        of=one.tier,
        worn=worn,
    )


def wear(db: Session, who: UUID, key: str | None) -> WornRow | None:
    """Show this title beside one's name from now on, or none; raise ``Invalid`` for one that is not earned."""
    db.execute(_TAKEN_OFF, {"user_id": who})
    if key is None:
        return None
    one = BY_KEY.get(key)
    asked = {"user_id": who, "key": one.measure.value if one else "", "tier": one.tier if one else 0}
    if one is None or db.execute(_PUT_ON, asked).first() is None:
        raise Invalid("key", msg("This title isn't yours yet."))
    return WornRow(one.key, one.title)


def worn(db: Session, person: UUID) -> WornRow | None:
    """Tell which title somebody wears, as far as whoever asks may see it (`app_profile_title`)."""
    row = db.execute(_WORN, {"person": person}).first()
    one = BY_KEY.get(f"{row.key}-{row.tier}") if row else None
    return WornRow(one.key, one.title) if one else None


def news(db: Session, who: UUID, *, patient: bool = False) -> list[AchievementRow]:
    """Give what was earned since somebody was last told of such things, once; nothing in quiet mode.

    ``patient``: not within a minute of the last time, so that a device that brings home many sessions, one by one,
    makes one message of it; what is left waits.
    """
    found = {f"{row.key}-{row.tier}" for row in db.execute(_NEWS, {"user_id": who, "patient": patient})}
    if not found or is_quiet(db, who):
        return []
    return [_row(one, one.tier, None, worn=False) for one in ACHIEVEMENTS if one.key in found]


_MINE: Final = f"{visible_sql('a')} AND a.revoked_at IS NULL"
_EARNED = text(f"SELECT a.key, a.tier, a.earned_at, a.worn FROM awards a WHERE {_MINE}")
_TAKEN_OFF = text(f"UPDATE awards a SET worn = false WHERE {visible_sql('a')} AND a.worn")
_PUT_ON = text(f"UPDATE awards a SET worn = true WHERE {_MINE} AND a.key = :key AND a.tier = :tier RETURNING 1")
_WORN = text("SELECT t.key, t.tier FROM app_profile_title(:person) AS t")
_NEWS = text(
    f"UPDATE awards a SET notified_at = now() WHERE {_MINE} AND a.notified_at IS NULL AND NOT (:patient AND EXISTS"
    " (SELECT 1 FROM awards told WHERE told.user_id = a.user_id AND told.notified_at > now() - interval '1 minute'))"
    " RETURNING a.key, a.tier"
)
