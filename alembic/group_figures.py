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

_SUMS = "sum(d.counted_s), sum(d.clock_s), sum(d.played_s), sum(d.sessions)::int"
PRACTISED = f"""
    SELECT d.user_id, d.local_day, {_SUMS}, count(*)::int FROM ({{seen}}) AS s
      JOIN practice_days d ON d.user_id = s.member_id AND d.local_day BETWEEN first AND last
     GROUP BY GROUPING SETS ((d.user_id), (d.local_day))
"""
BY_DAY = """
    SELECT d.user_id, array_agg(d.local_day ORDER BY d.local_day), array_agg(d.counted_s ORDER BY d.local_day)
      FROM ({seen}) AS s JOIN practice_days d ON d.user_id = s.member_id AND d.local_day BETWEEN first AND last
     GROUP BY d.user_id
"""
BY_INSTRUMENT = """
    SELECT part.key, sum((part.value->>0)::float8), sum((part.value->>2)::int)::int, count(DISTINCT d.user_id)::int
      FROM ({seen}) AS s JOIN practice_days d ON d.user_id = s.member_id AND d.local_day BETWEEN first AND last,
           jsonb_each(d.parts->'instrument') AS part
     WHERE part.key <> '' GROUP BY part.key ORDER BY 2 DESC, 1 LIMIT 50
"""
BY_WORK = """
    SELECT w.id, w.title, w.composer, sum(i.counted_s), sum(i.sessions)::int, array_agg(DISTINCT i.user_id)
      FROM ({seen}) AS s JOIN pieces p ON p.user_id = s.member_id AND p.work_id IS NOT NULL AND p.deleted_at IS NULL
      JOIN works w ON w.id = p.work_id
      JOIN practice_day_items i ON i.piece_id = p.id AND i.local_day BETWEEN first AND last
     GROUP BY w.id ORDER BY 4 DESC, w.title, w.id LIMIT 100
"""
_ASKED = "wanted uuid, first date, last date"

GROUP_FIGURES = (
    # By member, and by day: how much, by the clock, as heard, in how many sessions; on how many days, by how many.
    Function(
        "app_group_practice",
        _ASKED,
        "TABLE (member_id uuid, local_day date, counted_s float8, clock_s float8, played_s float8, sessions int,"
        " number int)",
        PRACTISED.format(seen=MINUTES),
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
        _ASKED,
        "TABLE (instrument text, seconds float8, sessions int, members int)",
        BY_INSTRUMENT.format(seen=STATISTICS),
        (WEB,),
    ),
    # Works of the catalogue that pieces of theirs name, and who had them in hand; no piece that names none.
    Function(
        "app_group_works",
        _ASKED,
        "TABLE (id uuid, title text, composer text, seconds float8, sessions int, members uuid[])",
        BY_WORK.format(seen=STATISTICS),
        (WEB,),
    ),
)
