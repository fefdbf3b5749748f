"""What of the board everybody may read who has no account, where the site chose that; `forum_rules.py` takes it in.

Functions alone, and each says all of it: on the board, of no group, neither hidden nor taken back, by somebody who is
there, may write to others, and may be seen by everybody. Nothing by which a person could be asked for.
"""

from shapes import Function

from practice_app import ages
from practice_app.database import DbRole

WEB = DbRole.WEB

_OPEN = f"""EXISTS (SELECT 1 FROM users u WHERE u.id = {{}} AND u.deleted_at IS NULL AND u.suspended_at IS NULL
    AND ('public_shares' = ANY (u.allows) OR {ages.of_age_sql("u")})
    AND NOT EXISTS (SELECT 1 FROM silences x WHERE x.person_id = u.id AND x.ended_at IS NULL AND x.until IS NULL))"""
"""Whose words everybody reads: who neither leaves nor is locked out or banned; under age, if a guardian allows it."""
_POST = f"""p.published_at IS NOT NULL AND p.hidden_at IS NULL AND p.deleted_at IS NULL AND p.group_id IS NULL
    AND {_OPEN.format("p.author_id")}"""
_COMMENT = f"c.hidden_at IS NULL AND c.deleted_at IS NULL AND {_OPEN.format('c.author_id')}"
_NAME = "(SELECT u.display_name FROM users u WHERE u.id = {})"
_TOLD = """id uuid, title text, body_html text, category text, tags text[], score int, comments bigint, settled boolean,
    closed boolean, published_at timestamptz, edited_at timestamptz, author text"""
_SHOWN = f"""p.id, p.title, p.body_html, p.category, p.tags || p.auto_tags, p.score,
    (SELECT count(*) FROM forum_comments c WHERE c.post_id = p.id AND {_COMMENT}),
    EXISTS (SELECT 1 FROM forum_comments c WHERE c.post_id = p.id AND c.accepted_at IS NOT NULL AND {_COMMENT}),
    p.closed_at IS NOT NULL, p.published_at, p.edited_at, {_NAME.format("p.author_id")}"""
STANDS = f"""(EXISTS (SELECT 1 FROM forum_posts p
        WHERE p.author_id = {{0}}.user_id AND strpos(p.body_html, {{0}}.id::text) > 0 AND {_POST})
    OR EXISTS (SELECT 1 FROM forum_comments c JOIN forum_posts p ON p.id = c.post_id
        WHERE c.author_id = {{0}}.user_id AND strpos(c.body_html, {{0}}.id::text) > 0 AND {_COMMENT} AND {_POST}))"""
"""A picture, a film or a moment is shown to everybody where its owner put it into something that everybody reads."""

PUBLIC_FUNCTIONS = (
    Function(
        "app_public_posts",
        "most bigint, before_at timestamptz, before_id uuid",
        f"TABLE ({_TOLD})",
        f"""
        SELECT {_SHOWN} FROM forum_posts p
         WHERE {_POST} AND (before_at IS NULL OR (p.published_at, p.id) < (before_at, before_id))
         ORDER BY p.published_at DESC, p.id DESC LIMIT most
        """,
        (WEB,),
    ),
    Function(
        "app_public_post",
        "wanted uuid",
        f"TABLE ({_TOLD})",
        f"SELECT {_SHOWN} FROM forum_posts p WHERE p.id = wanted AND {_POST}",
        (WEB,),
    ),
    Function(
        "app_public_comments",
        "wanted uuid, most bigint",
        "TABLE (id uuid, parent_id uuid, body_html text, score int, accepted boolean, created_at timestamptz,"
        " author text)",
        f"""
        SELECT c.id, c.parent_id, c.body_html, c.score, c.accepted_at IS NOT NULL, c.created_at,
               {_NAME.format("c.author_id")}
          FROM forum_comments c JOIN forum_posts p ON p.id = c.post_id
         WHERE c.post_id = wanted AND {_COMMENT} AND {_POST}
         ORDER BY c.accepted_at IS NULL, c.created_at, c.id LIMIT most
        """,
        (WEB,),
    ),
    Function(
        "app_public_picture",
        "wanted uuid",
        "text",
        f"SELECT m.object_key FROM forum_pictures m WHERE m.id = wanted AND {STANDS.format('m')}",
        (WEB,),
    ),
)


def sounding(told: str, columns: str, shown: str, sounds: str) -> tuple[Function, ...]:
    """The same of moments, by what `forum_rules.py` says of those."""
    there = f"m.revoked_at IS NULL AND {STANDS.format('m')}"
    return (
        Function(
            "app_public_moments",
            "wanted uuid[]",
            f"TABLE ({told})",
            f"SELECT {columns}, false {shown} WHERE m.id = ANY (wanted) AND {there}",
            (WEB,),
        ),
        Function(
            "app_public_moment_sound",
            "wanted uuid",
            "text",
            f"SELECT m.object_key {shown} WHERE m.id = wanted AND {sounds} AND {there}",
            (WEB,),
        ),
    )
