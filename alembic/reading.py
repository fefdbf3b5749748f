"""Which rows a teacher or a guardian sees of somebody's practice: conditions and functions for `policies.py`.

Who is shown all of it reads by one equality; for the others, what sessions name is asked once a query, by a function.
"""

from conditions import SESSION_IS_THERE, SUBJECTS
from shapes import Function

from practice_app.database import DbRole

SINCE = "(SELECT app_reads_from(app_subject_id()))"
AS_READER = f"{SUBJECTS} AND {SINCE} IS NOT NULL"
READ_WITH = f"{AS_READER} AND ({SINCE} = '-infinity' OR {{}} = ANY ((SELECT {{}}())::{{}}[]))"
"""What a session names, for whoever sees such a session; with all that came before, all that there is."""
PIECES_READ = READ_WITH.format("id", "app_pieces_read", "uuid")
SECTIONS_READ = READ_WITH.format("piece_id", "app_pieces_read", "uuid")
DAYS_READ = f"{SUBJECTS} AND started_at >= {SINCE} AND local_day >= ({SINCE} AT TIME ZONE 'UTC')::date - 1"
"""Whole days, all of whose sessions came after: a sum is not taken apart, so the day on which two came together is
there only if nothing was practised before they did. A day is behind UTC's by one at most, which the index is told."""
DAY_ITEMS_READ = READ_WITH.format("local_day", "app_days_read", "date")
IN_A_SESSION = SUBJECTS + " AND EXISTS (SELECT 1 FROM practice_sessions s WHERE s.id = {}.session_id)"
"""Whoever sees the session sees what hangs on it: the role's own policy on sessions decides."""

_SEEN = f"s.user_id = app_subject_id() AND {SESSION_IS_THERE} AND s.started_at >= app_reads_from(app_subject_id())"
_NAMED = "SELECT array_agg(DISTINCT {0}) FROM {1} JOIN practice_sessions s ON s.id = {1}.session_id WHERE " + _SEEN

READ = (
    # The pieces that sessions name which whoever asks sees of the subject, tags likewise, and the days all of which
    # they see.
    Function(
        "app_pieces_read", "", "uuid[]", _NAMED.format("session_items.piece_id", "session_items"), (DbRole.READER,)
    ),
    Function("app_tags_read", "", "uuid[]", _NAMED.format("session_tags.tag_id", "session_tags"), (DbRole.READER,)),
    Function(
        "app_days_read",
        "",
        "date[]",
        "SELECT array_agg(d.local_day) FROM practice_days d"
        " WHERE d.user_id = app_subject_id() AND d.started_at >= app_reads_from(app_subject_id())",
        (DbRole.READER,),
    ),
)
