"""What rings: devices that a push reaches, what goes by which way, and when somebody is reminded to practise."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

PUSHED, GOING = "push_subscriptions", "notification_deliveries"


def moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def longest(table: str, name: str, most: int) -> sa.CheckConstraint:
    return check(table, f"{name}_length", f"char_length({name}) <= {most}")


def owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")


def of_the_same_owner(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    key = op.f(f"fk_{table}_{name}_user_id")
    return sa.ForeignKeyConstraint(
        [name, "user_id"], [f"{other}.id", f"{other}.user_id"], name=key, ondelete="CASCADE"
    )


def upgrade() -> None:
    for table in ("auth_sessions", "notifications"):
        op.create_unique_constraint(op.f(f"uq_{table}_id_user_id"), table, ["id", "user_id"])
    op.add_column("notifications", sa.Column("shown", sa.Boolean(), server_default="true", nullable=False))
    make_subscriptions()
    make_deliveries()
    remind()


def make_subscriptions() -> None:
    op.create_table(
        PUSHED,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("p256dh", sa.String(), nullable=False),
        sa.Column("auth_secret", sa.String(), nullable=False),
        moment("created_at"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{PUSHED}")),
        owner(PUSHED),
        of_the_same_owner(PUSHED, "device_id", "auth_sessions"),
        longest(PUSHED, "endpoint", 1000),
        longest(PUSHED, "p256dh", 100),
        longest(PUSHED, "auth_secret", 40),
        sa.UniqueConstraint("device_id", name=op.f(f"uq_{PUSHED}_device_id")),
        sa.UniqueConstraint("endpoint", name=op.f(f"uq_{PUSHED}_endpoint")),
    )
    op.create_index(f"ix_{PUSHED}_user_id", PUSHED, ["user_id"])


def make_deliveries() -> None:
    op.create_table(
        GOING,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("notification_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        moment("due_at"),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claim_token", sa.Uuid()),
        moment("claimed_at", nullable=True),
        moment("handed_at", nullable=True),
        sa.Column("reached", ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{GOING}")),
        owner(GOING),
        of_the_same_owner(GOING, "notification_id", "notifications"),
        check(GOING, "channel", "channel IN ('push', 'mail')"),
        check(GOING, "status", "status IN ('waiting', 'sent', 'not_needed', 'failed')"),
        longest(GOING, "thread", 300),
        sa.UniqueConstraint("notification_id", "channel", name=op.f(f"uq_{GOING}_notification_id_channel")),
    )
    waits = sa.text("status = 'waiting'")
    op.create_index(f"ix_{GOING}_due", GOING, ["channel", "due_at"], postgresql_where=waits)
    op.create_index(f"ix_{GOING}_user_id", GOING, ["user_id", "channel", "handed_at"])
    op.create_index(f"ix_{GOING}_ended_at", GOING, ["ended_at"], postgresql_where=sa.text("status <> 'waiting'"))


def remind() -> None:
    table = "notification_choices"
    op.add_column(table, sa.Column("remind_on", ARRAY(sa.Integer()), server_default="{}", nullable=False))
    op.add_column(table, sa.Column("remind_at", sa.Time()))
    op.add_column(table, moment("remind_next", nullable=True))
    days = "remind_on <@ ARRAY[0, 1, 2, 3, 4, 5, 6] AND cardinality(remind_on) <= 7"
    op.create_check_constraint(op.f(f"ck_{table}_remind_on"), table, days)
    due = sa.text("remind_next IS NOT NULL")
    op.create_index(f"ix_{table}_remind_next", table, ["remind_next"], postgresql_where=due)


def downgrade() -> None:
    op.drop_index("ix_notification_choices_remind_next", table_name="notification_choices")
    for name in ("remind_next", "remind_at", "remind_on"):
        op.drop_column("notification_choices", name)
    op.drop_table(GOING)
    op.drop_table(PUSHED)
    op.drop_column("notifications", "shown")
    for table in ("notifications", "auth_sessions"):
        op.drop_constraint(op.f(f"uq_{table}_id_user_id"), table)
