"""The community's board: posts, what is said below them, tags, votes, looks, following."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

ON_THE_BOARD = "published_at IS NOT NULL AND hidden_at IS NULL AND deleted_at IS NULL AND group_id IS NULL"
TABLES = (
    "forum_tags",
    "forum_posts",
    "forum_comments",
    "forum_follows",
    "forum_post_tags",
    "forum_views",
    "forum_edits",
    "forum_votes",
)


def upgrade() -> None:
    _make_tags()
    _make_posts()
    _make_comments()
    _make_follows()
    _make_post_tags()
    _make_views()
    _make_edits()
    _make_votes()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_tags() -> None:
    op.create_table(
        "forum_tags",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('instrument', 'technique', 'work', 'general')", name=op.f("ck_forum_tags_kind")
        ),
        sa.CheckConstraint("char_length(name) <= 40", name=op.f("ck_forum_tags_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_forum_tags_name")),
    )


def _make_posts() -> None:
    op.create_table(
        "forum_posts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body_md", sa.String(), nullable=False),
        sa.Column("body_html", sa.String(), nullable=False),
        sa.Column("auto_tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("work_id", sa.Uuid(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("score", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("views", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("comments", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("answered", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("published_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("edited_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("closed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("category IN ('tip', 'question', 'free')", name=op.f("ck_forum_posts_category")),
        sa.CheckConstraint("published_at IS NULL OR title <> ''", name=op.f("ck_forum_posts_title")),
        sa.CheckConstraint(
            "cardinality(auto_tags) <= 20 AND cardinality(tags) <= 10", name=op.f("ck_forum_posts_tags")
        ),
        sa.CheckConstraint("char_length(body_html) <= 400000", name=op.f("ck_forum_posts_body_html_length")),
        sa.CheckConstraint("char_length(body_md) <= 20000", name=op.f("ck_forum_posts_body_md_length")),
        sa.CheckConstraint("char_length(title) <= 200", name=op.f("ck_forum_posts_title_length")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_forum_posts_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_forum_posts_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name=op.f("fk_forum_posts_work_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_posts")),
    )
    op.create_index(
        "ix_forum_posts_author", "forum_posts", ["author_id", sa.text("created_at DESC"), sa.text("id DESC")]
    )
    op.create_index(
        "ix_forum_posts_board",
        "forum_posts",
        [sa.text("published_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text(ON_THE_BOARD),
    )
    op.create_index(
        "ix_forum_posts_category",
        "forum_posts",
        ["category", sa.text("published_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text(ON_THE_BOARD),
    )
    op.create_index(
        "ix_forum_posts_group",
        "forum_posts",
        ["group_id", sa.text("published_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text("group_id IS NOT NULL"),
    )
    op.create_index(
        "ix_forum_posts_top",
        "forum_posts",
        [sa.text("score DESC"), sa.text("published_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text(ON_THE_BOARD),
    )
    op.create_index(
        "ix_forum_posts_unanswered",
        "forum_posts",
        [sa.text("published_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text(f"{ON_THE_BOARD} AND category = 'question' AND NOT answered"),
    )
    op.create_index(
        "ix_forum_posts_work",
        "forum_posts",
        ["work_id", sa.text("published_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text("work_id IS NOT NULL"),
    )


def _make_comments() -> None:
    op.create_table(
        "forum_comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("body_md", sa.String(), nullable=False),
        sa.Column("body_html", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("accepted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("edited_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("char_length(body_html) <= 400000", name=op.f("ck_forum_comments_body_html_length")),
        sa.CheckConstraint("char_length(body_md) <= 20000", name=op.f("ck_forum_comments_body_md_length")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_forum_comments_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["forum_comments.id"], name=op.f("fk_forum_comments_parent_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_comments_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_comments")),
    )
    op.create_index(
        "ix_forum_comments_author", "forum_comments", ["author_id", sa.text("created_at DESC"), sa.text("id DESC")]
    )
    op.create_index(
        "ix_forum_comments_parent",
        "forum_comments",
        ["parent_id"],
        postgresql_where=sa.text("parent_id IS NOT NULL"),
    )
    op.create_index("ix_forum_comments_post", "forum_comments", ["post_id", "created_at", "id"])
    op.create_index(
        "uq_forum_comments_accepted",
        "forum_comments",
        ["post_id"],
        unique=True,
        postgresql_where=sa.text("accepted_at IS NOT NULL"),
    )


def _make_follows() -> None:
    op.create_table(
        "forum_follows",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("follower_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("tag", sa.String(), nullable=True),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("char_length(tag) <= 40", name=op.f("ck_forum_follows_tag_length")),
        sa.CheckConstraint("follower_id <> person_id", name=op.f("ck_forum_follows_two_people")),
        sa.CheckConstraint("num_nonnulls(post_id, person_id, tag) = 1", name=op.f("ck_forum_follows_about_one")),
        sa.ForeignKeyConstraint(
            ["follower_id"], ["users.id"], name=op.f("fk_forum_follows_follower_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_forum_follows_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_follows_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_follows")),
    )
    op.create_index("ix_forum_follows_follower", "forum_follows", ["follower_id", "at"])
    op.create_index("uq_forum_follows_person", "forum_follows", ["person_id", "follower_id"], unique=True)
    op.create_index("uq_forum_follows_post", "forum_follows", ["post_id", "follower_id"], unique=True)
    op.create_index("uq_forum_follows_tag", "forum_follows", ["tag", "follower_id"], unique=True)


def _make_post_tags() -> None:
    op.create_table(
        "forum_post_tags",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("char_length(tag) <= 40", name=op.f("ck_forum_post_tags_tag_length")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_forum_post_tags_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_post_tags_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "tag", name=op.f("pk_forum_post_tags")),
    )
    op.create_index("ix_forum_post_tags_author", "forum_post_tags", ["author_id"])
    op.create_index(
        "ix_forum_post_tags_tag", "forum_post_tags", ["tag", sa.text("at DESC"), sa.text("post_id DESC")]
    )


def _make_views() -> None:
    op.create_table(
        "forum_views",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_views_post_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["users.id"], name=op.f("fk_forum_views_reader_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "reader_id", name=op.f("pk_forum_views")),
    )
    op.create_index("ix_forum_views_reader", "forum_views", ["reader_id"])


def _make_edits() -> None:
    op.create_table(
        "forum_edits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body_md", sa.String(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("char_length(body_md) <= 20000", name=op.f("ck_forum_edits_body_md_length")),
        sa.CheckConstraint("char_length(title) <= 200", name=op.f("ck_forum_edits_title_length")),
        sa.CheckConstraint("num_nonnulls(post_id, comment_id) = 1", name=op.f("ck_forum_edits_about_one")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_forum_edits_author_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["forum_comments.id"], name=op.f("fk_forum_edits_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_edits_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_edits")),
    )
    op.create_index("ix_forum_edits_author", "forum_edits", ["author_id"])
    op.create_index(
        "ix_forum_edits_comment",
        "forum_edits",
        ["comment_id", "at"],
        postgresql_where=sa.text("comment_id IS NOT NULL"),
    )
    op.create_index(
        "ix_forum_edits_post", "forum_edits", ["post_id", "at"], postgresql_where=sa.text("post_id IS NOT NULL")
    )


def _make_votes() -> None:
    op.create_table(
        "forum_votes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("voter_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("num_nonnulls(post_id, comment_id) = 1", name=op.f("ck_forum_votes_about_one")),
        sa.CheckConstraint("value IN (-1, 1)", name=op.f("ck_forum_votes_value")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["forum_comments.id"], name=op.f("fk_forum_votes_comment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["forum_posts.id"], name=op.f("fk_forum_votes_post_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["voter_id"], ["users.id"], name=op.f("fk_forum_votes_voter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_votes")),
    )
    op.create_index("ix_forum_votes_voter", "forum_votes", ["voter_id", "at"])
    op.create_index(
        "uq_forum_votes_comment",
        "forum_votes",
        ["comment_id", "voter_id"],
        unique=True,
        postgresql_where=sa.text("comment_id IS NOT NULL"),
    )
    op.create_index(
        "uq_forum_votes_post",
        "forum_votes",
        ["post_id", "voter_id"],
        unique=True,
        postgresql_where=sa.text("post_id IS NOT NULL"),
    )
