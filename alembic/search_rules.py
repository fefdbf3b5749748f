"""How the board is looked through, in PostgreSQL's words; `policies.py` takes it in.

Words match by an operator that PostgreSQL does not trust with rows one may not read, so that under row-level security
it would use no index: functions look, and ask of each row what the policies of the board ask (`forum_rules.py`).
"""

from conditions import STAYS
from shapes import Function, Table

from practice_app.database import DbRole
from practice_app.models.forum import ON_THE_BOARD
from practice_app.models.search import IN_WEEKS, WEEK

WEB = DbRole.WEB
MOST = 150
"""Texts that are ranked."""
BEST, MOST_OF_BEST = 200, 50
"""Posts that most people found good, which are looked through first, however old they are; and how many are taken."""
LOOKED_THROUGH = 20_000
"""Of the newest ones, where a word is in so many that enough are among these."""

_READ = f"""
    SELECT coalesce(c.score, p.score) AS score FROM forum_posts p LEFT JOIN forum_comments c ON c.id = t.comment_id
     WHERE p.id = t.post_id AND p.published_at IS NOT NULL AND p.hidden_at IS NULL AND p.deleted_at IS NULL
       AND (p.group_id IS NULL OR p.group_id = ANY (seen.groups)) AND p.author_id <> ALL (seen.apart)
       AND {STAYS.format("p.author_id")}
       AND (t.comment_id IS NULL OR c.hidden_at IS NULL AND c.deleted_at IS NULL AND c.author_id <> ALL (seen.apart)
            AND {STAYS.format("c.author_id")})
    OFFSET 0
"""
"""The one text of a row, if whoever asks may read it; what one wrote oneself too is found on the board alone."""
_RANKED = f"""
    WITH seen AS MATERIALIZED (
        SELECT coalesce(app_my_groups(), ARRAY[]::uuid[]) AS groups, coalesce(app_apart(), ARRAY[]::uuid[]) AS apart
         WHERE app_user_id() IS NOT NULL),
    held AS MATERIALIZED ({{held}}),
    best AS MATERIALIZED (
        SELECT t.id, t.post_id, t.comment_id
          FROM (SELECT id FROM forum_posts WHERE {ON_THE_BOARD}
                 ORDER BY score DESC, published_at DESC, id DESC LIMIT {BEST}) AS p JOIN search_texts t USING (id)
         WHERE ts_match_vq(t.words, wanted::tsquery) LIMIT {MOST_OF_BEST}),
    found AS MATERIALIZED (
        SELECT t.id, t.post_id, t.comment_id, read.score
          FROM seen CROSS JOIN (
               SELECT * FROM best UNION ALL SELECT * FROM held WHERE id NOT IN (SELECT id FROM best)) AS t
               CROSS JOIN LATERAL ({_READ}) AS read LIMIT {MOST})
    SELECT f.post_id, f.comment_id
      FROM found f JOIN search_texts t ON t.id = f.id
     ORDER BY ts_rank(t.words, wanted::tsquery) + 0.02 * ln(1 + greatest(f.score, 0)) DESC, t.at DESC, t.id
"""
_HELD = "words @@ held::tsquery AND (held = wanted OR ts_match_vq(words, wanted::tsquery))"
"""The index is asked for ``held`` alone."""
_FEW = f"SELECT id, post_id, comment_id FROM search_texts WHERE {_HELD} ORDER BY at DESC"
_WEEKS = f"""
    SELECT b.newest - 7 * n
      FROM (SELECT {WEEK.format("max(at)")} AS newest, {WEEK.format("min(at)")} AS oldest FROM search_texts) AS b,
           generate_series(0, ceil((b.newest - b.oldest) / 7 * part)::int) AS n
"""
_SINCE = f"""
    SELECT s.id, s.post_id, s.comment_id
      FROM (SELECT id, post_id, comment_id, at FROM search_texts
             WHERE {_HELD} AND {IN_WEEKS} && ARRAY({_WEEKS}) OFFSET 0) AS s
     ORDER BY s.at DESC
"""
"""The offset keeps PostgreSQL from reading all texts in the order of time, to spare itself the sorting of these."""
_NEWEST = f"""
    SELECT n.id, n.post_id, n.comment_id
      FROM (SELECT * FROM search_texts ORDER BY at DESC LIMIT {LOOKED_THROUGH}) AS n
     WHERE n.words @@ wanted::tsquery
"""
_GIVES = "TABLE (post_id uuid, comment_id uuid)"

SEARCH_FUNCTIONS = (
    # What holds these words, best first: by the index of words, where they are in few texts.
    Function(
        "app_search_few",
        "wanted text, held text",
        _GIVES,
        _RANKED.format(held=_FEW),
        (WEB,),
        settings="enable_seqscan = off",
    ),
    # As web processes of the release before ask for the same; the next release lets it go.
    Function("app_search_few", "wanted text", _GIVES, "SELECT * FROM app_search_few(wanted, wanted)", (WEB,)),
    # The same of the last weeks alone, a part of all the time there is, where they are in many: by one index of both.
    Function(
        "app_search_since",
        "wanted text, held text, part float8",
        _GIVES,
        _RANKED.format(held=_SINCE),
        (WEB,),
        settings="enable_seqscan = off",
    ),
    # The same from the newest text on, where they are in so many that enough are found soon.
    Function(
        "app_search_newest",
        "wanted text",
        _GIVES,
        _RANKED.format(held=_NEWEST).replace("held AS MATERIALIZED", "held AS NOT MATERIALIZED"),
        (WEB,),
        settings="enable_bitmapscan = off SET enable_sort = off SET enable_seqscan = off",
    ),
    # In how many texts each of these is, what begins like the last one ("*"), and how many texts there are ("").
    Function(
        "app_search_counts",
        "wanted text[], beginning text",
        "TABLE (term text, texts bigint)",
        """
        SELECT t.term, t.texts::bigint FROM search_terms t WHERE t.term = ANY (wanted)
        UNION ALL SELECT '*', coalesce(sum(b.texts), 0)::bigint FROM (
            SELECT t.texts FROM search_terms t
             WHERE beginning <> '' AND t.term >= beginning AND t.term < beginning || chr(1114111) LIMIT 500) AS b
        UNION ALL SELECT '', greatest(c.reltuples, 1)::bigint FROM pg_class c WHERE c.oid = 'search_texts'::regclass
        """,
        (WEB,),
    ),
    # Words that are known which may be meant by one of which these are left, the most frequent first.
    Function(
        "app_search_spelled",
        "rests text[]",
        "TABLE (word text, texts int)",
        """
        SELECT t.term, t.texts FROM search_terms t
         WHERE t.term IN (SELECT s.word FROM search_spellings s WHERE s.variant = ANY (rests))
         ORDER BY t.texts DESC LIMIT 50
        """,
        (WEB,),
    ),
)

SEARCH_TABLES = {name: Table(web="") for name in ("search_texts", "search_terms", "search_spellings", "search_counts")}
"""Written with posts and comments by the system, and read by the functions above alone."""
