"""Who finds whom to practise with, in PostgreSQL's words; `policies.py` takes it in."""

from conditions import NOT_BLOCKED
from shapes import Function, Table

from practice_app import ages
from practice_app.database import DbRole

WEB = DbRole.WEB
QUIET = "interval '30 days'"
"""After so long without a look it ends by itself; `services/partners/quiet.py` says it too."""

_HERE = "{0}.deleted_at IS NULL AND {0}.suspended_at IS NULL AND {0}.paused_at IS NULL"
_ALIKE = f"{ages.grown_sql('u')} = {ages.grown_sql('me')}"
"""Who is grown meets who is grown: what a guardian allows is to meet others under age whose guardians allow it too."""


def _of(condition: str, alias: str) -> str:
    return condition.replace("{0}", alias)


_MAY_U, _MAY_ME = (
    f"('partners' = ANY ({one}.allows) OR {ages.of_age_sql(one)} AND {ages.grown_sql(one)})" for one in ("u", "me")
)

FINDS = f"""
    SELECT p.user_id, p.looking_for, p.instruments, p.level, p.languages, p.hours, p.timezone, p.about
      FROM users me JOIN partner_profiles mine ON mine.user_id = me.id
      JOIN partner_profiles p ON p.user_id <> me.id AND p.touched_at > now() - {QUIET}
      JOIN users u ON u.id = p.user_id
     WHERE me.id = app_user_id() AND {_of(_HERE, "u")} AND {_MAY_U} AND {_MAY_ME} AND {_ALIKE}
       AND {NOT_BLOCKED.format("u.id", "me.id")} AND (wanted IS NULL OR u.id = wanted)
       AND u.id <> ALL ((SELECT app_reported('user'))::uuid[])
     ORDER BY p.instruments && mine.instruments DESC, p.looking_for && mine.looking_for DESC, p.touched_at DESC
     LIMIT 500
"""

_OTHER = "CASE r.asker_id WHEN app_user_id() THEN r.asked_id ELSE r.asker_id END"
CONTACT = f"""
    SELECT p.contact FROM partner_requests r JOIN partner_profiles p ON p.user_id = {_OTHER}
      JOIN users u ON u.id = p.user_id JOIN users me ON me.id = app_user_id()
     WHERE r.id = request AND app_user_id() IN (r.asker_id, r.asked_id) AND r.status = 'accepted'
       AND r.touched_at > now() - {QUIET} AND {_of(_HERE, "u")} AND {_MAY_U} AND {_MAY_ME} AND {_ALIKE}
       AND {NOT_BLOCKED.format("r.asker_id", "r.asked_id")}
"""

_APART = NOT_BLOCKED.format("app_user_id()", "other")

PARTNER_FUNCTIONS = (
    # Who looks for a partner and may be found by whoever asks, who looks too; never how to reach them.
    Function(
        "app_partners",
        "wanted uuid",
        "TABLE (user_id uuid, looking_for text[], instruments text[], level text, languages text[], hours jsonb,"
        " timezone text, about text)",
        FINDS,
        (WEB,),
    ),
    # How to reach the other of two who agreed: the one way to what somebody wrote for that.
    Function("app_partner_contact", "request uuid", "text", CONTACT, (WEB,)),
    # Whether two have blocked one another; each learns it of themselves alone.
    Function("app_apart_from", "other uuid", "boolean", f"SELECT NOT {_APART}", (WEB,)),
)

_OF_TWO = (
    "(asker_id = app_user_id() AND app_stays(asked_id) AND NOT app_apart_from(asked_id)"
    " OR asked_id = app_user_id() AND app_stays(asker_id) AND NOT app_apart_from(asker_id))"
    f" AND touched_at > now() - {QUIET} AND id <> ALL ((SELECT app_reported('partner_request'))::uuid[])"
)
PARTNER_TABLES = {
    "partner_profiles": Table(written="user_id = app_user_id() AND (SELECT app_may_be_public('partners'))"),
    # Who asks whom, and what becomes of it, is for the verbs: nobody writes an ask of another's, or agrees for them.
    "partner_requests": Table(web="SELECT", own=_OF_TWO),
}
