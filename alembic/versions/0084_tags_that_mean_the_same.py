"""Tags that were joined into others: what is shown again is listed under the one that stays, too."""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None

HEAD = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
LISTED = """
    CREATE OR REPLACE FUNCTION forum_post_seen() {head} AS $$ BEGIN
        DELETE FROM forum_post_tags WHERE post_id = NEW.id;
        IF NEW.hidden_at IS NULL AND NEW.deleted_at IS NULL AND NEW.published_at IS NOT NULL
           AND NEW.group_id IS NULL THEN
            INSERT INTO forum_post_tags (post_id, tag, author_id, at)
            SELECT DISTINCT NEW.id, t.tag, NEW.author_id, NEW.published_at
              FROM ({tags}) AS t (tag);
        END IF;
        RETURN NULL;
    END $$
"""
OWN = "SELECT unnest(NEW.auto_tags || NEW.tags)"
STAYS = """ UNION SELECT j.joined_to FROM forum_tags j
                    WHERE j.name = ANY (NEW.auto_tags || NEW.tags) AND j.joined_to IS NOT NULL"""
LOGGED = {
    "kind": ("post", "comment", "user", "recording", "group", "partner_request", "votes", "tag"),
    "action": (
        *("dismiss", "hide", "warn", "lock", "suspend", "ban", "appeal_granted", "appeal_refused"),
        *("reversed", "restored", "joined", "parted"),
    ),
}
NEW = ("tag", "joined", "parted")


def upgrade() -> None:
    op.add_column("forum_tags", sa.Column("joined_to", sa.String(), nullable=True))
    op.add_column("forum_tags", sa.Column("joined_at", sa.TIMESTAMP(timezone=True), nullable=True))
    _constrain("forum_tags", "fk_forum_tags_joined_to", "FOREIGN KEY (joined_to) REFERENCES forum_tags (name)")
    _constrain("forum_tags", "ck_forum_tags_joined", "CHECK (joined_to <> name)")
    op.execute(LISTED.format(head=HEAD, tags=OWN + STAYS))
    _log(())


def downgrade() -> None:
    op.execute("DELETE FROM moderation_log WHERE kind = 'tag'")
    _log(NEW)
    op.execute(LISTED.format(head=HEAD, tags=OWN))
    op.execute(
        """
        DELETE FROM forum_post_tags t USING forum_posts p
         WHERE p.id = t.post_id AND t.tag IN (SELECT joined_to FROM forum_tags)
           AND NOT t.tag = ANY (p.tags || p.auto_tags)
        """
    )
    op.drop_column("forum_tags", "joined_at")
    op.drop_column("forum_tags", "joined_to")


def _log(without: tuple[str, ...]) -> None:
    for column, words in LOGGED.items():
        listed = ", ".join(f"'{word}'" for word in words if word not in without)
        op.execute(f"ALTER TABLE moderation_log DROP CONSTRAINT ck_moderation_log_{column}")
        _constrain("moderation_log", f"ck_moderation_log_{column}", f"CHECK ({column} IN ({listed}))")


def _constrain(table: str, name: str, what: str) -> None:
    op.execute("ALTER TABLE {} ADD CONSTRAINT {} {} NOT VALID".format(table, name, what))  # noqa: UP032 - one text
    op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
