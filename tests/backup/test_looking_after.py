"""A copy each day where one is wanted, and what is told of it: to administrators and to /metrics."""

import math
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from practice_app.backup import copies, making
from practice_app.commands import connections
from practice_app.database import system_transaction
from practice_app.models import AuthKind, User
from practice_app.services.accounts import signin
from practice_app.services.shared import backups
from practice_app.services.shared.backups import Outcome
from practice_app.services.shared.redis import client as redis_client
from practice_app.settings import get_settings
from practice_app.state.admin.house import AdminState
from tests.backup.conftest import named
from tests.services.people import person
from tests.state.tabs import call, tab


def told(api):
    lines = TestClient(api, base_url="http://localhost", client=("127.0.0.1", 5)).get("/metrics").text.splitlines()
    names = ("woodshed_backup_", "woodshed_restore_")
    return {name: float(value) for name, value in (line.split() for line in lines if line.startswith(names))}


def test_one_is_made_each_day_and_not_more(place):
    first = making.make_if_due()
    assert making.make_if_due() is None
    assert named() == [first.name]
    redis_client().flushdb()
    assert making.make_if_due() is None
    assert backups.known().last == Outcome(first.made_at.timestamp()), "what Redis forgot is found in the place"
    assert making.make_if_due(timedelta(0)) is not None


def test_the_worker_makes_none_where_none_is_wanted_and_says_why_it_could_not(place, caplog, monkeypatch):
    from workers import tasks  # reads the settings, which the fixtures make

    tasks.back_up()
    assert len(named()) == 1
    monkeypatch.setenv("BACKUP_KEY_FILE", str(place / "no-such-key"))
    monkeypatch.setenv("BACKUP_TO", str(place / "other"))
    get_settings.cache_clear()
    tasks.back_up()
    assert "no safety copy was made" in caplog.text
    assert "holds no key" in backups.known().failed.failure
    monkeypatch.delenv("BACKUP_TO")
    get_settings.cache_clear()
    assert making.make_if_due() is None
    assert not backups.known().wanted


def test_check_says_how_old_the_newest_is_and_whether_the_key_opens_it(place):
    assert [one.kind for one in connections.safety()] == ["note"]
    making.make()
    (said,) = connections.safety()
    assert (said.kind, "the key opens it" in said.sentence) == ("well", True)


def test_a_copy_elsewhere_is_not_the_one_of_the_night(place, tmp_path):
    making.make(str(tmp_path / "elsewhere"))
    assert backups.known().last is None


def test_metrics_tell_how_old_the_newest_is_and_of_none_that_it_is_infinitely_old(place, api):
    assert told(api)["woodshed_backup_age_seconds"] == math.inf
    made = making.make()
    backups.note_drill(Outcome(made.made_at.timestamp()))
    now = told(api)
    assert 0 <= now["woodshed_backup_age_seconds"] < 600
    assert 0 <= now["woodshed_restore_drill_age_seconds"] < 600
    assert (now["woodshed_backup_failed"], now["woodshed_backup_bytes"]) == (0, made.bytes)


def test_where_none_is_wanted_metrics_say_nothing_of_it(clean_database, api):
    assert told(api) == {}


@pytest.mark.anyio
async def test_an_administrator_sees_how_old_the_newest_is(place):
    who = person("Boss")
    with system_transaction() as db:
        user = db.get_one(User, who)
        user.roles, user.second_factor = ["admin"], True
        cookie = signin.sign_in(db, user, AuthKind.BROWSER, "Mozilla/5.0 Safari/604", both=True).cookie
    at = await tab(AdminState, cookie, "/admin")
    for outcome, word in (
        (None, "backup_none"),
        (Outcome(1.0), "backup_old"),
        (Outcome.failed("no room"), "backup_failed"),
        (Outcome(copies.made_at(copies.new_name()).timestamp()), "ok"),
    ):
        if outcome:
            backups.note(outcome)
        await call(at, "load")
        assert [one.word for one in at.health if one.part == "backup"] == [word]
