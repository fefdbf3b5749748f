"""How long a session was played, as far as it was heard; and by how much that may be off."""

from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.metrics import SURE, WORTH_TELLING


def refresh_played(db: Session, session_id: UUID) -> None:
    """Write to the session how long the instrument sounded in all its recordings (``null``: nothing heard yet).

    And by how much that may be off, where one of them isn't sure. Of each recording the newest analysis counts.
    Called in the transaction that stores an analysis, before ``changed``: what follows from it is worked out once,
    with the corrections.
    """
    db.execute(_REFRESH, {"id": session_id, "sure": SURE, "telling": WORTH_TELLING})


_REFRESH = text("""
    UPDATE practice_sessions AS s
       SET updated_at = now(), played_s = heard.played_s,
           less_s = CASE WHEN heard.doubted THEN round(greatest(heard.less_s, 0)::numeric, 3) ELSE 0 END,
           more_s = CASE WHEN heard.doubted THEN round(greatest(heard.more_s, 0)::numeric, 3) ELSE 0 END
      FROM (SELECT sum(played_s) AS played_s, sum(value - coalesce(low, value)) AS less_s,
                   sum(coalesce(high, value) - value) AS more_s,
                   bool_or(sure < :sure AND high - low > :telling * (low + high) / 2) AS doubted
              FROM (SELECT DISTINCT ON (recording_id) played_s, metrics FROM analyses WHERE session_id = :id
                     ORDER BY recording_id, created_at DESC, id DESC) AS newest
              LEFT JOIN LATERAL (
                SELECT (m->>'value')::float8 AS value, (m->>'low')::float8 AS low, (m->>'high')::float8 AS high,
                       coalesce((m->>'confidence')::float8, 0) AS sure
                  FROM jsonb_path_query_first(metrics, '$[*] ? (@.key == "played_s")') AS m) AS told ON true) AS heard
     WHERE s.id = :id
""")
"""A take of which no band is told adds its number to both ends (`analysis.bands` tells them of the takes)."""
