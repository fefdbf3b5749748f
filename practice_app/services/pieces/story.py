"""The story of a piece: how often each passage was gone through, week by week, and how the figures went."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services import progress
from practice_app.services.pieces import sections
from practice_app.services.pieces.sections import SectionRow
from practice_app.services.progress import IN_RANGE, TrendRow, here

WEEKS = 12


@dataclass(frozen=True)
class PieceStory:
    """Its passages; how often each that was gone through was, a number for each week; and figures day by day."""

    passages: list[SectionRow]
    since: date
    until: date
    drilled: dict[UUID, list[int]]
    trends: list[TrendRow]


def story(db: Session, who: UUID, piece_id: UUID, timezone: str) -> PieceStory:
    """Tell the last twelve weeks of a piece, the player's today the last day of the last week."""
    passages = sections.of_piece(db, who, piece_id)
    progress.ready(db, who)
    until = here(db, who, timezone).today
    since = until - timedelta(days=7 * WEEKS - 1)
    span = {"user_id": who, "piece_id": piece_id, "since": since, "until": until}
    return PieceStory(passages, since, until, _drilled(db, span), progress.trends_of_piece(db, span))


def _drilled(db: Session, span: dict[str, Any]) -> dict[UUID, list[int]]:
    found = db.execute(
        text(
            "SELECT d.section_id, (d.local_day - :since) / 7 AS week, sum(d.repetitions) AS times"
            f" FROM practice_day_items d WHERE {IN_RANGE} AND d.piece_id = :piece_id AND d.section_id IS NOT NULL"
            " GROUP BY 1, 2"
        ),
        span,
    )
    drilled: dict[UUID, list[int]] = {}
    for row in found:
        drilled.setdefault(row.section_id, [0] * WEEKS)[row.week] += row.times
    return drilled
