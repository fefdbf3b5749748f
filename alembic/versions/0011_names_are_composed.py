"""Names are kept composed (NFC), and tags that only looked like two are one.

The oldest of them stays; sessions that had another have that one, the others rest like any tag taken away.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ONE_OF = """
    WITH one AS (
      SELECT id, first_value(id) OVER (PARTITION BY user_id, lower(normalize(name, NFKC)) ORDER BY created_at, id) AS kept
        FROM tags WHERE deleted_at IS NULL),
    doubled AS (SELECT id, kept FROM one WHERE id <> kept)
"""
TEXTS = (
    ("users", "display_name", 80),
    ("pieces", "title", 200),
    ("pieces", "composer", 200),
    ("sections", "title", 200),
    ("tags", "name", 40),
    ("practice_sessions", "instrument", 60),
    ("practice_sessions", "note", 10_000),
)
LISTS = (("users", "instruments"), ("practice_sessions", "focus"))


def upgrade() -> None:
    op.execute(
        f"{ONE_OF} INSERT INTO session_tags (session_id, user_id, tag_id)"
        " SELECT t.session_id, t.user_id, d.kept FROM session_tags t JOIN doubled d ON d.id = t.tag_id"
        " ON CONFLICT DO NOTHING"
    )
    op.execute(f"{ONE_OF} DELETE FROM session_tags WHERE tag_id IN (SELECT id FROM doubled)")
    op.execute(f"{ONE_OF} UPDATE tags SET deleted_at = now() WHERE id IN (SELECT id FROM doubled)")
    for table, column, most in TEXTS:
        composed = f"left(normalize({column}, NFC), {most})"
        op.execute(f"UPDATE {table} SET {column} = {composed} WHERE {column} IS NOT NFC NORMALIZED")
    for table, column in LISTS:
        words = f"SELECT left(normalize(w, NFC), 60) FROM unnest({column}) WITH ORDINALITY AS u(w, n) ORDER BY n"
        op.execute(f"UPDATE {table} SET {column} = ARRAY({words}) WHERE {column}::text IS NOT NFC NORMALIZED")


def downgrade() -> None:
    """Nothing to undo: what was composed looks as it did."""
