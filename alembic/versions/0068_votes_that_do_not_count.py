"""Votes that do not count, and sums that hold whoever goes and whatever is hidden."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

HEAD = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
# What is locked first, in one order, is counted as it is then: two who go at once leave a sum that is exact.
SCORED = """
        PERFORM 1 FROM {table} WHERE id IN (SELECT {about} FROM gone) ORDER BY id FOR NO KEY UPDATE;
        UPDATE {table} t SET score = (
            SELECT coalesce(sum(v.value), 0) FROM forum_votes v WHERE v.{about} = t.id AND v.reversal_id IS NULL)
         WHERE t.id IN (SELECT {about} FROM gone);
"""
VOTES = f"""
    CREATE FUNCTION forum_votes_gone() {HEAD} AS $$ BEGIN
        {SCORED.format(table="forum_posts", about="post_id")}
        {SCORED.format(table="forum_comments", about="comment_id")}
        RETURN NULL;
    END $$
"""
COUNTED = """
        UPDATE forum_posts p SET (comments, answered) = (
            SELECT count(*), coalesce(bool_or(c.author_id <> p.author_id), false) FROM forum_comments c
             WHERE c.post_id = p.id AND c.hidden_at IS NULL AND c.deleted_at IS NULL)
"""
COMMENTS = f"""
    CREATE FUNCTION forum_comments_gone() {HEAD} AS $$ BEGIN
        PERFORM 1 FROM forum_posts WHERE id IN (SELECT post_id FROM gone) ORDER BY id FOR NO KEY UPDATE;
        {COUNTED} WHERE p.id IN (SELECT post_id FROM gone);
        RETURN NULL;
    END $$
"""
SEEN = f"""
    CREATE FUNCTION forum_comment_seen() {HEAD} AS $$ BEGIN
        PERFORM 1 FROM forum_posts WHERE id = NEW.post_id FOR NO KEY UPDATE;
        {COUNTED} WHERE p.id = NEW.post_id;
        RETURN NULL;
    END $$
"""
LISTED = f"""
    CREATE FUNCTION forum_post_seen() {HEAD} AS $$ BEGIN
        DELETE FROM forum_post_tags WHERE post_id = NEW.id;
        IF NEW.hidden_at IS NULL AND NEW.deleted_at IS NULL AND NEW.published_at IS NOT NULL
           AND NEW.group_id IS NULL THEN
            INSERT INTO forum_post_tags (post_id, tag, author_id, at)
            SELECT DISTINCT NEW.id, t.tag, NEW.author_id, NEW.published_at
              FROM unnest(NEW.auto_tags || NEW.tags) AS t (tag);
        END IF;
        RETURN NULL;
    END $$
"""
LOGGED = {
    "kind": ("post", "comment", "user", "recording", "group", "partner_request", "votes"),
    "action": (
        *("dismiss", "hide", "warn", "lock", "suspend", "ban", "appeal_granted", "appeal_refused"),
        *("reversed", "restored"),
    ),
}
TRIGGERS = {
    "forum_votes_gone": "AFTER DELETE ON forum_votes REFERENCING OLD TABLE AS gone FOR EACH STATEMENT",
    "forum_comments_gone": "AFTER DELETE ON forum_comments REFERENCING OLD TABLE AS gone FOR EACH STATEMENT",
    "forum_comment_seen": "AFTER UPDATE OF hidden_at, deleted_at ON forum_comments FOR EACH ROW"
    " WHEN ((OLD.hidden_at, OLD.deleted_at) IS DISTINCT FROM (NEW.hidden_at, NEW.deleted_at))",
    "forum_post_seen": "AFTER UPDATE OF hidden_at ON forum_posts FOR EACH ROW"
    " WHEN (OLD.hidden_at IS DISTINCT FROM NEW.hidden_at)",
}


def upgrade() -> None:
    op.create_table(
        "forum_reversals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voter_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("undone_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('serial', 'ring')", name=op.f("ck_forum_reversals_kind")),
        sa.CheckConstraint("votes > 0", name=op.f("ck_forum_reversals_votes")),
        sa.ForeignKeyConstraint(
            ["voter_id"], ["users.id"], name=op.f("fk_forum_reversals_voter_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_forum_reversals_author_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_reversals")),
    )
    op.create_index("ix_forum_reversals_voter_id", "forum_reversals", ["voter_id"])
    op.create_index("ix_forum_reversals_author_id", "forum_reversals", ["author_id"])
    op.create_index("ix_forum_reversals_at", "forum_reversals", ["at"])
    op.add_column("forum_votes", sa.Column("reversal_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_forum_votes_reversal_id"),
        "forum_votes",
        "forum_reversals",
        ["reversal_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(
        "ix_forum_votes_reversal_id",
        "forum_votes",
        ["reversal_id"],
        postgresql_where=sa.text("reversal_id IS NOT NULL"),
    )
    for column, words in LOGGED.items():
        op.drop_constraint(op.f(f"ck_moderation_log_{column}"), "moderation_log", type_="check")
        listed = ", ".join(f"'{word}'" for word in words)
        op.create_check_constraint(op.f(f"ck_moderation_log_{column}"), "moderation_log", f"{column} IN ({listed})")
    for function in (VOTES, COMMENTS, SEEN, LISTED):
        op.execute(function)
    for name, when in TRIGGERS.items():
        op.execute(f"REVOKE EXECUTE ON FUNCTION {name}() FROM PUBLIC")
        op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    for name, when in TRIGGERS.items():
        table = when.partition(" ON ")[2].partition(" ")[0]
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}()")
    op.execute("DELETE FROM moderation_log WHERE kind = 'votes'")
    for column, words in LOGGED.items():
        op.drop_constraint(op.f(f"ck_moderation_log_{column}"), "moderation_log", type_="check")
        listed = ", ".join(f"'{word}'" for word in words if word not in ("votes", "reversed", "restored"))
        op.create_check_constraint(op.f(f"ck_moderation_log_{column}"), "moderation_log", f"{column} IN ({listed})")
    op.drop_column("forum_votes", "reversal_id")
    op.drop_table("forum_reversals")
