"""What a link shows to whoever has it: the bodies of the functions that `policies.py` makes of them.

Each kind of link has what it shows said by itself; what is not said for its kind there is no way to. Who is leaving,
paused or suspended shows nothing, nor does who is under age without a guardian who allows it.
"""

from conditions import SHOWN_TO_OTHERS, STAYS
from group_figures import IN_PARTS, PRACTISED
from group_rules import LEADS
from shapes import Function

from practice_app import ages
from practice_app.database import DbRole

HELD = "s.token_hash = decode(nullif(current_setting('app.share', true), ''), 'hex')"


def _good(where: str) -> str:
    """Whether the link in hand, a row of ``share s``, is good, and what stands in ``where``."""
    return f"""{HELD} AND s.revoked_at IS NULL AND (s.expires_at IS NULL OR s.expires_at > now()) AND EXISTS (
        SELECT 1 FROM users u WHERE u.id = s.user_id AND u.deleted_at IS NULL AND u.suspended_at IS NULL
           AND u.paused_at IS NULL AND ('public_shares' = ANY (u.allows) OR {ages.of_age_sql("u")})) AND {where}"""


SESSION_THERE = "p.deleted_at IS NULL"
KEPT = "r.keep AND r.status = 'ready' AND r.media_deleted_at IS NULL"

SESSION_SHOWN = "SELECT p.id FROM share s JOIN practice_sessions p ON p.id = s.session_id WHERE " + _good(
    f"s.kind = 'session' AND {SESSION_THERE}"
)
RECORDING_SHOWN = (
    "SELECT r.id FROM share s JOIN recordings r ON r.id = s.recording_id"
    " JOIN practice_sessions p ON p.id = r.session_id WHERE "
) + _good(f"s.kind = 'recording' AND {KEPT} AND {SESSION_THERE}")
PERSON_SHOWN = "SELECT s.user_id FROM share s WHERE " + _good("s.kind = 'dashboard'")
GROUP_SHOWN = (
    "SELECT g.id FROM share s JOIN groups g ON g.id = s.group_id AND g.deleted_at IS NULL AND g.public_dashboard"
    " JOIN group_member m ON m.group_id = g.id AND m.member_id = s.user_id WHERE "
) + _good(f"s.kind = 'group' AND {LEADS.format('m')}")
GROUP_TOLD = f"""
    SELECT g.name, g.description, (SELECT count(*)::int FROM group_member m
             WHERE m.group_id = g.id AND m.status = 'active' AND {STAYS.format("m.member_id")})
      FROM groups g WHERE g.id = app_shared_group()
"""
_STANDS = """SELECT m.member_id, m.sharing, m.named FROM group_member m JOIN users u ON u.id = m.member_id
     WHERE m.group_id = app_shared_group() AND m.status = 'active' AND u.deleted_at IS NULL
       AND u.suspended_at IS NULL AND u.paused_at IS NULL"""
GROUP_SUMS = PRACTISED.format(seen=f"SELECT * FROM ({_STANDS}) AS m WHERE m.sharing <> 'nothing'")
_SUMS = "member_id, month, before, counted_s, clock_s, played_s, sessions, number, mark, less_s, more_s"
GROUP_WEEKS = f"""
    SELECT told.month, told.before, told.counted_s, told.clock_s, told.played_s, told.mark, told.less_s, told.more_s
      FROM ({GROUP_SUMS}) AS told ({_SUMS})
     WHERE told.member_id IS NULL
"""
_INITIALS = """(SELECT string_agg(upper(left(word, 1)) || '.', ' ' ORDER BY n)
    FROM regexp_split_to_table(btrim(u.display_name), '\\s+') WITH ORDINALITY AS words (word, n) WHERE n <= 4)"""
GROUP_NAMED = f"""
    SELECT CASE s.named WHEN 'name' THEN u.display_name ELSE {_INITIALS} END, s.sharing <> 'nothing',
           told.clock_s, told.played_s, coalesce(told.number, 0), coalesce(told.less_s, 0), coalesce(told.more_s, 0)
      FROM ({_STANDS}) AS s JOIN users u ON u.id = s.member_id
      LEFT JOIN ({GROUP_SUMS}) AS told ({_SUMS}) ON told.member_id = s.member_id
     WHERE s.named <> 'not' AND ('public_shares' = ANY (u.allows) OR {ages.of_age_sql("u")})
     ORDER BY lower(CASE s.named WHEN 'name' THEN u.display_name ELSE {_INITIALS} END), s.member_id
"""
RECORDINGS_HEARD = """
    SELECT array_agg(r.id) FROM recordings r
     WHERE r.session_id = app_shared_session() OR r.id = app_shared_recording()
"""
THINGS_NAMED = """
    SELECT array_agg(named.id) FROM session_items i, LATERAL (VALUES (i.piece_id), (i.section_id)) AS named (id)
     WHERE i.session_id = app_shared_session()
"""
SHOWS = """CASE s.kind WHEN 'session' THEN app_shared_session() IS NOT NULL
    WHEN 'recording' THEN app_shared_recording() IS NOT NULL WHEN 'group' THEN app_shared_group() IS NOT NULL
    ELSE s.kind IN ('profile', 'dashboard') END"""
IN_HAND = f"""
    SELECT s.id, s.kind, u.id IS NOT NULL, u.id, u.display_name, u.locale, u.timezone,
           app_shared_session(), app_shared_recording()
      FROM share s LEFT JOIN users u ON u.id = s.user_id AND {_good(SHOWS)}
     WHERE {HELD}
"""
TAKE = f"""
    SELECT r.id, r.kind, r.duration_s, r.trim_start_s, r.trim_end_s, s.local_day, s.instrument, s.target_bpm,
           ARRAY(SELECT p.title FROM session_items i JOIN pieces p ON p.id = i.piece_id
                  WHERE i.session_id = s.id GROUP BY p.title ORDER BY min(i.position)), {SHOWN_TO_OTHERS}
      FROM recordings r JOIN practice_sessions s ON s.id = r.session_id WHERE r.id = app_shared_recording()
"""

LINKING = (
    # The session that the link in hand shows, the pieces and sections that it names.
    Function("app_shared_session", "", "uuid", SESSION_SHOWN, (DbRole.LINK,)),
    Function("app_shared_things", "", "uuid[]", THINGS_NAMED, (DbRole.LINK,)),
    # The recording that it shows; and the ones of which it tells what was heard.
    Function("app_shared_recording", "", "uuid", RECORDING_SHOWN, ()),
    # The group that it shows: one that publishes, as long as who made the link leads it.
    Function("app_shared_group", "", "uuid", GROUP_SHOWN, ()),
    Function("app_link_group", "", "TABLE (name text, description text, members int)", GROUP_TOLD, (DbRole.LINK,)),
    # What those of it who share that practised, by stretch of days; nobody is named.
    Function(
        "app_link_group_weeks",
        IN_PARTS,
        "TABLE (month date, before int, counted_s float8, clock_s float8, played_s float8, mark int,"
        " less_s float8, more_s float8)",
        GROUP_WEEKS,
        (DbRole.LINK,),
    ),
    # Those who said that they may be named, as they said; their time, where they share it. Nobody under age.
    Function(
        "app_link_group_named",
        IN_PARTS,
        "TABLE (called text, shares boolean, clock_s float8, played_s float8, days int, less_s float8, more_s float8)",
        GROUP_NAMED,
        (DbRole.LINK,),
    ),
    # Whose last weeks it shows.
    Function("app_shared_person", "", "uuid", PERSON_SHOWN, (DbRole.LINK,)),
    Function("app_shared_heard", "", "uuid[]", RECORDINGS_HEARD, (DbRole.LINK,)),
    # The link in hand itself: what it shows and whose that is, while it is good; of any other that it was there.
    Function(
        "app_link",
        "",
        "TABLE (id uuid, kind text, good boolean, person uuid, display_name text, locale text, timezone text,"
        " session_id uuid, recording_id uuid)",
        IN_HAND,
        (DbRole.LINK,),
    ),
    # The recording that it shows, with what it is called by and where it lies.
    Function(
        "app_link_take",
        "",
        "TABLE (id uuid, kind text, duration_s float8, trim_start_s float8, trim_end_s float8, local_day date,"
        " instrument text, target_bpm float8, titles text[], object_key text, rendition_key text, waveform_key text,"
        " made jsonb)",
        TAKE,
        (DbRole.LINK,),
    ),
)
