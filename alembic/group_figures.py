"""What a group adds up to: figures of what its members share, never a row of anybody's; `policies.py` takes it in.

Each function begins with those of whom whoever asks may be told something; what somebody does not share is in no sum.
"""

from conditions import NOT_BLOCKED, STAYS
from shapes import Function

from practice_app.database import DbRole

WEB = DbRole.WEB

SEEN = f"""
    SELECT m.member_id, m.sharing FROM group_member me
      JOIN groups g ON g.id = me.group_id AND g.deleted_at IS NULL
      JOIN group_member m ON m.group_id = me.group_id AND m.status = 'active' AND m.sharing = ANY ({{levels}})
     WHERE me.group_id = wanted AND me.member_id = app_user_id() AND me.status = 'active'
       AND {STAYS.format("m.member_id")} AND {NOT_BLOCKED.format("m.member_id", "me.member_id")}
"""
MINUTES = SEEN.format(levels="'{minutes,statistics,sessions}'::text[]")
STATISTICS = SEEN.format(levels="'{statistics,sessions}'::text[]")

_PIECE = "unnest(months, befores, lasts, marks) AS part (month, before, last, mark)"
"""Stretches of days, each within a month: the number of the day before it, of its last day, and a bit for each."""


def _sum(column: str) -> str:
    """Of a month's sums, which have grown from day to day, what a stretch of it adds."""
    return f"sum(d.{column}[part.last] - coalesce(d.{column}[part.before], 0))"


_SOMETHING = f"HAVING {_sum('sessions')} > 0"
PRACTISED = f"""
    SELECT d.user_id, part.month, part.before, {_sum("counted_s")}, {_sum("clock_s")},
           CASE WHEN bit_or(d.heard & part.mark) <> 0 THEN {_sum("played_s")} END, {_sum("sessions")}::int,
           sum(bit_count((d.days & part.mark)::bit(32))::int)::int, bit_or(d.days & part.mark),
           coalesce({_sum("less_s")}, 0), coalesce({_sum("more_s")}, 0)
      FROM ({{seen}}) AS s CROSS JOIN {_PIECE}
      JOIN practice_months d ON d.user_id = s.member_id AND d.month = part.month AND d.days & part.mark <> 0
     GROUP BY GROUPING SETS ((d.user_id), (part.month, part.before))
"""
COUNTED = f"""
    SELECT part.month, part.before, {_sum("counted_s")} FROM ({{seen}}) AS s CROSS JOIN {_PIECE}
      JOIN practice_months d ON d.user_id = s.member_id AND d.month = part.month GROUP BY part.month, part.before
"""
DAYS = """
    SELECT d.local_day, sum(d.counted_s), sum(d.clock_s), sum(d.played_s), sum(d.sessions)::int, count(*)::int
      FROM ({seen}) AS s JOIN practice_days d ON d.user_id = s.member_id AND d.local_day BETWEEN first AND last
     GROUP BY d.local_day ORDER BY d.local_day
"""
BY_DAY = """
    SELECT d.user_id, array_agg(d.local_day ORDER BY d.local_day), array_agg(d.counted_s ORDER BY d.local_day)
      FROM ({seen}) AS s JOIN practice_days d ON d.user_id = s.member_id AND d.local_day BETWEEN first AND last
     GROUP BY d.user_id
"""
BY_INSTRUMENT = f"""
    SELECT one.instrument, sum(one.counted_s), sum(one.sessions)::int, count(*)::int FROM (
        SELECT d.instrument, d.user_id, {_sum("counted_s")} AS counted_s, {_sum("sessions")} AS sessions
          FROM ({{seen}}) AS s CROSS JOIN {_PIECE}
          JOIN practice_month_instruments d ON d.user_id = s.member_id AND d.month = part.month
         WHERE d.instrument <> '' GROUP BY d.instrument, d.user_id {_SOMETHING}) AS one
     GROUP BY one.instrument ORDER BY 2 DESC, 1 LIMIT 50
"""
BY_WORK = f"""
    SELECT w.id, w.title, w.composer, sum(one.counted_s), sum(one.sessions)::int,
           array_agg(one.user_id ORDER BY one.user_id)
      FROM (SELECT p.work_id, p.user_id, {_sum("counted_s")} AS counted_s, {_sum("sessions")} AS sessions
              FROM ({{seen}}) AS s
              JOIN pieces p ON p.user_id = s.member_id AND p.work_id IS NOT NULL AND p.deleted_at IS NULL
             CROSS JOIN {_PIECE} JOIN practice_month_pieces d ON d.piece_id = p.id AND d.month = part.month
             GROUP BY p.work_id, p.user_id {_SOMETHING}) AS one
      JOIN works w ON w.id = one.work_id
     GROUP BY w.id ORDER BY 4 DESC, w.title, w.id LIMIT 100
"""
_ASKED = "wanted uuid, first date, last date"
IN_PARTS = "months date[], befores int[], lasts int[], marks int[]"

GROUP_FIGURES = (
    # By member, and by stretch: how much, by the clock, as heard, in how many sessions, on how many days and which,
    # and by how much the first may be off.
    Function(
        "app_group_practice",
        f"wanted uuid, {IN_PARTS}",
        "TABLE (member_id uuid, month date, before int, counted_s float8, clock_s float8, played_s float8,"
        " sessions int, number int, mark int, less_s float8, more_s float8)",
        PRACTISED.format(seen=MINUTES),
        (WEB,),
    ),
    # By stretch: how much.
    Function(
        "app_group_counted",
        f"wanted uuid, {IN_PARTS}",
        "TABLE (month date, before int, counted_s float8)",
        COUNTED.format(seen=MINUTES),
        (WEB,),
    ),
    # By day, and how many practised on it.
    Function(
        "app_group_days",
        _ASKED,
        "TABLE (local_day date, counted_s float8, clock_s float8, played_s float8, sessions int, members int)",
        DAYS.format(seen=MINUTES),
        (WEB,),
    ),
    # Each member's days.
    Function(
        "app_group_member_days",
        _ASKED,
        "TABLE (member_id uuid, days date[], seconds float8[])",
        BY_DAY.format(seen=MINUTES),
        (WEB,),
    ),
    # On what it was played, of those who share that.
    Function(
        "app_group_instruments",
        f"wanted uuid, {IN_PARTS}",
        "TABLE (instrument text, seconds float8, sessions int, members int)",
        BY_INSTRUMENT.format(seen=STATISTICS),
        (WEB,),
    ),
    # Works of the catalogue that pieces of theirs name, and who had them in hand; no piece that names none.
    Function(
        "app_group_works",
        f"wanted uuid, {IN_PARTS}",
        "TABLE (id uuid, title text, composer text, seconds float8, sessions int, members uuid[])",
        BY_WORK.format(seen=STATISTICS),
        (WEB,),
    ),
)
