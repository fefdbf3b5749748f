"""Sums over a range of days: by piece, passage, focus, instrument, mode, tag and hour."""

from collections import defaultdict
from operator import add
from typing import Any

from pydantic_core import from_json
from sqlalchemy import text
from sqlmodel import Session

from practice_app.metrics import band_of
from practice_app.services.progress.rows import DayRow, PartRow, RangeTotals
from practice_app.services.shared.access import visible_sql

IN_RANGE = f"{visible_sql('d')} AND d.local_day BETWEEN :since AND :until"
"""Of the rows called ``d`` those of a person's days asked for."""
MOST = 100
_PARTS = text(f"SELECT d.parts::text FROM practice_days d WHERE {IN_RANGE}")
"""As text, read here all at once: PostgreSQL takes twice as long to take them apart and add them up."""
Span = dict[str, Any]


def totals(by_day: list[DayRow]) -> RangeTotals:
    """Add up the days of a range."""
    seconds = sum(day.seconds for day in by_day)
    low, high = band_of(seconds, by_day) or (None, None)
    return RangeTotals(
        seconds=round(seconds, 3),
        clock_s=round(sum(day.clock_s for day in by_day), 3),
        played_s=round(sum(day.played_s or 0 for day in by_day), 3),
        heard_clock_s=round(sum(day.heard_clock_s for day in by_day), 3),
        sessions=sum(day.sessions for day in by_day),
        corrected=sum(day.corrected for day in by_day),
        days_practised=sum(1 for day in by_day if day.sessions),
        days=len(by_day),
        low_s=low,
        high_s=high,
    )


def by_piece(db: Session, span: Span) -> list[PartRow]:
    """Time per piece, the most first."""
    return _sums(
        db,
        span,
        "SELECT p.id::text AS key, p.title AS label, sum(x.counted_s) AS seconds, sum(x.sessions) AS sessions,"
        " sum(x.clock_s) AS clock_s FROM (SELECT d.piece_id, sum(d.counted_s) AS counted_s,"
        " sum(d.clock_s) AS clock_s, max(d.sessions) AS sessions FROM practice_day_items d"
        f" WHERE {IN_RANGE} GROUP BY d.local_day, d.piece_id) AS x JOIN pieces p ON p.id = x.piece_id"
        " GROUP BY p.id, p.title",
    )


def by_section(db: Session, span: Span) -> list[PartRow]:
    """Time per passage, the most first; called by its piece and its own name."""
    return _sums(
        db,
        span,
        "SELECT x.id::text AS key, concat_ws(' · ', p.title, x.title) AS label, i.seconds, i.sessions, i.clock_s"
        " FROM (SELECT d.section_id, sum(d.counted_s) AS seconds, sum(d.sessions) AS sessions,"
        f" sum(d.clock_s) AS clock_s FROM practice_day_items d WHERE {IN_RANGE} AND d.section_id IS NOT NULL"
        " GROUP BY d.section_id) AS i JOIN sections x ON x.id = i.section_id JOIN pieces p ON p.id = x.piece_id",
    )


def by_parts(db: Session, span: Span) -> dict[str, list[PartRow]]:
    """Time by what a session says of itself: ``by_focus``, ``by_instrument``, ``by_mode``, ``by_tag``, ``by_hour``.

    A session counts for each of its words and tags. Hours are those of the player's day, ``00`` to ``23``.
    """
    parts = _added(from_json(f"[{','.join(db.scalars(_PARTS, span).all())}]"))
    kinds = ("focus", "instrument", "mode", "hour")
    rows = {f"by_{kind}": _most_first(parts[kind])[:MOST] for kind in kinds}
    return rows | {"by_tag": _named(db, span, _most_first(parts["tag"]))}


_Sums = dict[str, list[float]]
"""By key seconds that count, by the clock, and how many sessions."""


def _added(days: list[dict[str, _Sums]]) -> dict[str, _Sums]:
    """Add days up, kind by kind."""
    parts: dict[str, _Sums] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0, 0]))
    for day in days:
        for kind, told in day.items():
            for key, sums in told.items():
                parts[kind][key] = list(map(add, parts[kind][key], sums))
    return parts


def _most_first(told: _Sums) -> list[PartRow]:
    rows = [
        PartRow(key, key, round(seconds, 3), int(sessions), round(clock_s, 3))
        for key, (seconds, clock_s, sessions) in told.items()
    ]
    return sorted(rows, key=lambda row: (-row.seconds, row.key))


def _named(db: Session, span: Span, tags: list[PartRow]) -> list[PartRow]:
    """Call tags by their names; those that are gone are left out."""
    if not tags:
        return []
    found = db.execute(
        text(
            "SELECT t.id::text AS id, t.name FROM tags t WHERE t.id = ANY (CAST(:tags AS uuid[]))"
            f" AND (t.deleted_at IS NULL OR NOT {visible_sql('t')})"  # a teacher's stays on what names it
        ),
        {**span, "tags": [row.key for row in tags]},
    )
    names = {row.id: row.name for row in found}
    rows = [
        PartRow(row.key, names[row.key], row.seconds, row.sessions, row.clock_s) for row in tags if row.key in names
    ]
    return rows[:MOST]


def _sums(db: Session, span: Span, query: str) -> list[PartRow]:
    found = db.execute(text(f"{query} ORDER BY seconds DESC, key LIMIT {MOST}"), span)
    return [PartRow(row.key, row.label, round(row.seconds, 3), row.sessions, round(row.clock_s, 3)) for row in found]
