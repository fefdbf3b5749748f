"""What scales the workers may ask one thing: how much waits in a queue."""

import psycopg
import pytest

COUNTER = "woodshed_counter"


def test_what_scales_the_workers_counts_them_and_sees_nothing(clean_database):
    """KEDA signs in as a member of this role: one function, no table, and the app is none of its members."""
    with psycopg.connect(clean_database.superuser) as db:
        db.execute(f"SET ROLE {COUNTER}")
        for queue in ("analysis", "films", "portability", "comparisons", "nonsense"):
            assert db.execute("SELECT app_work_waiting(%s)", [queue]).fetchone() == (0,)
        for question in ("SELECT count(*) FROM jobs", "SELECT count(*) FROM users"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(question)
    with psycopg.connect(clean_database.app) as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute("SELECT app_work_waiting('analysis')")


def test_what_waits_and_what_is_being_done_is_counted_by_queue(clean_database):
    with psycopg.connect(clean_database.superuser) as db:
        db.execute("SET session_replication_role = replica")  # jobs of nobody, about nothing that is there
        told = "status, failure, claim_token, attempts, created_at, updated_at"
        insert = f"INSERT INTO jobs (id, user_id, kind, {{0}}, {told}) VALUES"
        value = " (gen_random_uuid(), gen_random_uuid(), %s, gen_random_uuid(), %s, %s, %s, 0, now(), now())"
        for kind, column, status, failure, token in (
            ("analysis", "recording_id", "queued", None, None),
            ("voice", "voice_id", "processing", None, "0" * 32),
            ("film", "recording_id", "queued", None, None),
            ("analysis", "recording_id", "done", None, None),
            ("analysis", "recording_id", "failed", "internal", None),
        ):
            db.execute(insert.format(column) + value, [kind, status, failure, token])
        db.execute(f"SET ROLE {COUNTER}")
        counted = {q: db.execute("SELECT app_work_waiting(%s)", [q]).fetchone()[0] for q in ("analysis", "films")}
        db.rollback()
    assert counted == {"analysis": 2, "films": 1}
