"""Who sees a film that somebody put into what they wrote: whoever may read that; `forum_rules.py` takes it in.

A film is of whom it shows, so that here it is not enough to be signed in and to have its address.
"""

from conditions import NOT_BLOCKED, STAYS
from forum_public import STANDS
from shapes import Function, Table

from practice_app.database import DbRole

WEB = DbRole.WEB

_TOLD = """id uuid, status text, failure text, width int, height int, duration_s float8, mine boolean, film_key text,
    poster_key text"""
_SHOWN = """m.id, m.status, m.failure, m.width, m.height, m.duration_s, m.user_id = app_user_id(),
    CASE WHEN m.status = 'ready' THEN m.rendition_key END, CASE WHEN m.status = 'ready' THEN m.poster_key END"""
_THERE = """p.published_at IS NOT NULL AND p.hidden_at IS NULL AND p.deleted_at IS NULL
    AND (p.group_id IS NULL OR p.group_id = ANY ((SELECT app_my_groups())::uuid[])) AND app_stays(p.author_id)
    AND p.id <> ALL ((SELECT app_reported('post'))::uuid[])"""
"""What the policy of posts says, of one that is not one's own."""
_READ = f"""EXISTS (SELECT 1 FROM forum_posts p
        WHERE p.author_id = m.user_id AND strpos(p.body_html, m.id::text) > 0 AND {_THERE})
    OR EXISTS (SELECT 1 FROM forum_comments c JOIN forum_posts p ON p.id = c.post_id
        WHERE c.author_id = m.user_id AND strpos(c.body_html, m.id::text) > 0
          AND c.hidden_at IS NULL AND c.deleted_at IS NULL
          AND c.id <> ALL ((SELECT app_reported('comment'))::uuid[])
          AND (p.author_id = app_user_id() AND p.deleted_at IS NULL OR {_THERE}))"""

FILM_FUNCTIONS = (
    # Films with where they lie: one's own, and others' as far as what they stand in is read.
    Function(
        "app_forum_films",
        "wanted uuid[]",
        f"TABLE ({_TOLD})",
        f"""
        SELECT {_SHOWN} FROM forum_films m
         WHERE m.id = ANY (wanted) AND app_stays(app_user_id()) AND (m.user_id = app_user_id()
            OR {STAYS.format("m.user_id")} AND {NOT_BLOCKED.format("m.user_id", "app_user_id()")} AND ({_READ}))
        """,
        (WEB,),
    ),
    # The same for everybody, where the owner put them into something that everybody reads.
    Function(
        "app_public_films",
        "wanted uuid[]",
        f"TABLE ({_TOLD})",
        f"SELECT {_SHOWN} FROM forum_films m WHERE m.id = ANY (wanted) AND {STANDS.format('m')}",
        (WEB,),
    ),
)

FILM_TABLES = {
    # One sends a film; what is made of it, and where that lies, the worker says.
    "forum_films": Table(
        web="SELECT, INSERT (id, user_id, mime_type, status, object_key, bytes, created_at, updated_at),"
        " UPDATE (status, upload_id, updated_at)",
        written="user_id = app_user_id() AND status IN ('uploading', 'queued')",
    ),
}
