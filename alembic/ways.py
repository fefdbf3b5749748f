"""How whoever asks stands to the owner of a thing: the functions that `services/shared/access.py` asks."""

from conditions import SESSION_IS_THERE
from shapes import Function

from practice_app.database import DbRole

WEB = DbRole.WEB
WAY = "TABLE (relation text, owner uuid)"

WAYS = (
    # Whose this is, and by which relation whoever asks reads it; no row for what is missing and forbidden alike.
    Function(
        "app_way_to_person",
        "wanted uuid",
        WAY,
        """
        SELECT r.relation, wanted FROM app_relations(wanted) AS r
        UNION ALL SELECT 'visitor', wanted WHERE app_visits(wanted, 'profile')
        """,
        (WEB,),
    ),
    Function(
        "app_way_to_session",
        "wanted uuid",
        WAY,
        f"""
        SELECT way.relation, s.user_id FROM practice_sessions s, LATERAL app_relations(s.user_id) AS way
         WHERE s.id = wanted AND {SESSION_IS_THERE} AND s.started_at >= way.since
        """,
        (WEB,),
    ),
    Function(
        "app_way_to_piece",
        "wanted uuid",
        WAY,
        f"""
        SELECT way.relation, p.user_id FROM pieces p, LATERAL app_relations(p.user_id) AS way
         WHERE p.id = wanted AND p.deleted_at IS NULL AND (way.since = '-infinity' OR EXISTS (
            SELECT 1 FROM session_items i JOIN practice_sessions s ON s.id = i.session_id
             WHERE i.piece_id = p.id AND {SESSION_IS_THERE} AND s.started_at >= way.since))
        """,
        (WEB,),
    ),
    Function(
        "app_way_to_section",
        "wanted uuid",
        WAY,
        """
        SELECT way.relation, way.owner FROM sections x, LATERAL app_way_to_piece(x.piece_id) AS way
         WHERE x.id = wanted AND x.deleted_at IS NULL
        """,
        (WEB,),
    ),
    Function(
        "app_way_to_recording",
        "wanted uuid",
        WAY,
        f"""
        SELECT way.relation, s.user_id
          FROM recordings r JOIN practice_sessions s ON s.id = r.session_id, LATERAL app_relations(s.user_id) AS way
         WHERE r.id = wanted AND r.shared AND {SESSION_IS_THERE} AND s.started_at >= way.since
        """,
        (WEB,),
    ),
)
