"""No recording is forgotten on the way from release 0013, where it was its own job, to the table of jobs."""

from uuid import UUID

import psycopg
import pytest
from psycopg import errors

from practice_app import database
from practice_app.embedded import postgres
from practice_app.models import JobKind
from practice_app.models.recordings import RecordingFailure
from practice_app.services.recordings import analysing, orphans
from practice_app.services.recordings.analysing import Heard
from practice_app.services.shared import jobs
from practice_app.services.shared.jobs import Place, turns
from practice_app.settings import get_settings
from tests.conftest import alembic
from tests.runtime.test_migrated_rows import run
from workers import running

ANALYSIS, HERE = JobKind.ANALYSIS, Place("new", 2)
AS_BEFORE = [("31", 1), ("24", 2), ("12", 1), ("15", 3), ("14", 1), ("21", 1), ("23", 1)]
"""What a worker of release 0013 claims in this database, one after the other, and how often that was tried then; but
that a worker was lost over one (14, 15) is no attempt any more."""
HEARD = {"version": "2", "clock_s": 60.0, "played_s": 40.0, "metrics": [], "curves": [], "spans": []}


def copied(stack, name, template=None):
    """A database that looks like another one: addresses for the app, for the owner and for the all-seeing eye."""
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        postgres.ensure_database(db, name, template)
    return tuple(stack.database(url, name) for url in (stack.app_url, stack.owner_url, stack.superuser_url))


@pytest.fixture(scope="module")
def templates(stack, worker_number):
    """Databases to copy: of release 0013 at work, and the same at the newest release; with what was shown in each."""
    before, after = f"jobs_0013_{worker_number}", f"jobs_moved_{worker_number}"
    urls = copied(stack, before)
    alembic(*urls[:2], "upgrade", "0013")
    run(urls[2], "release_0013.sql")
    then = shown(urls[2])
    urls = copied(stack, after, before)
    alembic(*urls[:2], "upgrade", "head")
    return before, after, then, shown(urls[2])


@pytest.fixture
def moved(stack, templates, worker_number, db_urls, monkeypatch):
    """The database at the newest release, and ours to work in."""
    app, _, eye = copied(stack, f"jobs_{worker_number}", templates[1])
    with psycopg.connect(eye) as db:  # the worker that has one goes on saying that it lives, however long copying takes
        db.execute("UPDATE jobs SET heartbeat_at = now() - interval '5 seconds' WHERE recording_id = %s", [key(13)])
    monkeypatch.setenv("DATABASE_URL", app)
    for cached in (get_settings, database.engine):
        cached.cache_clear()
    yield eye
    database.engine().dispose()
    for cached in (get_settings, database.engine):
        cached.cache_clear()


def rows(url, query):
    with psycopg.connect(url) as db:
        return db.execute(query).fetchall()


def key(number):
    return UUID(f"00000000-0000-7000-8000-0000000000{number}")


def number(claim):
    return str(claim.subject_id)[-2:]


def claims():
    """Claim whatever may be claimed, and give up what was tried too often, as workers do."""
    while claim := turns.next_job(ANALYSIS, HERE):
        if jobs.given_up(claim):
            running.run(claim)
        else:
            yield claim


def shown(url):
    return rows(url, "SELECT object_key, status, failure, updated_at FROM recordings ORDER BY 1")


def test_nobody_sees_a_difference(templates):
    _, _, before, after = templates
    assert len(before) == 17
    assert after == before


def test_each_goes_on_in_the_turn_it_would_have_had(moved):
    assert [(number(claim), claim.attempts) for claim in claims()] == AS_BEFORE
    found = rows(
        moved, "SELECT object_key, status, failure FROM recordings WHERE object_key IN ('13', '15') ORDER BY 1"
    )
    assert found == [("13", "processing", None), ("15", "processing", None)]


def test_what_waits_for_the_sweep_is_asked_for_again(moved):
    assert jobs.overdue(ANALYSIS) == 7
    assert analysing.outdated("1.5.0") == [key(22)]
    assert orphans.spent() == []
    assert analysing.adopt() == 0


def test_everything_that_can_be_heard_is_heard_once(moved):
    for claim in claims():
        assert analysing.finish(analysing.begin(claim), Heard(dict(HEARD)))
    waits = "SELECT object_key FROM recordings WHERE status IN ('queued', 'processing')"
    assert rows(moved, waits) == [("13",)], "a worker has it"
    with psycopg.connect(moved) as db:
        db.execute("UPDATE jobs SET heartbeat_at = heartbeat_at - interval '1 minute'")
    (last,) = claims()
    assert (number(last), last.attempts, last.cuts) == ("13", 1, 1), "its worker never came back"
    assert analysing.finish(analysing.begin(last), Heard(dict(HEARD)))
    assert rows(moved, waits) == []
    heard = rows(moved, "SELECT recording_id, count(*) FROM analyses WHERE version = '2' GROUP BY 1")
    assert dict(heard) == {key(one): 1 for one in (12, 13, 14, 15, 21, 23, 24, 31)}


def test_a_fault_of_ours_can_be_tried_again_and_an_older_analysis_made_anew(moved):
    with database.transaction(UUID("00000000-0000-7000-8000-000000000001")) as db:
        assert analysing.again(db, key(16))
    assert analysing.anew(key(22), "1.5.0")
    assert {"16", "22"} < {number(claim) for claim in claims()}


def test_what_was_tried_keeps_its_heard_before(moved):
    claim = next(claim for claim in claims() if number(claim) == "23")
    assert analysing.fail(claim, RecordingFailure.GONE)
    assert rows(moved, "SELECT status, failure FROM recordings WHERE object_key = '23'") == [("ready", None)]


def test_a_web_process_of_the_release_before_can_go_on_and_what_it_asks_for_is_done(moved):
    """It reads and writes the columns that were, and knows nothing of jobs."""
    with psycopg.connect(moved) as db:
        db.execute(
            "INSERT INTO recordings (id, session_id, user_id, kind, mime_type, object_key, status, keep, shared,"
            " offset_s, attempts, begins, claim_token, claimed_by, claimed_at, heartbeat_at, created_at, updated_at)"
            " SELECT %s, id, user_id, 'audio', '', '27', 'uploading', false, false, 0, 0, 1, NULL, NULL, NULL, NULL,"
            " now(), now() FROM practice_sessions WHERE user_id = %s",
            [key(27), UUID("00000000-0000-7000-8000-000000000002")],
        )
        db.execute("UPDATE recordings SET status = 'queued', upload_id = NULL WHERE object_key IN ('11', '26', '27')")
        db.execute("UPDATE recordings SET status = 'queued', failure = NULL, attempts = 0 WHERE object_key = '16'")
        db.execute("UPDATE recordings SET status = 'deleted' WHERE object_key = '12'")
    assert analysing.adopt() == 5
    claimed = {number(claim): claim.attempts for claim in claims()}
    assert claimed == {one: tries for one, tries in AS_BEFORE if one != "12"} | dict.fromkeys(
        ("11", "16", "26", "27"), 1
    )


def test_what_the_release_before_deletes_meanwhile_stays_deleted(moved):
    (claim,) = [claim for claim in claims() if number(claim) == "12"]
    job = analysing.begin(claim)
    with psycopg.connect(moved) as db:
        db.execute("UPDATE recordings SET status = 'deleted' WHERE object_key = '12'")
    assert not analysing.finish(job, Heard(dict(HEARD)))
    assert rows(moved, "SELECT status FROM recordings WHERE object_key = '12'") == [("deleted",)]
    assert rows(moved, "SELECT 1 FROM analyses WHERE version = '2'") == []


def test_a_worker_of_the_release_before_lets_go_of_what_it_had_and_claims_nothing(moved, stack, templates):
    old = stack.database(stack.superuser_url, templates[0])
    ((token,),) = rows(old, "SELECT claim_token FROM recordings WHERE object_key = '13'")
    with psycopg.connect(moved) as db:
        alive = "UPDATE recordings SET heartbeat_at = now() WHERE status = 'processing' AND claim_token = %s"
        assert db.execute(alive, [token]).rowcount == 0, "so it stops by itself"
        with pytest.raises(errors.CheckViolation):
            db.execute(
                "UPDATE recordings SET status = 'processing', claim_token = gen_random_uuid() WHERE object_key = '12'"
            )


def test_going_back_each_goes_on_where_it_was(stack, templates, worker_number):
    all_of_it = (
        "SELECT object_key, status, failure, attempts, claim_token, claimed_by, claimed_at, heartbeat_at, updated_at"
        " FROM recordings ORDER BY 1"
    )
    before = rows(stack.database(stack.superuser_url, templates[0]), all_of_it)
    *urls, eye = copied(stack, f"jobs_back_{worker_number}", templates[1])
    alembic(*urls, "downgrade", "0013")
    assert rows(eye, all_of_it) == before
