"""What a profile shows to whom: the bodies of the functions that `policies.py` makes of them."""

from conditions import NOT_BLOCKED, PRACTISED, SESSION_IS_THERE

from practice_app import ages

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

STATISTICS_SHOWN = f"""
    SELECT coalesce(sum({PRACTISED}), 0), count(*), count(DISTINCT s.local_day),
           coalesce(sum({PRACTISED}) FILTER (WHERE s.local_day > current_date - 28), 0),
           count(DISTINCT s.local_day) FILTER (WHERE s.local_day > current_date - 28)
      FROM practice_sessions s WHERE s.user_id = subject AND {SESSION_IS_THERE}
    HAVING subject = app_user_id() OR app_visits(subject, 'profile') AND app_visits(subject, 'statistics')
"""

SESSIONS_SHOWN = f"""
    SELECT s.local_day, {PRACTISED}, s.instrument FROM practice_sessions s
     WHERE s.user_id = subject AND {SESSION_IS_THERE}
       AND (subject = app_user_id() OR app_visits(subject, 'profile') AND app_visits(subject, 'sessions'))
     ORDER BY s.started_at DESC LIMIT 7
"""

TITLE_SHOWN = """
    SELECT a.key, a.tier FROM awards a JOIN users u ON u.id = a.user_id
     WHERE a.user_id = subject AND a.worn AND a.revoked_at IS NULL AND NOT u.quiet
       AND (subject = app_user_id() OR app_visits(subject, 'profile'))
"""
