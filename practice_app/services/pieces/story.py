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
MOSTLY = 0.5
"""A session's figures are told of a piece that had at least this share of its time."""


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
    until = here(db, who, timezone).today
    since = until - timedelta(days=7 * WEEKS - 1)
    span = {"user_id": who, "piece_id": piece_id, "since": since, "until": until}
    return PieceStory(passages, since, until, _drilled(db, span), _trends(db, span))


def _drilled(db: Session, span: dict[str, Any]) -> dict[UUID, list[int]]:
    found = db.execute(
        text(
            "SELECT i.section_id, (s.local_day - :since) / 7 AS week, sum(i.repetitions) AS times"
            " FROM session_items i JOIN practice_sessions s ON s.id = i.session_id"
            f" WHERE {IN_RANGE} AND i.piece_id = :piece_id AND i.section_id IS NOT NULL GROUP BY 1, 2"
        ),
        span,
    )
    drilled: dict[UUID, list[int]] = {}
    for row in found:
        drilled.setdefault(row.section_id, [0] * WEEKS)[row.week] += row.times
    return drilled


def _trends(db: Session, span: dict[str, Any]) -> list[TrendRow]:
    mostly_the_piece = (
        "(SELECT sum(i.seconds) FILTER (WHERE i.piece_id = :piece_id) >= :mostly * sum(i.seconds)"
        " FROM session_items i WHERE i.session_id = s.id)"
    )
    return progress.trends(db, f"{IN_RANGE} AND {mostly_the_piece}", span | {"mostly": MOSTLY})
