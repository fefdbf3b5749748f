"""Reports, and who writes to nobody for a while, in PostgreSQL's words; `policies.py` takes it in.

What was reported by whom, and which moderator did what, the web role never sees: moderators go through verbs that ask
for their office. Everybody reads what they reported themselves, and what was done about something of theirs.
"""

from shapes import Function, Table

from practice_app.database import DbRole

WEB, READER = DbRole.WEB, DbRole.READER

MODERATION_FUNCTIONS = (
    # The things of one kind that whoever asks has reported: they are shown to them no more.
    Function(
        "app_reported",
        "what text",
        "uuid[]",
        "SELECT coalesce(array_agg(r.subject_id), '{}') FROM reports_made r"
        " WHERE r.reporter_id = app_user_id() AND r.kind = what",
        (WEB, READER),
    ),
    # Whether whoever asks may write to others: nobody has asked them not to, for now.
    Function(
        "app_may_speak",
        "",
        "boolean",
        """
        SELECT NOT EXISTS (SELECT 1 FROM silences s WHERE s.person_id = app_user_id() AND s.ended_at IS NULL
            AND (s.until IS NULL OR s.until > now()))
        """,
        (WEB,),
    ),
)

_OF_A_PERSON = "person_id = app_user_id()"
MODERATION_TABLES = {
    "reports": Table(web=""),
    "machine_looks": Table(web=""),
    "reports_made": Table(web="SELECT", own="reporter_id = app_user_id()"),
    "measures": Table(web="SELECT", own=_OF_A_PERSON),
    "appeals": Table(web="SELECT", own=_OF_A_PERSON),
    "silences": Table(web="SELECT", own=_OF_A_PERSON),
    "moderation_log": Table(web="", system="SELECT, INSERT"),  # nobody takes anything out of it
}
