"""How far members of a group are with its challenges; `policies.py` takes it in."""

from group_figures import MINUTES, STATISTICS
from shapes import Function

from practice_app.database import DbRole

_SHARED = """(c.measure <> 'repetitions' AND EXISTS (SELECT 1 FROM minutes m WHERE m.member_id = who.member_id)
    OR EXISTS (SELECT 1 FROM statistics m WHERE m.member_id = who.member_id))"""
_REPETITIONS = """
    SELECT coalesce(sum(i.repetitions), 0)::float8 FROM practice_day_items i
      JOIN pieces p ON p.id = i.piece_id LEFT JOIN sections x ON x.id = i.section_id
     WHERE c.measure = 'repetitions' AND i.user_id = who.member_id
       AND i.local_day BETWEEN c.first_day AND c.last_day
       AND (c.work_id IS NULL OR p.work_id = c.work_id) AND (c.passage = '' OR lower(x.title) = lower(c.passage))
"""
_MEANT = """
    SELECT greatest(max(g.minutes_per_week) FILTER (WHERE g.instrument = 'all'),
                    sum(g.minutes_per_week) FILTER (WHERE g.instrument <> 'all'))
           * (c.last_day - c.first_day + 1) / 7.0
      FROM goals g WHERE c.measure = 'own_goal_pct' AND g.user_id = who.member_id
"""
"""Minutes within these days. A goal for everything holds those of single instruments in itself."""
FAR = f"""
    WITH minutes AS MATERIALIZED ({MINUTES}), statistics AS MATERIALIZED ({STATISTICS}),
         inside AS (SELECT me.member_id FROM group_member me JOIN groups g ON g.id = me.group_id
                     WHERE g.id = wanted AND g.deleted_at IS NULL AND me.member_id = app_user_id()
                       AND me.status = 'active'),
         people AS (SELECT member_id FROM minutes UNION SELECT member_id FROM inside)
    SELECT c.id, who.member_id, {_SHARED}, coalesce(days.seconds, 0) / 60, coalesce(days.number, 0)::int,
           ({_REPETITIONS}), ({_MEANT})::float8, (SELECT u.quiet FROM users u WHERE u.id = who.member_id)
      FROM group_challenges c CROSS JOIN people AS who
      LEFT JOIN LATERAL (
        SELECT sum(d.counted_s) AS seconds, count(*) AS number FROM practice_days d
         WHERE c.measure <> 'repetitions' AND d.user_id = who.member_id
           AND d.local_day BETWEEN c.first_day AND c.last_day) AS days ON true
     WHERE c.group_id = wanted AND EXISTS (SELECT 1 FROM inside)
       AND (who.member_id = app_user_id() OR {_SHARED})
"""
GROUP_CHALLENGES = (
    # How far each member is who shares it, and whoever asks: also when they share nothing, which only they are told.
    Function(
        "app_group_challenges",
        "wanted uuid",
        "TABLE (challenge_id uuid, member_id uuid, shared boolean, minutes float8, days int, repetitions float8,"
        " meant float8, quiet boolean)",
        FAR,
        (DbRole.WEB,),
    ),
)
