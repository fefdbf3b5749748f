"""What people see of tags that teachers offer, in PostgreSQL's words; `policies.py` takes it in."""

from conditions import NOT_BLOCKED, STAYS
from reading import IN_A_SESSION, SINCE
from shapes import Function, Table

from practice_app.database import DbRole

WEB, READER = DbRole.WEB, DbRole.READER

_NOW = f"c.ended_at IS NULL AND {NOT_BLOCKED.format('c.student_id', 'c.teacher_id')} AND {STAYS.format('c.teacher_id')}"
_OFFERED = f"""
    SELECT t.id FROM teacher_student c JOIN tags t ON t.user_id = c.teacher_id
     WHERE c.student_id = app_user_id() AND {_NOW} AND t.deleted_at IS NULL AND t.retired_at IS NULL
       AND (t.offer = 'all' OR t.offer = 'some' AND EXISTS (
            SELECT 1 FROM tag_offers o WHERE o.tag_id = t.id AND o.shown_to = app_user_id()))
"""
_NAMED = """
    SELECT t.id FROM teacher_student c JOIN tags t ON t.user_id = c.teacher_id
     WHERE c.student_id = app_user_id()
       AND EXISTS (SELECT 1 FROM session_tags s WHERE s.tag_id = t.id AND s.user_id = app_user_id())
"""
"""By way of the teachers, of whom there are few; what a session names stays, also when the two have parted."""

TAG_FUNCTIONS = (
    # The tags that teachers of now offer to whoever asks.
    Function("app_tags_offered", "", "uuid[]", f"SELECT array_agg(it.id) FROM ({_OFFERED}) AS it", (WEB,)),
    # These, and those of teachers that their own sessions name.
    Function("app_tags_shown", "", "uuid[]", f"SELECT array_agg(it.id) FROM ({_OFFERED} UNION {_NAMED}) AS it", (WEB,)),
    # Which of these are of somebody who teaches them, or did: a device may not have heard yet that an offer ended.
    Function(
        "app_tags_of_teachers",
        "named uuid[]",
        "uuid[]",
        """
        SELECT array_agg(DISTINCT t.id) FROM tags t JOIN teacher_student c ON c.teacher_id = t.user_id
         WHERE t.id = ANY (named) AND c.student_id = app_user_id()
        """,
        (WEB,),
    ),
)

_SHOWN = "id = ANY ((SELECT app_tags_shown())::uuid[])"
TAG_TABLES = {
    # Written by whose it is alone: no row of another's can be made one's own, since whose it is can't be changed.
    "tags": Table(
        web="SELECT, INSERT, UPDATE (name, color, offer, place, retired_at, deleted_at)",
        own=f"user_id = app_user_id() OR {_SHOWN}",
        written="user_id = app_user_id()",
        reads={
            READER: (
                f"{SINCE} IS NOT NULL AND (user_id = app_subject_id() AND {SINCE} = '-infinity'"
                " OR id = ANY ((SELECT app_tags_read())::uuid[]))",
                "",
            )
        },
    ),
    "tag_offers": Table(
        web="SELECT, INSERT, DELETE",
        written="user_id = app_user_id() AND (SELECT app_teaches(shown_to))",
    ),
    "session_tags": Table(
        written="user_id = app_user_id() AND EXISTS (SELECT 1 FROM tags t WHERE t.id = session_tags.tag_id)",
        reads={READER: (IN_A_SESSION.format("session_tags"), "")},
    ),
}
