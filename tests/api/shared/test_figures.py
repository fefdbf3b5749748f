"""What `/metrics` tells of the house: rows are counted when somebody looks, whoever has worked on them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from practice_app.api import figures as told
from practice_app.database import system_transaction
from practice_app.models import JobKind
from practice_app.services.shared import alive, figures
from practice_app.services.shared.jobs import claims
from practice_app.services.shared.redis import client as redis_client
from practice_app.settings import get_settings
from tests.services.analysis.test_counted import five, say  # noqa: F401  the people who are counted
from tests.services.people import job_of, person, session, take


@pytest.fixture
def seen(clean_database: Any, api: Any) -> Any:
    """Look at a metric; gives its values by what its labels say."""
    redis_client.cache_clear()
    redis_client().flushdb()
    here = TestClient(api, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 1))

    def look(name: str) -> dict[tuple[str, ...], float]:
        families = text_string_to_metric_families(here.get("/metrics").text)
        samples = [one for family in families for one in family.samples if one.name == name]
        return {tuple(one.labels.values()): one.value for one in samples}

    yield look
    redis_client.cache_clear()


@pytest.fixture
def queued(clean_database: Any) -> Any:
    """Queue a take of Ann's; gives its id."""
    ann = person("Ann")
    practised = session(ann, datetime(2026, 3, 2, 12, tzinfo=UTC))
    return lambda: take(practised, ann, "queued")


def change(what: str, *ids: Any) -> None:
    with system_transaction() as db:
        db.execute(text(f"UPDATE jobs SET {what} WHERE recording_id = ANY(:ids)"), {"ids": list(ids)})


def test_each_queue_says_how_many_wait_and_since_when(seen: Any, queued: Any):
    first, third, _ = queued(), queued(), queued()
    change("updated_at = now() - interval '90 s'", first)
    job = job_of(third).id
    with system_transaction() as db:
        claims.take(db, JobKind.ANALYSIS, job, "here:1")
    assert seen("woodshed_jobs_waiting")["analysis", "analysis"] == 2
    assert seen("woodshed_jobs_working")["analysis", "analysis"] == 1
    oldest = seen("woodshed_jobs_oldest_seconds")
    assert 90 <= oldest["analysis",] < 150
    assert oldest["films",] == 0, "an empty queue says so"
    assert seen("woodshed_recordings") == {("queued",): 2, ("processing",): 1}
    change("heartbeat_at = now() - interval '61 s'", third)
    with system_transaction() as db:
        claims.take(db, JobKind.ANALYSIS, job, "here:2")
    assert seen("woodshed_jobs_cut_off")["analysis",] == 1


def test_what_came_of_jobs_is_counted_for_an_hour_and_listening_timed_by_the_minute(seen: Any, queued: Any):
    quick, slow, odd, old = queued(), queued(), queued(), queued()
    done = "status = 'done', work_s = 120, updated_at = now(), claimed_at = now() - interval"
    change(f"{done} '2 s'", quick)
    change(f"{done} '4 s'", slow)
    change("status = 'failed', failure = 'not_audio', updated_at = now()", odd)
    change("status = 'done', work_s = 60, claimed_at = updated_at, updated_at = now() - interval '61 min'", old)
    assert seen("woodshed_jobs_ended_last_hour") == {("analysis", "done"): 2, ("analysis", "not_audio"): 1}
    assert seen("woodshed_analysis_seconds_per_minute") == {(): pytest.approx(1.5)}


def test_what_the_house_stands_on_is_told_and_what_is_away_leaves_the_rest(seen: Any, monkeypatch: Any):
    assert seen("woodshed_part_up") == {("database",): 1, ("redis",): 1, ("s3",): 1}
    assert 0 < seen("woodshed_database_connections_ratio")[()] < 1
    assert 0 < seen("woodshed_redis_memory_ratio")[()] < 1
    assert seen("woodshed_deliveries_waiting") == {("push",): 0, ("mail",): 0}
    redis_client.cache_clear()
    monkeypatch.setattr(get_settings(), "redis_url", "redis://127.0.0.1:9/0")
    assert seen("woodshed_part_up")["redis",] == 0
    assert seen("woodshed_workers") == {}
    assert seen("woodshed_jobs_oldest_seconds")["analysis",] == 0


def test_workers_say_that_they_are_there_until_they_have_ended(seen: Any):
    assert (seen("woodshed_workers"), seen("woodshed_sweep_age_seconds")) == ({(): 0}, {})
    alive.note_worker("one:7", 2)
    alive.note_worker("two:7", 4)
    alive.note_worker("one:7", 2)
    assert (seen("woodshed_workers"), seen("woodshed_worker_processes")) == ({(): 2}, {(): 6})
    alive.forget_worker("two:7", 4)
    redis_client().zadd("woodshed:workers", {"lost|8": 1.0})
    assert seen("woodshed_worker_processes") == {(): 2}
    alive.note_sweep()
    assert seen("woodshed_sweep_age_seconds")[()] < 60


def test_every_figure_of_rows_has_a_name():
    assert list(told.COUNTED) == list(figures.Figures.__dataclass_fields__)


def test_how_often_it_hears_right_is_told_of_five_people_who_let_it_be_counted(seen: Any, five: Any):  # noqa: F811
    assert seen("woodshed_heard_right_ratio") == {("cello", "1.18.0"): 0.9}
    assert seen("woodshed_heard_right_sessions") == {("cello", "1.18.0"): 5}
    say(five[0], wanted=False)
    assert seen("woodshed_heard_right_ratio") == {}
