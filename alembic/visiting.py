"""What a profile shows to whom: functions, and what they say."""

from conditions import DOUBTED, NOT_BLOCKED, PRACTISED, SESSION_IS_THERE
from shapes import Function

from practice_app import ages
from practice_app.database import DbRole

VISITED_TOLD = "id, display_name, roles, teacher_verified_at, instruments, deleted_at"
PROFILE_TOLD = """user_id, kind, level, instrument_levels, instrument_since, specialties, years_playing, bio, hashtags,
    picture"""
VISITED = "{} = app_subject_id() AND (SELECT app_visits(app_subject_id(), 'profile'))"

VISITS = f"""
    SELECT EXISTS (
        SELECT 1 FROM users u LEFT JOIN profiles p ON p.user_id = u.id, LATERAL (SELECT
            CASE part WHEN 'statistics' THEN p.seen_statistics WHEN 'sessions' THEN p.seen_sessions
                      WHEN 'profile' THEN p.seen_profile END AS level) AS told
         WHERE u.id = subject AND u.deleted_at IS NULL AND u.suspended_at IS NULL AND (
             told.level = 'everyone' AND ('public_shares' = ANY (u.allows) OR {ages.of_age_sql("u")})
          OR told.level IN ('teachers', 'groups', 'everyone') AND EXISTS (SELECT 1 FROM teacher_student t
                WHERE t.student_id = subject AND t.teacher_id = app_user_id() AND t.ended_at IS NULL)
          OR told.level IN ('groups', 'everyone') AND EXISTS (
                SELECT 1 FROM group_member me JOIN group_member them ON them.group_id = me.group_id
                  JOIN groups g ON g.id = me.group_id AND g.deleted_at IS NULL
                 WHERE me.member_id = app_user_id() AND me.member_id <> subject AND me.status = 'active'
                   AND them.member_id = subject AND them.status = 'active')
          OR EXISTS (SELECT 1 FROM guardian g WHERE g.parent_id = app_user_id() AND g.child_id = subject))
    ) AND {NOT_BLOCKED.format("subject", "app_user_id()")}
"""

_COUNTED = f"""
    SELECT coalesce(sum({PRACTISED}), 0), count(*), count(DISTINCT s.local_day),
           coalesce(sum({PRACTISED}) FILTER (WHERE s.local_day > current_date - 28), 0),
           count(DISTINCT s.local_day) FILTER (WHERE s.local_day > current_date - 28)
      FROM practice_sessions s WHERE s.user_id = subject AND {SESSION_IS_THERE}
    HAVING subject = app_user_id() OR app_visits(subject, 'profile') AND app_visits(subject, 'statistics')
"""
_DOUBT = ", ".join(
    f"coalesce(sum(d.{column}) {days}, 0)"
    for days in ("", "FILTER (WHERE d.local_day > current_date - 28)")
    for column in ("less_s", "more_s")
)
STATISTICS_SHOWN = f"""
    SELECT * FROM ({_COUNTED}) AS counted
     CROSS JOIN (SELECT {_DOUBT} FROM practice_days d WHERE d.user_id = subject) AS doubt
"""

SESSIONS_SHOWN = f"""
    SELECT s.local_day, {PRACTISED}, s.instrument, {DOUBTED} FROM practice_sessions s
     WHERE s.user_id = subject AND {SESSION_IS_THERE}
       AND (subject = app_user_id() OR app_visits(subject, 'profile') AND app_visits(subject, 'sessions'))
     ORDER BY s.started_at DESC LIMIT 7
"""

TITLE_SHOWN = """
    SELECT a.key, a.tier FROM awards a JOIN users u ON u.id = a.user_id
     WHERE a.user_id = subject AND a.worn AND a.revoked_at IS NULL AND NOT u.quiet
       AND (subject = app_user_id() OR app_visits(subject, 'profile'))
"""

VISITING = (
    # Whether this person shows whoever asks (nobody, when not signed in) a part of their profile: 'profile',
    # 'statistics' or 'sessions'. A guardian sees what a child tells; where one blocked the other there is nothing.
    # Who is under age is shown to everyone only where a guardian allows it.
    Function(
        "app_visits",
        "subject uuid, part text",
        "boolean",
        VISITS,
        (DbRole.VISITOR,),
    ),
    # What a profile tells of practising in all and within four weeks, and by how much either may be off, to whom its
    # owner shows that; no row for others.
    Function(
        "app_profile_statistics",
        "subject uuid",
        "TABLE (seconds float8, sessions bigint, days bigint, month_seconds float8, month_days bigint,"
        " less_s float8, more_s float8, month_less_s float8, month_more_s float8)",
        STATISTICS_SHOWN,
        (DbRole.WEB, DbRole.VISITOR),
    ),
    # And its newest sessions: the day, how long, by how much that may be off, on what; nothing by which one could be
    # asked for.
    Function(
        "app_profile_sessions",
        "subject uuid",
        "TABLE (day date, seconds float8, instrument text, less_s float8, more_s float8)",
        SESSIONS_SHOWN,
        (DbRole.WEB, DbRole.VISITOR),
    ),
    # The title that somebody wears, to whom their profile is shown; none in quiet mode, nor when it is earned no more.
    Function(
        "app_profile_title",
        "subject uuid",
        "TABLE (key text, tier int)",
        TITLE_SHOWN,
        (DbRole.WEB, DbRole.VISITOR),
    ),
)
