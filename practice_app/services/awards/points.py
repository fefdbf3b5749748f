"""Points: a ledger worked out from `merits`, each line with its source; a sum, never a counter.

A minute is a point, a minute of slow practice two, below 60 BPM three; ten more for a session that kept its tempo.
Besides, a few once a day each, however often: for a note worth the name, for a plan played to its end.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services.awards import settling
from practice_app.services.awards.quiet import is_quiet
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.paging import DEFAULT_LIMIT, Key, Page, cursor, place

FOR_STEADINESS: Final = 10
FOR_A_REFLECTION: Final = 5
FOR_A_PLAN: Final = 10


@dataclass(frozen=True)
class PointRow:
    """A line of the ledger. ``reason``: minutes, slow, meditation, steadiness, reflection or plan.

    Only what a session gives by itself names it; what is given once a day does not.
    """

    source: str
    at: datetime
    points: int
    reason: str
    session_id: UUID | None


@dataclass(frozen=True)
class Ledger(Page[PointRow]):
    """Some lines, the newest first, and what all of them add up to."""

    total: int = 0


def ledger(db: Session, who: UUID, limit: int = DEFAULT_LIMIT, after: str | None = None) -> Ledger:
    """Show somebody their points; none in quiet mode."""
    if is_quiet(db, who):
        return Ledger([], None)
    settling.ready(db, who)
    before = place(after)
    asked = {
        "user_id": who,
        "steady": FOR_STEADINESS,
        "noted": FOR_A_REFLECTION,
        "planned": FOR_A_PLAN,
        "limit": limit + 1,
        "before": before.moment if before else None,
        "line": before.id if before else None,
    }
    rows = db.execute(_LINES, asked).all()
    total = db.scalar(_TOTAL, asked)
    items = [PointRow(row.source, row.at, row.points, row.reason, row.session_id) for row in rows[:limit]]
    more = cursor(Key(rows[limit - 1].at, rows[limit - 1].line)) if len(rows) > limit else None
    return Ledger(items, more, total)


_MINUTES = "floor(m.counted_s / 60)::int"
_ALL = f"""
    SELECT m.ended_at AS at, {_MINUTES} * m.weight AS points, m.session_id,
           md5(m.session_id || 'minutes')::uuid AS line, (ARRAY['minutes', 'slow', 'meditation'])[m.weight] AS reason,
           'session\\:' || m.session_id || '\\:minutes' AS source
      FROM merits m WHERE {visible_sql("m")} AND m.counted_s >= 60
    UNION ALL
    SELECT m.ended_at, :steady, m.session_id, md5(m.session_id || 'steadiness')::uuid, 'steadiness',
           'session\\:' || m.session_id || '\\:steadiness'
      FROM merits m WHERE {visible_sql("m")} AND m.steady
    UNION ALL
    SELECT min(m.ended_at), :noted, NULL, md5(m.local_day || 'reflection')::uuid, 'reflection',
           'reflection\\:' || m.local_day
      FROM merits m WHERE {visible_sql("m")} AND m.noted GROUP BY m.local_day
    UNION ALL
    SELECT min(m.ended_at), :planned, NULL, md5(m.local_day || 'plan')::uuid, 'plan', 'plan\\:' || m.local_day
      FROM merits m WHERE {visible_sql("m")} AND m.planned GROUP BY m.local_day
"""
_LINES = text(
    f"SELECT * FROM ({_ALL}) AS told WHERE CAST(:before AS timestamptz) IS NULL"
    " OR (at, line) < (CAST(:before AS timestamptz), CAST(:line AS uuid)) ORDER BY at DESC, line DESC LIMIT :limit"
)
_TOTAL = text(f"SELECT coalesce(sum(points), 0)::int FROM ({_ALL}) AS told")
