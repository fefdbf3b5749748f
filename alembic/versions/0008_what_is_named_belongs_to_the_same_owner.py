"""Whatever a row names belongs to the row's own owner, and nothing may be done merely because PostgreSQL allows it.

A policy looks at ``user_id`` alone, so a row of one's own could name a stranger's session, piece, section, tag or
recording. Foreign keys over (id, user_id) refuse that. The app could not make such rows, so there should be none; where
there are some nonetheless, they are set right first (``STRAYS``), and recordings are never thrown away.
"""

import logging

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

log = logging.getLogger("migrations")

PARENTS = ("practice_sessions", "pieces", "sections", "tags", "recordings")
NAMES = (
    ("recordings", "session_id", "practice_sessions", "CASCADE"),
    ("analyses", "recording_id", "recordings", "CASCADE"),
    ("analyses", "session_id", "practice_sessions", "CASCADE"),
    ("corrections", "session_id", "practice_sessions", "CASCADE"),
    ("sections", "piece_id", "pieces", "CASCADE"),
    ("session_items", "session_id", "practice_sessions", "CASCADE"),
    ("session_items", "piece_id", "pieces", "SET NULL"),
    ("session_items", "section_id", "sections", "SET NULL"),
    ("session_tags", "session_id", "practice_sessions", "CASCADE"),
    ("session_tags", "tag_id", "tags", "CASCADE"),
)

STRAYS = (
    # A recording of one's own on a stranger's session: a session of one's own is made for it, of no length.
    """
    WITH stray AS (
        SELECT r.id, r.user_id, r.created_at, gen_random_uuid() AS session_id
        FROM recordings r JOIN practice_sessions s ON s.id = r.session_id WHERE s.user_id <> r.user_id
    ), made AS (
        INSERT INTO practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, clock_s, instrument, mode,
            note, source, client_updated_at, content_hash, created_at, updated_at)
        SELECT session_id, user_id, created_at, created_at, 'UTC', (created_at AT TIME ZONE 'UTC')::date, 0, '',
            'normal', '', 'edited', created_at, '', now(), now()
        FROM stray
    )
    UPDATE recordings r SET session_id = stray.session_id FROM stray WHERE stray.id = r.id
    """,
    # What was heard goes with its recording; what was heard in a stranger's recording goes.
    """
    UPDATE analyses a SET session_id = r.session_id FROM recordings r
    WHERE r.id = a.recording_id AND r.user_id = a.user_id AND r.session_id <> a.session_id
    """,
    "DELETE FROM analyses a USING recordings r WHERE r.id = a.recording_id AND r.user_id <> a.user_id",
    "DELETE FROM corrections c USING practice_sessions s WHERE s.id = c.session_id AND s.user_id <> c.user_id",
    "DELETE FROM session_tags t USING practice_sessions s WHERE s.id = t.session_id AND s.user_id <> t.user_id",
    "DELETE FROM session_tags t USING tags g WHERE g.id = t.tag_id AND g.user_id <> t.user_id",
    "DELETE FROM session_items i USING practice_sessions s WHERE s.id = i.session_id AND s.user_id <> i.user_id",
    "DELETE FROM sections c USING pieces p WHERE p.id = c.piece_id AND p.user_id <> c.user_id",
    "UPDATE session_items i SET piece_id = NULL FROM pieces p WHERE p.id = i.piece_id AND p.user_id <> i.user_id",
    "UPDATE session_items i SET section_id = NULL FROM sections s WHERE s.id = i.section_id AND s.user_id <> i.user_id",
)

WEB_MAY_CHANGE = "display_name, timezone, locale, instruments, password_hash, updated_at"
BODY = "nullif(current_setting('app.user_id', true), '')::uuid"


def upgrade() -> None:
    for statement in STRAYS:
        found = op.get_bind().execute(sa.text(statement)).rowcount
        if found:
            log.warning("%d rows named what is not their owner's and were set right: %s", found, statement.strip())
    for table in PARENTS:
        op.create_unique_constraint(op.f(f"uq_{table}_id_user_id"), table, ["id", "user_id"])
    for table, column, parent, gone in NAMES:
        op.drop_constraint(op.f(f"fk_{table}_{column}"), table, type_="foreignkey")
        op.create_foreign_key(
            op.f(f"fk_{table}_{column}_user_id"),
            table,
            parent,
            [column, "user_id"],
            ["id", "user_id"],
            ondelete=f"{gone} ({column})" if gone == "SET NULL" else gone,
        )
    # A body that is bound when the function is made looks nothing up by whoever's search path, and is still inlined.
    op.execute(f"CREATE OR REPLACE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE RETURN {BODY}")
    op.execute("REVOKE EXECUTE ON FUNCTION app_user_id() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION app_user_id() TO woodshed_web, woodshed_system")
    op.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC")
    # Nobody makes themselves an administrator, or takes another's e-mail address, by a statement of their own.
    op.execute("REVOKE UPDATE ON users FROM woodshed_web")
    op.execute(f"GRANT UPDATE ({WEB_MAY_CHANGE}) ON users TO woodshed_web")


def downgrade() -> None:
    op.execute("GRANT UPDATE ON users TO woodshed_web")
    op.execute("ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION app_user_id() TO PUBLIC")
    op.execute(f"CREATE OR REPLACE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT {BODY} $$")
    for table, column, parent, gone in reversed(NAMES):
        op.drop_constraint(op.f(f"fk_{table}_{column}_user_id"), table, type_="foreignkey")
        op.create_foreign_key(op.f(f"fk_{table}_{column}"), table, parent, [column], ["id"], ondelete=gone)
    for table in reversed(PARENTS):
        op.drop_constraint(op.f(f"uq_{table}_id_user_id"), table, type_="unique")
