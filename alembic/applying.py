"""How the database comes to say what `policies.py` says, however it came by its tables."""

import hashlib

from policies import READING, TABLES, statements
from shapes import Table
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from practice_app.database import DbRole

PATIENCE = "1s"
"""So long a table is waited for, and those who want it then wait behind us."""
PLAIN = Table.own
"""Whose a row is, said without a function of ours but the one that tells who asks, which a migration made."""


def bring_about(connection: Connection, tries: int = 20) -> bool:
    """Bring the database to what is said here and commit; tell whether it was otherwise.

    Each table is locked while web and workers may be running: whoever waits for one does so for moments only, and when
    each waited for the other, or somebody held one for long, it is tried again.
    """
    for left in reversed(range(tries)):
        try:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            changed = apply(connection)
            connection.commit()
        except OperationalError:
            connection.rollback()
            if not left:
                raise
        else:
            return changed
    return False


def apply(connection: Connection) -> bool:
    """Say all of it in this transaction, unless the database says so already; tell whether it was otherwise."""
    said = hashlib.sha256("\n".join(statements()).encode()).hexdigest()
    if _noted(connection) == f"{said} {_found(connection)}":
        return False
    for statement in [*_policies(connection, tuple(TABLES), tuple(DbRole)), *_functions(connection)]:
        connection.exec_driver_sql(statement)
    for statement in statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{said} {_found(connection)}'")
    return True


def withdraw(connection: Connection) -> None:
    """Take back what earlier tables don't know; who owns a row still sees it, where no function has to be asked.

    Rows of which only a function tells whose they are nobody sees, until a release says again who does.
    """
    let_go(connection)
    for statement in [*_asking(connection), *_functions(connection)]:
        connection.exec_driver_sql(statement)


def let_go(connection: Connection) -> None:
    """Take back what others read, before tables go: a policy that looks at another table would hold that."""
    for statement in _policies(connection, tuple(TABLES), READING):
        connection.exec_driver_sql(statement)


def _policies(connection: Connection, tables: tuple[str, ...], roles: tuple[DbRole, ...]) -> list[str]:
    """What drops the policies of these roles on these tables."""
    found = connection.execute(
        text(
            "SELECT format('DROP POLICY %I ON %I', policyname, tablename) FROM pg_policies"
            " WHERE schemaname = 'public' AND tablename = ANY (:tables) AND roles && CAST(:roles AS name[])"
        ),
        {"tables": list(tables), "roles": list(roles)},
    )
    return list(found.scalars())


def _asking(connection: Connection) -> list[str]:
    """What makes do without our functions the policies that ask one: only what is plainly one's own stays."""
    found = connection.execute(
        text(
            "SELECT DISTINCT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
            " JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid"
            " AND d.refclassid = 'pg_proc'::regclass JOIN pg_proc f ON f.oid = d.refobjid"
            " WHERE f.pronamespace = 'public'::regnamespace AND starts_with(f.proname, 'app_')"
            " AND f.proname <> 'app_user_id'"
        )
    )
    return [
        f"ALTER POLICY {policy} ON {table} USING ({PLAIN}) WITH CHECK ({PLAIN})"
        if TABLES[table].written == PLAIN
        else f"DROP POLICY {policy} ON {table}"
        for table, policy in found
    ]


def _functions(connection: Connection) -> list[str]:
    """What drops our functions, once no policy asks them."""
    found = connection.execute(
        text(
            "SELECT format('DROP FUNCTION %s', oid::regprocedure) FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND starts_with(proname, 'app_') AND proname <> 'app_user_id'"
        )
    )
    return list(found.scalars())


def _noted(connection: Connection) -> str:
    """What was said when it was last applied, and what the database looked like then."""
    return connection.scalar(text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')")) or ""


def _found(connection: Connection) -> str:
    """A fingerprint of what the database says now: a dump may carry no rights, and hands change them."""
    return connection.scalar(
        text("""
        SELECT md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")) FROM (
            SELECT concat_ws(' ', tablename, policyname, roles::text, cmd, qual, with_check) FROM pg_policies
             WHERE schemaname = 'public'
            UNION ALL SELECT concat_ws(' ', relname, relrowsecurity, relacl::text) FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'alembic_version'
            UNION ALL SELECT concat_ws(' ', attrelid::regclass, attname, attacl::text) FROM pg_attribute
             WHERE attacl IS NOT NULL AND attrelid IN (
                SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
            UNION ALL SELECT concat_ws(' ', pg_get_functiondef(oid), proacl::text) FROM pg_proc
             WHERE pronamespace = 'public'::regnamespace AND starts_with(proname, 'app_')
        ) AS said (line)
        """)
    )
