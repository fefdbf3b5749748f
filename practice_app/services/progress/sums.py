"""Sums over a range of days: by piece, focus, instrument and mode, and how the figures went."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from practice_app.metrics import METRICS, mean
from practice_app.services.progress.rows import DayRow, RangeTotals, SumRow, TrendPoint, TrendRow
from practice_app.services.shared.access import visible_sql

COUNTED = "coalesce(s.corrected_s, s.played_s, s.clock_s)"
"""Seconds of a session that count: as the player corrected them, as they were heard, or by the clock."""
LIVE = f"{visible_sql('s')} AND s.deleted_at IS NULL"
IN_RANGE = f"{LIVE} AND s.local_day BETWEEN :since AND :until"
MOST = 100
SURE_ENOUGH = 0.5
"""Below this confidence a value makes no trend."""
Span = dict[str, Any]


def totals(db: Session, span: Span, by_day: list[DayRow]) -> RangeTotals:
    """Add up the whole range."""
    row = db.execute(
        text(
            f"SELECT coalesce(sum({COUNTED}), 0) AS seconds, coalesce(sum(s.clock_s), 0) AS clock_s,"
            " coalesce(sum(s.played_s), 0) AS played_s, count(*) AS sessions,"
            " count(s.corrected_s) AS corrected"
            f" FROM practice_sessions s WHERE {IN_RANGE}"
        ),
        span,
    ).one()
    summed = {name: round(value, 3) for name, value in row._mapping.items()}
    return RangeTotals(**summed, days_practised=sum(1 for day in by_day if day.sessions), days=len(by_day))


def by_piece(db: Session, span: Span) -> list[SumRow]:
    """Time per piece, the most first."""
    return _sums(
        db,
        span,
        "SELECT p.id::text AS key, p.title AS label, sum(i.seconds) AS seconds, count(DISTINCT s.id) AS sessions"
        " FROM practice_sessions s JOIN session_items i ON i.session_id = s.id JOIN pieces p ON p.id = i.piece_id"
        f" WHERE {IN_RANGE} GROUP BY p.id, p.title",
    )


def by_focus(db: Session, span: Span) -> list[SumRow]:
    """Time per word of focus; a session counts for each of its words."""
    return _sums(
        db,
        span,
        f"SELECT word AS key, word AS label, sum({COUNTED}) AS seconds, count(*) AS sessions"
        f" FROM practice_sessions s, unnest(s.focus) AS word WHERE {IN_RANGE} GROUP BY word",
    )


def by_column(db: Session, span: Span, column: str) -> list[SumRow]:
    """Time per instrument or mode."""
    return _sums(
        db,
        span,
        f"SELECT s.{column} AS key, s.{column} AS label, sum({COUNTED}) AS seconds, count(*) AS sessions"
        f" FROM practice_sessions s WHERE {IN_RANGE} GROUP BY s.{column}",
    )


def _sums(db: Session, span: Span, query: str) -> list[SumRow]:
    found = db.execute(text(f"{query} ORDER BY seconds DESC, key LIMIT {MOST}"), span)
    return [SumRow(row.key, row.label, round(row.seconds, 3), row.sessions) for row in found]


def trends(db: Session, which: str, values: Span) -> list[TrendRow]:
    """Say how each figure of some sessions went, day by day, of what was heard with some confidence."""
    found = db.execute(
        text(
            "SELECT s.local_day AS day, m->>'key' AS key, m->>'unit' AS unit, (m->>'value')::float AS value,"
            " coalesce((m->>'confidence')::float, 0) AS confidence, greatest(a.played_s, 1) AS weight"
            " FROM practice_sessions s JOIN analyses a ON a.session_id = s.id, jsonb_array_elements(a.metrics) AS m"
            f" WHERE {which} AND m->>'value' IS NOT NULL AND m->>'key' <> 'played_s'"
            " AND coalesce((m->>'confidence')::float, 0) >= :sure"
            " AND a.created_at = (SELECT max(b.created_at) FROM analyses b WHERE b.recording_id = a.recording_id)"
            " ORDER BY s.local_day"
        ),
        {**values, "sure": SURE_ENOUGH},
    )
    by_key: dict[tuple[str, str], dict[date, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in found:
        by_key[row.key, row.unit][row.day].append(row)
    return [
        TrendRow(key, unit, [_point(key, *one) for one in points.items()]) for (key, unit), points in by_key.items()
    ]


def _point(key: str, day: date, rows: list[Any]) -> TrendPoint:
    """Make one value of a day's recordings, as the catalogue has it; the plain mean where it has no way."""
    weights = [row.weight for row in rows]
    average = METRICS[key].average if key in METRICS else None
    value = (average or mean)([row.value for row in rows], weights)
    confidence = mean([row.confidence for row in rows], weights)
    return TrendPoint(day, round(value, 3), round(confidence, 3))
