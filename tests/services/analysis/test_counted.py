"""Counts of how often the analyser is right hold those who let themselves be counted, and tell of nobody alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid
from practice_app.models import User
from practice_app.models.columns import now
from practice_app.services import accounts, analysis, practice
from practice_app.services.accounts import audit
from practice_app.services.analysis import CorrectionDraft, counted
from practice_app.services.analysis.counted import MOST_EACH
from tests.services.people import heard, person, session, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def practised(who, instrument="cello", version="1.18.0", days=0):
    """Ten minutes of which six were heard, and of these one was somebody else's."""
    row = session(who, NOON + timedelta(days=days), 10, instrument=instrument)
    heard(row, who, take(row, who), 600, 360, version=version)
    with transaction(who) as db:
        analysis.correct(db, who, row.id, CorrectionDraft(kind="not_playing", start_s=0, end_s=60))
    return row


def say(who, wanted):
    with transaction(who) as db:
        return accounts.update_profile(db, who, {"counted": wanted})


def told():
    with system_transaction() as db:
        return {(row.version, row.instrument): row for row in counted(db)}


@pytest.fixture
def five(clean_database):
    """Five people who corrected a session with the cello and let it be counted."""
    people = [person(f"Cellist {n}") for n in range(5)]
    for who in people:
        practised(who)
        say(who, wanted=True)
    return people


def test_five_people_are_told_together_as_counts(five):
    row = told()["1.18.0", "cello"]
    assert (row.people, row.told.sessions, row.told.clock_s) == (5, 5, 3000)
    assert (row.told.missed_s, row.told.added_s, row.told.share) == (0, 300, 0.9)


def test_nobody_is_counted_who_did_not_say_so(five):
    stranger = person("Stranger")
    practised(stranger)
    assert not accounts_row(stranger).counted
    assert told()["1.18.0", "cello"].people == 5


def test_who_takes_it_back_is_in_no_count_from_then_on(five):
    say(five[0], wanted=False)
    assert told() == {}
    say(five[0], wanted=True)
    assert told()["1.18.0", "cello"].people == 5


def test_of_fewer_than_five_nothing_is_told(five):
    say(five[0], wanted=False)
    practised(five[1], days=1)
    practised(five[1], days=2)
    assert told() == {}


def test_instruments_of_few_are_told_together_once_these_are_five(five):
    for who, instrument in zip(five, ("viola", "viola", "oboe", "oboe", "my very own nose flute"), strict=True):
        practised(who, instrument, days=3)
    found = told()
    assert set(found) == {("1.18.0", "cello"), ("1.18.0", "")}
    assert found["1.18.0", ""].people == 5


def test_words_of_ones_own_are_never_a_row(five):
    for who in five:
        practised(who, "uncle Bob's old fiddle", days=3)
    assert set(told()) == {("1.18.0", "cello"), ("1.18.0", "")}


def test_each_version_stands_apart_the_newest_first(five):
    for who in five:
        practised(who, version="1.9.0", days=3)
    assert list(told()) == [("1.18.0", "cello"), ("1.9.0", "cello")]


def test_nobody_outweighs_the_others(five):
    for n in range(MOST_EACH + 5):
        practised(five[0], days=n + 1)
    assert told()["1.18.0", "cello"].told.sessions == MOST_EACH + 4


@pytest.mark.parametrize("gone", ["deleted_at", "paused_at"])
def test_who_leaves_or_is_paused_is_counted_no_more(five, gone):
    with system_transaction() as db:
        db.execute(text(f"UPDATE users SET {gone} = now() WHERE id = :id"), {"id": five[0]})
    assert told() == {}


def test_a_session_that_is_deleted_is_in_no_count(five):
    row = practised(five[0], days=1)
    with transaction(five[0]) as db:
        practice.delete(db, five[0], row.id)
    assert told()["1.18.0", "cello"].told.sessions == 5


@pytest.mark.parametrize("child", [{"username": "kim"}, {"birth_year": now().year - 9, "country": "KR"}])
def test_of_whom_somebody_looks_after_nothing_can_be_counted(clean_database, child):
    who = person("Kim")
    with system_transaction() as db:
        for name, value in child.items():
            setattr(db.get_one(User, who), name, value)
    with pytest.raises(Invalid):
        say(who, wanted=True)
    assert not accounts_row(who).may_be_counted


def test_that_it_was_said_stands_in_what_happened_once(clean_database):
    ann = person("Ann")
    for wanted in (True, True, False, False):
        assert say(ann, wanted).counted == wanted
    with transaction(ann) as db:
        kinds = [row.kind for row in audit.listed(db, ann).items]
    assert kinds == ["counted_no_more", "counted"]


def accounts_row(who):
    with transaction(who) as db:
        return accounts.profile(db, who)
