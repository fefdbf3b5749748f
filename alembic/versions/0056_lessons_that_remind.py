"""When somebody is reminded of a lesson next stands beside where they are; the database reckons it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

FUNCTION = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$"
REMIND = "CASE NEW.status WHEN 'planned' THEN app_lesson_next_reminder({}, NEW.series_id, NEW.starts_at, now()) END"
FOLLOW = """
    CREATE OR REPLACE FUNCTION lesson_people_follow() RETURNS trigger {head} BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO lesson_person (lesson_id, person_id, during, active{column})
            SELECT NEW.id, who, tstzrange(NEW.starts_at, NEW.ends_at), NEW.status <> 'cancelled'{of_new}
              FROM unnest(ARRAY[NEW.teacher_id, NEW.student_id]) AS who;
        ELSE
            UPDATE lesson_person SET during = tstzrange(NEW.starts_at, NEW.ends_at), active = NEW.status <> 'cancelled'
                   {of_old}
             WHERE lesson_id = NEW.id;
        END IF;
        RETURN NULL;
    END $$
"""
COMING = """
    UPDATE lesson_person p SET remind_at = app_lesson_next_reminder(p.person_id, s.id, l.starts_at, now())
      FROM lessons l JOIN lesson_series s ON s.id = l.series_id
     WHERE l.id = p.lesson_id AND l.status = 'planned' AND l.starts_at > now() {}
"""
BEGIN = """
    UPDATE lesson_person p SET remind_at = (
           SELECT min(l.starts_at - m * interval '1 minute')
             FROM unnest(CASE s.reminders_min WHEN '{}' THEN '{60}' ELSE s.reminders_min END) AS m
            WHERE l.starts_at - m * interval '1 minute' > now())
      FROM lessons l JOIN lesson_series s ON s.id = l.series_id
     WHERE l.id = p.lesson_id AND l.status = 'planned' AND l.starts_at > now()
"""
"""Nobody has chosen anything yet."""
TRIGGERS = (
    f"""
    CREATE FUNCTION lesson_reminders_follow() RETURNS trigger {FUNCTION} BEGIN
        {COMING.format("AND s.id = NEW.id")};
        RETURN NULL;
    END $$
    """,
    "CREATE TRIGGER lesson_reminders_follow AFTER UPDATE OF reminders_min ON lesson_series FOR EACH ROW"
    " WHEN (OLD.reminders_min <> NEW.reminders_min) EXECUTE FUNCTION lesson_reminders_follow()",
    f"""
    CREATE FUNCTION own_reminders_follow() RETURNS trigger {FUNCTION} BEGIN
        {COMING.format("AND p.person_id = NEW.user_id AND s.reminders_min = '{}'")};
        RETURN NULL;
    END $$
    """,
    "CREATE TRIGGER own_reminders_follow AFTER UPDATE OF lesson_reminders_min ON profiles FOR EACH ROW"
    " WHEN (OLD.lesson_reminders_min <> NEW.lesson_reminders_min) EXECUTE FUNCTION own_reminders_follow()",
    "CREATE TRIGGER own_reminders_begin AFTER INSERT ON profiles FOR EACH ROW"
    " WHEN (NEW.lesson_reminders_min <> '{60}') EXECUTE FUNCTION own_reminders_follow()",
)


def upgrade() -> None:
    op.add_column("lesson_person", sa.Column("remind_at", sa.TIMESTAMP(timezone=True)))
    there = sa.text("remind_at IS NOT NULL")
    op.create_index("ix_lesson_person_remind_at", "lesson_person", ["remind_at"], postgresql_where=there)
    kind = sa.Column("lesson_reminders_min", ARRAY(sa.BigInteger()), nullable=False, server_default=sa.text("'{60}'"))
    op.add_column("profiles", kind)
    op.create_check_constraint(
        op.f("ck_profiles_lesson_reminders_min"), "profiles", "cardinality(lesson_reminders_min) <= 5"
    )
    of_new, of_old = f", {REMIND.format('who')}", f", remind_at = {REMIND.format('person_id')}"
    op.execute(FOLLOW.format(head=FUNCTION, column=", remind_at", of_new=of_new, of_old=of_old))
    for statement in TRIGGERS:
        op.execute(statement)
    op.execute(BEGIN)


def downgrade() -> None:
    for name in ("own_reminders_begin", "own_reminders_follow"):
        op.execute(f"DROP TRIGGER {name} ON profiles")
    op.execute("DROP TRIGGER lesson_reminders_follow ON lesson_series")
    op.execute(FOLLOW.format(head=FUNCTION, column="", of_new="", of_old=""))
    for name in ("own_reminders_follow()", "lesson_reminders_follow()"):
        op.execute(f"DROP FUNCTION {name}")
    op.drop_index("ix_lesson_person_remind_at", "lesson_person")
    op.drop_column("lesson_person", "remind_at")
    op.drop_constraint(op.f("ck_profiles_lesson_reminders_min"), "profiles")
    op.drop_column("profiles", "lesson_reminders_min")
