"""How often the analyser is right about somebody is told to them, by what they said against it."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import transaction
from practice_app.services import analysis, practice, statistics
from practice_app.services.analysis import CorrectionDraft
from tests.services.people import heard, person, session, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


def practised(who, days=0):
    row = session(who, NOON + timedelta(days=days), 30)
    heard(row, who, take(row, who), 1800, 720)  # played from 0 to 720
    return row


def say(who, row, kind, start_s, end_s):
    with transaction(who) as db:
        analysis.correct(db, who, row.id, CorrectionDraft(kind=kind, start_s=start_s, end_s=end_s))


def told(who):
    with transaction(who) as db:
        return analysis.rightness(db, who)


def three(who):
    rows = [practised(who, day) for day in range(3)]
    say(who, rows[0], "not_playing", 0, 60)
    say(who, rows[1], "playing", 700, 840)
    say(who, rows[2], "playing", 0, 100)
    return rows


def test_what_was_missed_and_what_was_counted_too_much_is_told_apart(ann):
    three(ann)
    found = told(ann)
    assert (found.sessions, found.clock_s, found.missed_s, found.added_s) == (3, 5400, 120, 60)
    assert found.share == pytest.approx(1 - 180 / 5400)


def test_a_correction_that_says_what_was_heard_is_no_error(ann):
    rows = three(ann)
    say(ann, rows[1], "playing", 10, 20)
    assert (told(ann).missed_s, told(ann).added_s) == (120, 60)


def test_few_corrections_say_nothing_and_deleted_sessions_neither(ann):
    rows = three(ann)
    practised(ann, 4)
    with transaction(ann) as db:
        practice.delete(db, ann, rows[0].id)
    assert told(ann) is None


def test_nobody_elses_corrections_are_in_it(ann):
    three(ann)
    assert told(person("Bob")) is None


def test_it_stands_on_ones_own_statistics_and_on_nobody_elses(ann):
    three(ann)
    with transaction(ann) as db:
        own = statistics.overview(db, ann, span="all")
        seen = statistics.of_another(db, ann, "UTC", span="365", locale="en")
    assert (own.checked, own.right, own.missed_s, own.added_s) == (3, 0.967, 120, 60)
    assert seen.checked == 0
