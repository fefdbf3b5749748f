"""`make demo`: a believable year that can be made again without making it twice."""

from datetime import UTC, datetime

import pytest

from practice_app.database import transaction
from practice_app.demo import ANN, PASSWORD, heard, seed_demo, year
from practice_app.demo.people import CLASS, EVERYONE
from practice_app.services import accounts, analysis, practice, progress
from practice_app.services.accounts import passwords
from practice_app.services.shared import storage


@pytest.fixture
def fresh_s3(clean_database):
    storage.client.cache_clear()
    yield
    storage.client.cache_clear()


def test_a_month_of_ann_can_be_seen_and_heard_and_made_again(fresh_s3):
    seeded = seed_demo((ANN,), days=30)
    assert seeded == seed_demo((ANN,), days=30)
    with transaction(seeded.ann) as db:
        assert accounts.itself(db, seeded.ann).display_name == "Ann Keller"
        sessions = practice.sessions(db, seeded.ann, limit=100).items
        streak = progress.streak(db, seeded.ann, progress.here(db, seeded.ann, ANN.timezone))
        kept = analysis.of_session(db, seeded.ann, sessions[0].id)
    assert len(sessions) == seeded.sessions + 1, "and the take that she kept"
    assert streak.current >= 5
    assert kept.status == "ready"
    assert kept.played_s == pytest.approx(4 * 10.5 * 60 / 72, rel=0.1)


def test_the_demo_signs_in(fresh_s3):
    from practice_app.database import system_transaction

    seed_demo((CLASS[3],), days=10)
    with system_transaction() as db:
        player = accounts.find(db, CLASS[3].email)
    assert player.display_name == CLASS[3].name
    assert passwords.check(PASSWORD, player.password_hash).right


def test_a_year_is_the_same_whenever_it_is_asked():
    today = datetime(2026, 3, 1, 23, tzinfo=UTC)
    once = year.practised(ANN, today.date(), today)
    assert once == year.practised(ANN, today.date(), today)
    assert 200 < len(once) < 330
    assert len({session.id for session in once}) == len(once)
    assert all(session.id.version == 7 for session in once)


def test_what_was_heard_fits_what_the_clock_says():
    today = datetime(2026, 3, 1, 23, tzinfo=UTC)
    for player in EVERYONE:
        for session in year.practised(player, today.date(), today)[-5:]:
            told = heard.analysis(session)
            assert 0 < told["played_s"] < told["clock_s"] == session.draft.clock_s
            assert told["spans"][-1]["end_s"] == pytest.approx(told["clock_s"])
            assert all(m["value"] is not None or m["reason"] for m in told["metrics"])
