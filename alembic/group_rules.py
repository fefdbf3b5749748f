"""What people see of groups, in PostgreSQL's words; `policies.py` takes it in.

Who comes in, goes, and may do what is written by the group's own verbs, as the system: the web role reads, and says
what it shows itself.
"""

from conditions import NOT_BLOCKED, STAYS
from shapes import Function, Table

from practice_app.database import DbRole

WEB = DbRole.WEB
LEADS = "{0}.status = 'active' AND {0}.role IN ('owner', 'admin')"

_CARD = """TABLE (id uuid, name text, description text, joining text, rankings boolean, public_dashboard boolean,
    max_members int, picture text, created_at timestamptz, deleted_at timestamptz, role text, status text,
    sharing text, named text, members int)"""
_TOLD = f"""
    SELECT g.id, g.name, g.description, g.joining, g.rankings, g.public_dashboard, g.max_members, g.picture,
           g.created_at, g.deleted_at, CASE me.status WHEN 'active' THEN me.role END, me.status, me.sharing, me.named,
           (SELECT count(*)::int FROM group_member m
             WHERE m.group_id = g.id AND m.status = 'active' AND {STAYS.format("m.member_id")})
      FROM groups g LEFT JOIN group_member me
        ON me.group_id = g.id AND me.member_id = app_user_id() AND me.status IN ('asked', 'active')
"""
_LED_BY_MINE = f"""EXISTS (
    SELECT 1 FROM group_member lead WHERE lead.group_id = {{0}} AND {LEADS.format("lead")}
       AND (EXISTS (SELECT 1 FROM teacher_student t WHERE t.teacher_id = lead.member_id
                       AND t.student_id = app_user_id() AND t.ended_at IS NULL)
         OR EXISTS (SELECT 1 FROM guardian w WHERE w.parent_id = lead.member_id AND w.child_id = app_user_id())))"""
"""Whether a teacher or a guardian of whoever asks leads a group."""
_MAY_JOIN = f"(app_may_be_public('open_groups') OR {_LED_BY_MINE})"
"""Who is under age joins only what those lead, or where a guardian allows it."""
_WELCOME = f"""NOT EXISTS (SELECT 1 FROM group_member own
    WHERE own.group_id = {{0}} AND own.status = 'active' AND own.role = 'owner'
      AND NOT {NOT_BLOCKED.format("own.member_id", "app_user_id()")})"""
"""Whether nothing stands between whoever asks and an owner."""
_FOUND = f"""g.joining <> 'invite' AND g.deleted_at IS NULL AND app_user_id() IS NOT NULL
    AND {_WELCOME.format("g.id")} AND {_MAY_JOIN.format("g.id")}"""

GROUP_FUNCTIONS = (
    # The groups that whoever asks is in or has asked to be in; or the one that is wanted, also one they may find.
    # One that was ended is there for its owners, who may bring it back.
    Function(
        "app_group_cards",
        "wanted uuid",
        _CARD,
        f"""{_TOLD}
         WHERE (wanted IS NULL AND me.status IS NOT NULL
             OR g.id = wanted AND (me.status IS NOT NULL OR {_FOUND}))
           AND (g.deleted_at IS NULL OR me.status = 'active' AND me.role = 'owner')
         ORDER BY g.deleted_at IS NOT NULL, lower(g.name), g.id""",
        (WEB,),
    ),
    # Groups that anybody may join, or ask to, which hold every one of these words.
    Function(
        "app_groups_found",
        "words text[], most int",
        _CARD,
        f"""{_TOLD}
         WHERE {_FOUND} AND NOT EXISTS (SELECT 1 FROM unnest(words) AS word WHERE strpos(g.folded, word) = 0)
         ORDER BY lower(g.name), g.id LIMIT most""",
        (WEB,),
    ),
    # The group that a code lets whoever has it into; it is good as long as who made it leads.
    Function(
        "app_group_by_code",
        "hashed bytea",
        _CARD,
        f"""{_TOLD}
         WHERE g.deleted_at IS NULL AND {_WELCOME.format("g.id")} AND EXISTS (
            SELECT 1 FROM group_invites i JOIN group_member by
                ON by.group_id = i.group_id AND by.member_id = i.made_by AND {LEADS.format("by")}
             WHERE i.group_id = g.id AND i.code_hash = hashed AND i.expires_at > now())""",
        (WEB,),
    ),
    Function("app_may_join", "wanted uuid", "boolean", f"SELECT {_MAY_JOIN.format('wanted')}", (WEB,)),
)

_MINE = "(SELECT app_my_groups())::uuid[]"
GROUP_TABLES = {
    "groups": Table(web="SELECT", own=f"id = ANY ({_MINE})"),
    # Everybody says themselves what they show; who has asked to come in is for who leads alone, by a verb.
    "group_member": Table(
        web="SELECT, UPDATE (sharing, named)",
        own=f"group_id = ANY ({_MINE}) AND status = 'active' AND app_stays(member_id) OR member_id = app_user_id()",
        written="member_id = app_user_id()",
    ),
    # A code lets somebody in: like what opens an account, it is for the verbs alone.
    "group_invites": Table(web=""),
    # Read by who is in it, written by who leads it, by a verb.
    **dict.fromkeys(("group_works", "group_challenges"), Table(web="SELECT", own=f"group_id = ANY ({_MINE})")),
    "group_announcements": Table(web="SELECT", own=f"group_id = ANY ({_MINE}) AND app_stays(author_id)"),
}
