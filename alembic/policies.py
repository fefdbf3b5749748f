"""Who may see and change which rows, in PostgreSQL's own words; all of it, written once.

`applying.py` brings it about when the tables are at the newest migration and the database says otherwise. A new table
needs a line in ``TABLES``, or nobody sees it. One role for each way of reading, one equality in each policy: with
several conditions joined by OR, PostgreSQL would plan each query of one's own for long and read whole tables.

Functions are ``SECURITY DEFINER`` where they look at what the asking role may not see: they belong to the tables'
owner, whom row-level security does not bind, and find everything in ``public`` whatever the caller's search path is.
"""

from conditions import (
    ANALYSIS_TOLD,
    AS_MEMBER,
    BY_LINK,
    DAY_TOLD,
    HEARD_BY_LINK,
    ITEM_TOLD,
    JOB_ASKED,
    JOB_ASKED_AGAIN,
    LINK_MADE,
    NAMED_BY_LINK,
    NOT_BLOCKED,
    PERSON_TOLD,
    PIECE_READ,
    PIECE_TOLD,
    RECORDING_TOLD,
    SECTION_TOLD,
    SESSION_IS_THERE,
    SESSION_TOLD,
    SESSION_TOLD_BY_LINK,
    SHOWN_TO_OTHERS,
    STAYS,
    SUBJECTS,
    TAKE_HEARD,
    WEB_MAY_CHANGE,
)
from counting import COUNTING
from feedback_rules import FEEDBACK_FUNCTIONS, FEEDBACK_TABLES
from forum_rules import FORUM_FUNCTIONS, FORUM_TABLES
from group_challenges import GROUP_CHALLENGES
from group_figures import GROUP_FIGURES
from group_rules import GROUP_FUNCTIONS, GROUP_TABLES
from homework_rules import HOMEWORK_FUNCTIONS, HOMEWORK_TABLES
from lesson_rules import LESSON_FUNCTIONS, LESSON_TABLES
from linking import LINKING
from moderation_rules import MODERATION_FUNCTIONS, MODERATION_TABLES
from partner_rules import PARTNER_FUNCTIONS, PARTNER_TABLES
from reading import (
    AS_READER,
    DAY_ITEMS_READ,
    DAYS_READ,
    IN_A_SESSION,
    PIECES_READ,
    READ,
    SECTIONS_READ,
)
from search_rules import SEARCH_FUNCTIONS, SEARCH_TABLES
from shapes import Function, Table
from studying import NOTED, STUDYING
from tag_rules import TAG_FUNCTIONS, TAG_TABLES
from visiting import PROFILE_TOLD, VISITED, VISITED_TOLD, VISITING
from ways import WAYS

from practice_app import ages
from practice_app.database import DbRole

WEB, SYSTEM, READER, MEMBER, LINK = DbRole.WEB, DbRole.SYSTEM, DbRole.READER, DbRole.MEMBER, DbRole.LINK
VISITOR = DbRole.VISITOR
READING = (READER, MEMBER, LINK, VISITOR)


READS = f"""
    SELECT 'teacher' AS relation, CASE WHEN t.history THEN '-infinity' ELSE t.since END AS since FROM teacher_student t
     WHERE t.teacher_id = app_user_id() AND t.student_id = subject AND t.ended_at IS NULL
       AND {NOT_BLOCKED.format("t.student_id", "t.teacher_id")} AND {STAYS.format("subject")}
    UNION ALL
    SELECT 'guardian', '-infinity' FROM guardian g WHERE g.parent_id = app_user_id() AND g.child_id = subject
       AND {STAYS.format("subject")}
"""

FUNCTIONS = (
    # Plain, so that it becomes the condition of an index.
    Function("app_subject_id", "", "uuid", "nullif(current_setting('app.subject_id', true), '')::uuid", READING, False),
    # From when on whoever asks reads this person's practice as their teacher or guardian; null: not at all.
    Function(
        "app_reads_from",
        "subject uuid",
        "timestamptz",
        f"SELECT min(found.since) FROM ({READS}) AS found",
        (READER,),
    ),
    # Whether whoever asks is in a group with this person in which they show their sessions.
    Function(
        "app_reads_as_member",
        "subject uuid",
        "boolean",
        f"""
        SELECT EXISTS (
            SELECT 1 FROM group_member me JOIN group_member them ON them.group_id = me.group_id
              JOIN groups g ON g.id = me.group_id AND g.deleted_at IS NULL
             WHERE me.member_id = app_user_id() AND me.status = 'active'
               AND them.member_id = subject AND them.status = 'active' AND them.sharing = 'sessions'
               AND subject <> me.member_id
        ) AND {NOT_BLOCKED.format("subject", "app_user_id()")} AND {STAYS.format("subject")}
        """,
        (MEMBER,),
    ),
    *COUNTING,
    *LINKING,
    *LESSON_FUNCTIONS,
    *FEEDBACK_FUNCTIONS,
    # Whether whoever asks may do what shows them to strangers: `services/shared/standing.may_be_public`.
    Function(
        "app_may_be_public",
        "what text",
        "boolean",
        f"""
        SELECT EXISTS (SELECT 1 FROM users u WHERE u.id = app_user_id() AND (what = ANY (u.allows)
            OR {ages.of_age_sql("u")} AND (what <> 'partners' OR {ages.grown_sql("u")})))
        """,
        (WEB,),
    ),
    # Whether somebody is not leaving: facts that two share are shown to the other while both stay.
    Function("app_stays", "person uuid", "boolean", f"SELECT {STAYS.format('person')}", (WEB, READER)),
    # The groups that whoever asks is in.
    Function(
        "app_my_groups",
        "",
        "uuid[]",
        "SELECT array_agg(m.group_id) FROM group_member m WHERE m.member_id = app_user_id() AND m.status = 'active'",
        (WEB,),
    ),
    *VISITING,
    # How whoever asks stands to this person, and what that shows at all begins when.
    Function(
        "app_relations",
        "subject uuid",
        "TABLE (relation text, since timestamptz)",
        f"{READS} UNION ALL SELECT 'member', '-infinity' WHERE app_reads_as_member(subject)",
        (),
    ),
    *WAYS,
    *READ,
    # Where the media of a recording lie that is shown to teachers: the one way to a key for anybody but its owner.
    Function(
        "app_shared_media",
        "wanted uuid",
        "TABLE (object_key text, rendition_key text, waveform_key text, made jsonb)",
        f"""
        SELECT {SHOWN_TO_OTHERS}
          FROM recordings r JOIN practice_sessions s ON s.id = r.session_id
         WHERE r.id = wanted AND r.shared AND {SESSION_IS_THERE} AND s.started_at >= app_reads_from(r.user_id)
        """,
        (READER,),
    ),
    *STUDYING,
    *HOMEWORK_FUNCTIONS,
    *TAG_FUNCTIONS,
    *MODERATION_FUNCTIONS,
    *FORUM_FUNCTIONS,
    *GROUP_FUNCTIONS,
    *GROUP_FIGURES,
    *SEARCH_FUNCTIONS,
    *GROUP_CHALLENGES,
    *PARTNER_FUNCTIONS,
)

TABLES = {
    "users": Table(
        web=f"SELECT, UPDATE ({WEB_MAY_CHANGE})",
        own="id = app_user_id()",
        reads={
            READER: (AS_READER.replace("user_id", "id", 1), PERSON_TOLD),
            VISITOR: (VISITED.format("id"), VISITED_TOLD),
        },
    ),
    "pictures": Table(web="SELECT, INSERT"),
    "profiles": Table(web="SELECT, INSERT, UPDATE", reads={VISITOR: (VISITED.format("user_id"), PROFILE_TOLD)}),
    "auth_sessions": Table(web="SELECT, UPDATE (last_seen_at, expires_at, revoked_at)"),  # proofs are the system's
    "passkeys": Table(web="SELECT, UPDATE (name), DELETE"),  # only what was verified is written
    "recovery_codes": Table(web=""),  # shown once, when they are made
    # Read by its owner; written once, by the system: whoever got into an account can't cover their tracks.
    "audit": Table(web="SELECT", system="SELECT, INSERT, DELETE"),
    # What opens an account is for signing in alone to look at; nobody, not even whose it is, reads it or makes one.
    "mail_tokens": Table(web=""),
    # Read by whose account it is about and by who gave it; written by the verbs alone.
    "consents": Table(web="SELECT", own="user_id = app_user_id() OR given_by = app_user_id() AND app_stays(user_id)"),
    # Whoever came by a provider proved it to the system, which writes it down; its owner looks at it and lets it go.
    "identities": Table(web="SELECT, DELETE"),
    "farewells": Table(web=""),  # nobody's any more
    # A code makes somebody a guardian: like what opens an account, it is for the verbs alone.
    "guardian_invites": Table(web=""),
    "family_devices": Table(web="SELECT"),
    "practice_sessions": Table(
        reads={
            READER: (
                f"{SUBJECTS} AND deleted_at IS NULL AND started_at >= (SELECT app_reads_from(app_subject_id()))",
                "",
            ),
            MEMBER: (f"{AS_MEMBER} AND deleted_at IS NULL", SESSION_TOLD),
            LINK: (f"id = {BY_LINK}", SESSION_TOLD_BY_LINK),
        }
    ),
    "session_items": Table(
        reads={
            READER: (IN_A_SESSION.format("session_items"), ""),
            MEMBER: (IN_A_SESSION.format("session_items"), ""),
            LINK: (f"session_id = {BY_LINK}", ITEM_TOLD),
        }
    ),
    "works": Table(web="SELECT", own="true", reads={READER: ("true", "")}),  # everybody's alike, and nobody's to write
    "sheets": Table(web="SELECT, INSERT, UPDATE (shown)"),
    "pieces": Table(
        reads={READER: (PIECES_READ, PIECE_READ), MEMBER: (AS_MEMBER, PIECE_TOLD), LINK: (NAMED_BY_LINK, PIECE_TOLD)}
    ),
    "sections": Table(
        reads={READER: (SECTIONS_READ, ""), MEMBER: (AS_MEMBER, SECTION_TOLD), LINK: (NAMED_BY_LINK, SECTION_TOLD)}
    ),
    **TAG_TABLES,
    "goals": Table(),
    "rest_days": Table(reads={READER: (AS_READER, "")}),  # without them a streak would be another
    "recordings": Table(
        reads={
            READER: (IN_A_SESSION.format("recordings"), RECORDING_TOLD),
            LINK: (HEARD_BY_LINK.format("id"), TAKE_HEARD),
        }
    ),
    # Made by the workers; others are told where by `app_shared_media` alone.
    "renditions": Table(web="SELECT"),
    "analyses": Table(
        web="SELECT, DELETE, UPDATE (metrics, curves)",  # how a tempo is read; what was heard is a worker's to say
        reads={
            READER: (IN_A_SESSION.format("analyses"), ""),
            LINK: (HEARD_BY_LINK.format("recording_id"), ANALYSIS_TOLD),
        },
    ),
    "corrections": Table(reads={READER: (IN_A_SESSION.format("corrections"), "")}),
    # Who waits for a job sees how far it is; they may ask for one and take that back, the rest is the workers'.
    "jobs": Table(
        web=f"SELECT, INSERT ({JOB_ASKED}), UPDATE ({JOB_ASKED_AGAIN})",
        written="user_id = app_user_id() AND status IN ('queued', 'cancelled')",
    ),
    # One asks for an export and takes that back; what it is, and where it lies, the worker says.
    "exports": Table(
        web="SELECT, INSERT (id, user_id, status, created_at, updated_at), UPDATE (status, failure, updated_at)",
        written="user_id = app_user_id() AND status IN ('queued', 'gone')",
    ),
    "imports": Table(),
    # Made of one's own sessions by whoever changes them. A partition is nobody's to read by its name.
    "practice_metrics": Table(
        web="SELECT, INSERT, DELETE", reads={READER: (IN_A_SESSION.format("practice_metrics"), "")}
    ),
    "practice_days": Table(
        web="SELECT, INSERT, DELETE",
        reads={
            READER: (DAYS_READ, ""),
            LINK: ("user_id = (SELECT app_shared_person()) AND local_day > current_date - 92", DAY_TOLD),
        },
    ),
    "practice_day_items": Table(web="SELECT, INSERT, DELETE", reads={READER: (DAY_ITEMS_READ, "")}),
    # Made of days, and read by one's groups through functions alone.
    **dict.fromkeys(
        ("practice_months", "practice_month_instruments", "practice_month_pieces"), Table(web="SELECT, INSERT, DELETE")
    ),
    "rolled_up": Table(),
    "advice": Table(),
    # One asks for a comparison, and asks again; what comes of it the worker says.
    "comparisons": Table(
        written="user_id = app_user_id() AND status = 'queued' AND found IS NULL",
    ),
    # One sends what one says; what is made of it, and where that lies, the worker says.
    "voices": Table(
        web="SELECT, INSERT (id, user_id, mime_type, status, object_key, bytes, created_at, updated_at),"
        " UPDATE (status, upload_id, updated_at)",
        written="user_id = app_user_id() AND status IN ('uploading', 'queued')",
    ),
    "merits": Table(),
    "awards": Table(),
    "challenges": Table(),
    # Told by the deeds of others, which write as the system: whoever is told reads it, and notes that they did.
    "notifications": Table(web="SELECT, UPDATE (read_at)"),
    "notification_choices": Table(),
    "push_subscriptions": Table(web="SELECT, INSERT, DELETE"),
    "notification_deliveries": Table(web=""),  # written with what is told, and sent, by the system
    # A code brings the two together, by a verb of its own; either of them ends it. What came before is the student's
    # alone to show: whatever row a teacher writes has ended.
    "teacher_student": Table(
        web="SELECT, UPDATE (ended_at, history)",
        own="teacher_id = app_user_id() AND app_stays(student_id)"
        " OR student_id = app_user_id() AND app_stays(teacher_id)",
        written="student_id = app_user_id() OR teacher_id = app_user_id() AND ended_at IS NOT NULL",
    ),
    "teacher_notes": NOTED,
    # A code lets somebody in: like what opens an account, it is for the verbs alone.
    "teacher_invites": Table(web=""),
    "guardian": Table(
        web="SELECT",
        own="parent_id = app_user_id() AND app_stays(child_id) OR child_id = app_user_id() AND app_stays(parent_id)",
    ),
    **GROUP_TABLES,
    # Who is under age makes a link only if a guardian allows it; to end one is everybody's own.
    "share": Table(
        web=f"SELECT, INSERT ({LINK_MADE}), UPDATE (expires_at, revoked_at)",  # what is counted, nobody writes
        written="user_id = app_user_id() AND (revoked_at IS NOT NULL OR (SELECT app_may_be_public('public_shares')))",
    ),
    "block": Table(web="SELECT, INSERT, DELETE", own="blocker_id = app_user_id()"),
    **LESSON_TABLES,
    **HOMEWORK_TABLES,
    **FEEDBACK_TABLES,
    **FORUM_TABLES,
    **SEARCH_TABLES,
    **PARTNER_TABLES,
    **MODERATION_TABLES,
}


def statements() -> list[str]:
    """Everything there is to say, in order."""
    out = [line for function in FUNCTIONS for line in _made(function)]
    return out + [line for name, table in TABLES.items() for line in _guarded(name, table)]


def _made(function: Function) -> list[str]:
    head = f"CREATE FUNCTION {function.name}({function.takes}) RETURNS {function.gives}"
    told = f" SET {function.settings}" if function.settings else ""
    if function.definer:
        body = f"SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp{told} AS $$ {function.body} $$"
    else:
        body = f"RETURN {function.body}"
    types = ", ".join(one.split()[-1] for one in function.takes.split(",") if one)
    called = f"{function.name}({types})"
    given = [f"GRANT EXECUTE ON FUNCTION {called} TO {', '.join(function.may)}"] if function.may else []
    return [
        f"{head} LANGUAGE sql STABLE PARALLEL SAFE {body}",
        f"REVOKE EXECUTE ON FUNCTION {called} FROM PUBLIC",
        *given,
    ]


def _guarded(name: str, table: Table) -> list[str]:
    own = [
        f"GRANT {table.web} ON {name} TO {WEB}",
        f"CREATE POLICY own ON {name} TO {WEB} USING ({table.own}) WITH CHECK ({table.written or table.own})",
    ]
    out = [
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"REVOKE ALL ON {name} FROM PUBLIC, {', '.join(DbRole)}",
        *(own if table.web else ()),
        f"GRANT {table.system} ON {name} TO {SYSTEM}",
        f"CREATE POLICY system ON {name} TO {SYSTEM} USING (true) WITH CHECK (true)",
    ]
    for role, (rows, columns) in table.reads.items():
        out.append(f"GRANT SELECT{f' ({columns})' if columns else ''} ON {name} TO {role}")
        out.append(f"CREATE POLICY {role.removeprefix('woodshed_')} ON {name} FOR SELECT TO {role} USING ({rows})")
    return out
