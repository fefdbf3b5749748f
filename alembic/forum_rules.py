"""Who reads and writes what of the board, in PostgreSQL's words; `policies.py` takes it in.

What stands on the board is read by everybody who is signed in, as the web role: its lists are read by indexes of their
own, a page at a time, so that one more condition on each row costs next to nothing.
"""

from conditions import NOT_BLOCKED, STAYS
from forum_film_rules import FILM_FUNCTIONS, FILM_TABLES
from forum_public import PUBLIC_FUNCTIONS, sounding
from shapes import Function, Table

from practice_app import ages
from practice_app.database import DbRole

WEB = DbRole.WEB

_READ = """published_at IS NOT NULL AND hidden_at IS NULL AND deleted_at IS NULL AND (SELECT app_stays(app_user_id()))
    AND (group_id IS NULL OR group_id = ANY ((SELECT app_my_groups())::uuid[])) AND app_stays(author_id)
    AND id <> ALL ((SELECT app_reported('post'))::uuid[])"""
_POST_READ = "(SELECT true FROM forum_posts p WHERE p.id = {}.post_id)"
"""By the policy of posts: what hangs on one is read where the post is. Not `EXISTS`: PostgreSQL may answer that for
each row by reading every post there is into a table, which took 1.7 s for twenty rows of a hundred thousand."""

_MOST_EVENTS = 20_000
EVENTS = f"""
    SELECT e.at, e.kind, (e.at AT TIME ZONE u.timezone)::date
      FROM users u, LATERAL (
        SELECT v.at, CASE v.value WHEN 1 THEN 'up' ELSE 'down' END AS kind
          FROM forum_posts p JOIN forum_votes v ON v.post_id = p.id AND v.reversal_id IS NULL
         WHERE p.author_id = u.id AND p.deleted_at IS NULL AND p.hidden_at IS NULL
        UNION ALL
        SELECT v.at, CASE v.value WHEN 1 THEN 'up' ELSE 'down' END
          FROM forum_comments c JOIN forum_votes v ON v.comment_id = c.id AND v.reversal_id IS NULL
         WHERE c.author_id = u.id AND c.deleted_at IS NULL AND c.hidden_at IS NULL
        UNION ALL
        SELECT c.accepted_at, 'accepted' FROM forum_comments c JOIN forum_posts p ON p.id = c.post_id
         WHERE c.author_id = u.id AND c.accepted_at IS NOT NULL AND p.author_id <> u.id
           AND c.deleted_at IS NULL AND c.hidden_at IS NULL AND p.deleted_at IS NULL
        UNION ALL
        SELECT p.published_at, p.category FROM forum_posts p
         WHERE p.author_id = u.id AND p.published_at IS NOT NULL AND p.deleted_at IS NULL AND p.hidden_at IS NULL
        UNION ALL
        SELECT c.created_at, 'comment' FROM forum_comments c
         WHERE c.author_id = u.id AND c.deleted_at IS NULL AND c.hidden_at IS NULL
      ) AS e
     WHERE u.id = person AND u.deleted_at IS NULL AND app_user_id() IS NOT NULL
     ORDER BY e.at LIMIT {_MOST_EVENTS}
"""

_SOUNDS = "m.sounds_at IS NOT NULL AND r.keep AND r.media_deleted_at IS NULL"
_MOMENT_TOLD = "id uuid, seconds float8, played_s float8, spans jsonb, levels jsonb, sound text, mine boolean"
_MOMENT = f"""m.id, m.end_s - m.start_s, m.played_s, m.spans, m.levels, CASE WHEN {_SOUNDS} THEN 'ready'
    WHEN EXISTS (SELECT 1 FROM jobs j WHERE j.moment_id = m.id AND j.status IN ('queued', 'processing')) THEN 'coming'
    ELSE 'none' END"""
_MOMENT_SHOWN = """FROM forum_moments m JOIN practice_sessions s ON s.id = m.session_id AND s.deleted_at IS NULL
          LEFT JOIN recordings r ON r.id = m.recording_id"""
"""A moment that was not taken back is shown while its session is there, and heard while its recording is."""

FORUM_FUNCTIONS = (
    *PUBLIC_FUNCTIONS,
    *FILM_FUNCTIONS,
    *sounding(_MOMENT_TOLD, _MOMENT, _MOMENT_SHOWN, _SOUNDS),
    # How those are called, and what they play, who wrote something that stands on the board; nobody else is told of.
    Function(
        "app_forum_people",
        "wanted uuid[]",
        "TABLE (id uuid, display_name text, roles text[], verified boolean, instruments text[], has_picture boolean)",
        """
        SELECT u.id, u.display_name, u.roles, u.teacher_verified_at IS NOT NULL, u.instruments,
               p.picture IS NOT NULL AND u.suspended_at IS NULL
          FROM users u LEFT JOIN profiles p ON p.user_id = u.id AND p.seen_profile = 'everyone'
         WHERE u.id = ANY (wanted) AND app_user_id() IS NOT NULL AND u.deleted_at IS NULL AND (u.id = app_user_id()
            OR EXISTS (SELECT 1 FROM forum_posts f WHERE f.author_id = u.id AND f.published_at IS NOT NULL)
            OR EXISTS (SELECT 1 FROM forum_comments c WHERE c.author_id = u.id))
        """,
        (WEB,),
    ),
    # Whether whoever asks may have all that somebody wrote on the board together, and follow them: between two of whom
    # one blocked the other nobody, and of who is under age those alone to whom their profile is shown.
    Function(
        "app_forum_gathered",
        "person uuid",
        "boolean",
        f"""
        SELECT app_stays(app_user_id()) AND EXISTS (
            SELECT 1 FROM users u WHERE u.id = person AND u.deleted_at IS NULL AND (u.id = app_user_id()
                OR {ages.of_age_sql("u")} OR app_visits(u.id, 'profile')))
           AND {NOT_BLOCKED.format("person", "app_user_id()")}
        """,
        (WEB,),
    ),
    # What these pages call themselves: only who has an address learns of its card.
    Function(
        "app_link_cards",
        "urls text[]",
        "TABLE (url text, title text, words text, site text)",
        """
        SELECT c.url, c.title, c.words, c.site FROM link_cards c
         WHERE c.url = ANY (urls) AND c.title <> '' AND app_user_id() IS NOT NULL
        """,
        (WEB,),
    ),
    # Tags that begin so (of those that mean the same the one that stays), and how many posts stand under each, up to a
    # thousand.
    Function(
        "app_forum_tags",
        "beginning text, most bigint",
        "TABLE (name text, kind text, posts bigint)",
        """
        SELECT t.name, t.kind, (SELECT count(*) FROM (
                   SELECT 1 FROM forum_post_tags p WHERE p.tag = t.name LIMIT 1000) AS found)
          FROM forum_tags t
         WHERE t.name IN (SELECT coalesce(s.joined_to, s.name) FROM forum_tags s WHERE s.name LIKE beginning
                           ORDER BY s.name LIMIT most)
           AND app_user_id() IS NOT NULL ORDER BY t.name
        """,
        (WEB,),
    ),
    # What happened to what somebody wrote, as reputation and badges are counted from; nothing says who voted.
    Function(
        "app_forum_events",
        "person uuid",
        "TABLE (at timestamptz, kind text, day date)",
        EVENTS,
        (WEB,),
    ),
    # Where a picture of the board lies, for whoever is signed in.
    Function(
        "app_forum_picture",
        "wanted uuid",
        "text",
        f"""
        SELECT p.object_key FROM forum_pictures p
         WHERE p.id = wanted AND app_stays(app_user_id()) AND {STAYS.format("p.user_id")}
        """,
        (WEB,),
    ),
    # Moments that somebody put into what they wrote: those seconds, and nothing by which the session could be found.
    Function(
        "app_forum_moments",
        "wanted uuid[]",
        f"TABLE ({_MOMENT_TOLD})",
        f"""
        SELECT {_MOMENT}, m.user_id = app_user_id() {_MOMENT_SHOWN}
         WHERE m.id = ANY (wanted) AND m.revoked_at IS NULL AND app_stays(app_user_id())
           AND {STAYS.format("m.user_id")}
        """,
        (WEB,),
    ),
    # Where the sound of one lies, while its recording is kept.
    Function(
        "app_forum_moment_sound",
        "wanted uuid",
        "text",
        f"""
        SELECT m.object_key {_MOMENT_SHOWN}
         WHERE m.id = wanted AND m.revoked_at IS NULL AND {_SOUNDS} AND app_stays(app_user_id())
           AND {STAYS.format("m.user_id")}
        """,
        (WEB,),
    ),
    # Those between whom and whoever asks nothing passes, whichever of the two wanted it so.
    Function(
        "app_apart",
        "",
        "uuid[]",
        """
        SELECT array_agg(x.id) FROM (
            SELECT b.blocked_id AS id FROM block b WHERE b.blocker_id = app_user_id()
            UNION SELECT b.blocker_id FROM block b WHERE b.blocked_id = app_user_id()) AS x
        """,
        (WEB,),
    ),
)

_WRITTEN = "id, author_id, category, title, body_md, body_html, auto_tags, tags, work_id, group_id, published_at"
_CHANGED = """category, title, body_md, body_html, auto_tags, tags, work_id, published_at, edited_at, closed_at,
    deleted_at"""
_MOMENT_MADE = "id, user_id, session_id, start_s, end_s, played_s, spans, levels, recording_id, created_at"
_SAID = "body_md, body_html, edited_at, deleted_at"

FORUM_TABLES = {
    # Who wrote it says what; how it is counted, and whether a moderator took it away, only the system.
    "forum_posts": Table(
        web=f"SELECT, INSERT ({_WRITTEN}, created_at), UPDATE ({_CHANGED})",
        own=f"author_id = app_user_id() OR {_READ}",
        written="author_id = app_user_id()"
        " AND (group_id IS NULL OR deleted_at IS NOT NULL OR group_id = ANY ((SELECT app_my_groups())::uuid[]))"
        " AND (published_at IS NULL OR deleted_at IS NOT NULL OR (SELECT app_may_speak()))",
    ),
    "forum_comments": Table(
        web=f"SELECT, INSERT (id, post_id, author_id, parent_id, {_SAID}, created_at), UPDATE ({_SAID})",
        own="author_id = app_user_id() OR hidden_at IS NULL AND deleted_at IS NULL AND app_stays(author_id)"
        " AND id <> ALL ((SELECT app_reported('comment'))::uuid[])"
        f" AND {_POST_READ.format('forum_comments')}",
        written="author_id = app_user_id() AND (deleted_at IS NOT NULL"
        f" OR {_POST_READ.format('forum_comments')} AND (SELECT app_may_speak()))",
    ),
    "forum_edits": Table(web="SELECT, INSERT", own="author_id = app_user_id()"),
    "link_cards": Table(web=""),  # read by address alone: a group's links are its members'
    "forum_tags": Table(web="SELECT", own="true"),  # everybody's alike; made by the system as posts are published
    # Written by the system as posts are published.
    "forum_post_tags": Table(
        web="SELECT",
        own=f"author_id = app_user_id() OR {_POST_READ.format('forum_post_tags')}",
    ),
    # One's own; written with the sums that they change, by the system.
    "forum_votes": Table(web="SELECT", own="voter_id = app_user_id()"),
    # Names two people: for those who look after the board, by verbs that ask for their office.
    "forum_reversals": Table(web=""),
    "forum_views": Table(web="SELECT", own="reader_id = app_user_id()"),
    # One sends a picture and may not say afterwards that it is another.
    "forum_pictures": Table(web="SELECT, INSERT"),
    # What is cut out of the recording, and where that lies, the worker says.
    "forum_moments": Table(
        web=f"SELECT, INSERT ({_MOMENT_MADE}), UPDATE (recording_id, revoked_at)",
    ),
    **FILM_TABLES,
    "forum_follows": Table(web="SELECT, INSERT, DELETE", own="follower_id = app_user_id()"),
}
