"""A group has works on its list, challenges, and words to all."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def base(table: str) -> list[sa.Column | sa.Constraint]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f(f"fk_{table}_group_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def names(table: str, column: str, of: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    works, challenges, words = "group_works", "group_challenges", "group_announcements"
    op.create_table(
        works,
        *base(works),
        sa.Column("work_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        names(works, "work_id", "works", "CASCADE"),
        check(works, "part_length", "char_length(part) <= 80"),
    )
    op.create_index("uq_group_works_part", works, ["group_id", "work_id", "part"], unique=True)
    op.create_index("ix_group_works_work_id", works, ["work_id"])
    op.create_table(
        challenges,
        *base(challenges),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("title", "measure", "passage")),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("work_id", sa.Uuid(), nullable=True),
        names(challenges, "work_id", "works", "SET NULL"),
        check(challenges, "measure", "measure IN ('own_goal_pct', 'minutes', 'days', 'repetitions')"),
        check(challenges, "title_length", "char_length(title) <= 120"),
        check(challenges, "passage_length", "char_length(passage) <= 200"),
        check(challenges, "target", "target BETWEEN 1 AND 1000000"),
        check(challenges, "days", "last_day >= first_day AND last_day - first_day <= 366"),
    )
    op.create_index("ix_group_challenges_group_id", challenges, ["group_id", "last_day"])
    op.create_index("ix_group_challenges_work_id", challenges, ["work_id"])
    op.create_table(
        words,
        *base(words),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        names(words, "author_id", "users", "CASCADE"),
        check(words, "text_length", "char_length(text) <= 2000"),
    )
    op.create_index("ix_group_announcements_group_id", words, ["group_id", "created_at"])
    op.create_index("ix_group_announcements_author_id", words, ["author_id"])


def downgrade() -> None:
    for table in ("group_announcements", "group_challenges", "group_works"):
        op.drop_table(table)
