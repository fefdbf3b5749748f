"""Lessons: series, single lessons, who is where, a teacher's notes and free days, calendars that are subscribed to.

Nobody is in two lessons at once, says the database (`lesson_person_once`, over teachers and students alike), and three
triggers that nobody can forget: who is where follows from the lessons; who parts, and who leaves, has none to come.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def column(name: str, kind: object, default: str | None = None, nullable: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=nullable, server_default=sa.text(default) if default else None)


def moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable)


def person(table: str, name: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    key = sa.ForeignKeyConstraint([name], ["users.id"], name=op.f(f"fk_{table}_{name}"), ondelete="CASCADE")
    return sa.Column(name, sa.Uuid(), nullable=False), key


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def longest(table: str, name: str, most: int) -> sa.CheckConstraint:
    return check(table, f"{name}_length", f"char_length({name}) <= {most}")


def key_of(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names, name=op.f(f"pk_{table}"))


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    make_series()
    make_lessons()
    make_people()
    make_notes()
    make_free_days_and_calendars()
    for statement in TRIGGERS:
        op.execute(statement)


def make_series() -> None:
    table = "lesson_series"
    op.create_table(
        table,
        column("id", sa.Uuid()),
        *person(table, "teacher_id"),
        *person(table, "student_id"),
        column("timezone", sa.String()),
        column("starts_local", sa.TIMESTAMP(timezone=False)),
        column("minutes", sa.SmallInteger()),
        column("rrule", sa.String()),
        column("reminders_min", ARRAY(sa.BigInteger()), "'{}'"),
        column("place", sa.String()),
        column("note", sa.String()),
        moment("made_until"),
        moment("ended_at", nullable=True),
        moment("created_at"),
        moment("updated_at"),
        check(table, "two_people", "teacher_id <> student_id"),
        check(table, "minutes", "minutes BETWEEN 1 AND 720"),
        check(table, "reminders_min", "cardinality(reminders_min) <= 5"),
        longest(table, "rrule", 200),
        longest(table, "place", 200),
        longest(table, "note", 2000),
        key_of(table, "id"),
        sa.UniqueConstraint("id", "teacher_id", "student_id", name=op.f(f"uq_{table}_id_teacher_id_student_id")),
    )
    op.create_index("ix_lesson_series_teacher_id", table, ["teacher_id"])
    op.create_index("ix_lesson_series_student_id", table, ["student_id"])
    coming = sa.text("ended_at IS NULL AND rrule <> ''")
    op.create_index("ix_lesson_series_made_until", table, ["made_until"], postgresql_where=coming)


def make_lessons() -> None:
    table, whose = "lessons", ["teacher_id", "student_id"]
    op.create_table(
        table,
        column("id", sa.Uuid()),
        column("series_id", sa.Uuid()),
        *person(table, "teacher_id"),
        *person(table, "student_id"),
        moment("occurrence"),
        moment("starts_at"),
        moment("ends_at"),
        column("status", sa.String()),
        column("removed", sa.Boolean()),
        column("reason", sa.String()),
        column("makes_up_for", sa.Uuid(), nullable=True),
        column("notes_shared", sa.String()),
        column("sequence", sa.Integer()),
        moment("created_at"),
        moment("updated_at"),
        check(table, "status", "status IN ('planned', 'held', 'missed', 'cancelled')"),
        check(table, "ends_after_it_starts", "starts_at < ends_at"),
        longest(table, "reason", 500),
        longest(table, "notes_shared", 5000),
        sa.ForeignKeyConstraint(
            ["series_id", *whose],
            [f"lesson_series.{name}" for name in ("id", *whose)],
            name=op.f("fk_lessons_series_id_teacher_id_student_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["makes_up_for"], ["lessons.id"], name=op.f("fk_lessons_makes_up_for"), ondelete="SET NULL"
        ),
        key_of(table, "id"),
        sa.UniqueConstraint("id", "teacher_id", name=op.f("uq_lessons_id_teacher_id")),
        sa.UniqueConstraint("series_id", "occurrence", name="uq_lessons_series_id_occurrence", deferrable=True),
    )
    op.create_index("ix_lessons_teacher_id_starts_at", table, ["teacher_id", "starts_at"])
    op.create_index("ix_lessons_student_id_starts_at", table, ["student_id", "starts_at"])
    made_up = sa.text("makes_up_for IS NOT NULL")
    op.create_index("ix_lessons_makes_up_for", table, ["makes_up_for"], postgresql_where=made_up)


def make_people() -> None:
    table = "lesson_person"
    op.create_table(
        table,
        column("lesson_id", sa.Uuid()),
        *person(table, "person_id"),
        column("during", TSTZRANGE()),
        column("active", sa.Boolean()),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_person_lesson_id"), ondelete="CASCADE"
        ),
        key_of(table, "lesson_id", "person_id"),
    )
    op.execute(
        "ALTER TABLE lesson_person ADD CONSTRAINT lesson_person_once"
        " EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE (active) DEFERRABLE"
    )
    op.create_index("ix_lesson_person_person_id", table, ["person_id"])


def make_notes() -> None:
    table = "lesson_notes"
    op.create_table(
        table,
        column("lesson_id", sa.Uuid()),
        *person(table, "user_id"),
        column("text", sa.String()),
        moment("updated_at"),
        longest(table, "text", 5000),
        sa.ForeignKeyConstraint(
            ["lesson_id", "user_id"],
            ["lessons.id", "lessons.teacher_id"],
            name=op.f("fk_lesson_notes_lesson_id_user_id"),
            ondelete="CASCADE",
        ),
        key_of(table, "lesson_id", "user_id"),
    )
    op.create_index("ix_lesson_notes_user_id", table, ["user_id"])


def make_free_days_and_calendars() -> None:
    op.create_table(
        "blocked_days",
        column("id", sa.Uuid()),
        *person("blocked_days", "user_id"),
        column("first_day", sa.Date()),
        column("last_day", sa.Date()),
        column("title", sa.String()),
        moment("created_at"),
        check("blocked_days", "days", "first_day <= last_day AND last_day - first_day <= 366"),
        longest("blocked_days", "title", 80),
        key_of("blocked_days", "id"),
    )
    op.create_index("ix_blocked_days_user_id", "blocked_days", ["user_id"])
    op.create_table(
        "calendar_feeds",
        *person("calendar_feeds", "user_id"),
        column("token_hash", sa.LargeBinary()),
        column("token_sealed", sa.LargeBinary()),
        moment("created_at"),
        key_of("calendar_feeds", "user_id"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )


HEAD = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN"
TAIL = "RETURN NULL; END $$"
CANCEL = """
    UPDATE lessons l SET status = 'cancelled', sequence = sequence + 1, updated_at = now()
     WHERE l.status = 'planned' AND l.starts_at > now() AND {0};
    UPDATE lesson_series l SET ended_at = now(), updated_at = now() WHERE l.ended_at IS NULL AND {0};
"""
TRIGGERS = (
    f"""
    CREATE FUNCTION lesson_people_follow() {HEAD}
        IF TG_OP = 'INSERT' THEN
            INSERT INTO lesson_person (lesson_id, person_id, during, active)
            SELECT NEW.id, who, tstzrange(NEW.starts_at, NEW.ends_at), NEW.status <> 'cancelled'
              FROM unnest(ARRAY[NEW.teacher_id, NEW.student_id]) AS who;
        ELSE
            UPDATE lesson_person SET during = tstzrange(NEW.starts_at, NEW.ends_at), active = NEW.status <> 'cancelled'
             WHERE lesson_id = NEW.id;
        END IF;
    {TAIL}
    """,
    "CREATE TRIGGER lesson_people_follow AFTER INSERT OR UPDATE OF starts_at, ends_at, status ON lessons"
    " FOR EACH ROW EXECUTE FUNCTION lesson_people_follow()",
    f"""
    CREATE FUNCTION lessons_end_with_teaching() {HEAD}
        {CANCEL.format("l.teacher_id = NEW.teacher_id AND l.student_id = NEW.student_id")}
    {TAIL}
    """,
    "CREATE TRIGGER lessons_end_with_teaching AFTER UPDATE OF ended_at ON teacher_student FOR EACH ROW"
    " WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION lessons_end_with_teaching()",
    f"""
    CREATE FUNCTION lessons_end_with_leaving() {HEAD}
        {CANCEL.format("NEW.id IN (l.teacher_id, l.student_id)")}
    {TAIL}
    """,
    "CREATE TRIGGER lessons_end_with_leaving AFTER UPDATE OF deleted_at ON users FOR EACH ROW"
    " WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION lessons_end_with_leaving()",
)


def downgrade() -> None:
    op.execute("DROP TRIGGER lessons_end_with_leaving ON users")
    op.execute("DROP TRIGGER lessons_end_with_teaching ON teacher_student")
    for table in ("calendar_feeds", "blocked_days", "lesson_notes", "lesson_person", "lessons", "lesson_series"):
        op.drop_table(table)
    for function in ("lessons_end_with_leaving", "lessons_end_with_teaching", "lesson_people_follow"):
        op.execute(f"DROP FUNCTION {function}()")
