"""Reports, what is done about them and said to that, who writes to nobody for a while, and a log that names nobody."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True)
KINDS = "kind IN ('post', 'comment', 'user', 'recording', 'group', 'partner_request')"
ACTIONS = "'dismiss', 'hide', 'warn', 'lock', 'suspend', 'ban'"
RULES = "IN ('spam', 'rude', 'danger', 'copyright', 'other')"


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _at(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, MOMENT, nullable=nullable)


def _text(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _person(table: str, column: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")


def _check(table: str, name: str, says: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(says, name=op.f(f"ck_{table}_{name}"))


def _longest(table: str, column: str, most: int) -> sa.CheckConstraint:
    return _check(table, f"{column}_length", f"char_length({column}) <= {most}")


def upgrade() -> None:
    _reports()
    _reports_made()
    _measures()
    _appeals()
    op.create_table(
        "silences",
        _id("measure_id"),
        _id("person_id"),
        _at("until", nullable=True),
        _at("ended_at", nullable=True),
        _of("silences", "measure_id", "measures"),
        _person("silences", "person_id"),
        sa.PrimaryKeyConstraint("measure_id", name=op.f("pk_silences")),
    )
    op.create_index("ix_silences_person_id", "silences", ["person_id"])
    op.create_table(
        "moderation_log",
        _id(),
        _at("at"),
        *_text("kind", "action", "rule"),
        sa.Column("days", sa.Integer(), nullable=True),
        _check("moderation_log", "kind", KINDS),
        _check("moderation_log", "action", f"action IN ({ACTIONS}, 'appeal_granted', 'appeal_refused')"),
        _check("moderation_log", "rule", f"rule {RULES}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_log")),
    )
    op.create_index("ix_moderation_log_at", "moderation_log", ["at"])


def _reports() -> None:
    op.create_table(
        "reports",
        _id(),
        *_text("kind"),
        _id("subject_id"),
        _id("about_id"),
        *_text("excerpt"),
        sa.Column("flags", ARRAY(sa.Text()), nullable=False, server_default="{}"),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        _at("opened_at"),
        _at("closed_at", nullable=True),
        _id("closed_by", nullable=True),
        _id("appeal_by", nullable=True),
        _check("reports", "kind", KINDS),
        _longest("reports", "excerpt", 2000),
        _person("reports", "about_id"),
        _person("reports", "closed_by", "SET NULL"),
        _person("reports", "appeal_by", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    there = sa.text("closed_at IS NULL")
    op.create_index("uq_reports_open", "reports", ["kind", "subject_id"], unique=True, postgresql_where=there)
    op.create_index("ix_reports_about_id", "reports", ["about_id"])
    op.create_index("ix_reports_closed_at", "reports", ["closed_at"])


def _reports_made() -> None:
    op.create_table(
        "reports_made",
        _id("report_id"),
        _id("reporter_id"),
        *_text("kind"),
        _id("subject_id"),
        *_text("reason", "text"),
        sa.Column("trusted", sa.Boolean(), nullable=False),
        _at("at"),
        _check("reports_made", "kind", KINDS),
        _check("reports_made", "reason", f"reason {RULES}"),
        _longest("reports_made", "text", 1000),
        _of("reports_made", "report_id", "reports"),
        _person("reports_made", "reporter_id"),
        sa.PrimaryKeyConstraint("report_id", "reporter_id", name=op.f("pk_reports_made")),
    )
    op.create_index("ix_reports_made_reporter_id", "reports_made", ["reporter_id", "kind", "subject_id"])


def _measures() -> None:
    op.create_table(
        "measures",
        _id(),
        _id("report_id"),
        _id("person_id"),
        *_text("kind", "action", "rule", "reason"),
        _at("until", nullable=True),
        _at("at"),
        _at("undone_at", nullable=True),
        _check("measures", "kind", KINDS),
        _check("measures", "action", f"action IN ({ACTIONS})"),
        _check("measures", "rule", f"rule {RULES}"),
        _longest("measures", "reason", 1000),
        _check("measures", "until", "(action = 'suspend') = (until IS NOT NULL)"),
        _of("measures", "report_id", "reports"),
        _person("measures", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("report_id", name=op.f("uq_measures_report_id")),
    )
    op.create_index("ix_measures_person_id", "measures", ["person_id"])


def _appeals() -> None:
    op.create_table(
        "appeals",
        _id(),
        _id("measure_id"),
        _id("person_id"),
        *_text("text"),
        _at("at"),
        sa.Column("granted", sa.Boolean(), nullable=True),
        *_text("answer"),
        _at("decided_at", nullable=True),
        _longest("appeals", "text", 2000),
        _longest("appeals", "answer", 1000),
        _check("appeals", "decided", "(granted IS NULL) = (decided_at IS NULL)"),
        _of("appeals", "measure_id", "measures"),
        _person("appeals", "person_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("measure_id", name=op.f("uq_appeals_measure_id")),
    )
    op.create_index("ix_appeals_person_id", "appeals", ["person_id"])


def downgrade() -> None:
    for name in ("moderation_log", "silences", "appeals", "measures", "reports_made", "reports"):
        op.drop_table(name)
