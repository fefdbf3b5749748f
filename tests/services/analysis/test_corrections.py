"""What a player says against what was heard: beside it, never over it."""

from datetime import UTC, datetime

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotFound
from practice_app.ids import new_id
from practice_app.services import analysis, journal, practice, progress
from practice_app.services.analysis import corrections
from practice_app.services.analysis.corrections import CorrectionDraft
from tests.services.people import heard, person, session, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def ann(clean_database):
    return person("Ann")


@pytest.fixture
def row(ann):
    made = session(ann, NOON, 30)
    heard(made, ann, take(made, ann), 1800, 720)  # played from 0 to 720
    return made


def say(user_id, row, kind, start_s, end_s, **more):
    with transaction(user_id) as db:
        draft = CorrectionDraft(kind=kind, start_s=start_s, end_s=end_s, **more)
        return corrections.correct(db, user_id, row.id, draft)


def told(user_id, row):
    with transaction(user_id) as db:
        return analysis.of_session(db, user_id, row.id)


def test_without_a_correction_there_is_no_second_figure(ann, row):
    assert (told(ann, row).played_s, told(ann, row).corrected_s, told(ann, row).corrections) == (720, None, [])


def test_the_measured_time_stays_beside_the_corrected_one(ann, row):
    say(ann, row, "playing", 700, 780)
    assert (told(ann, row).played_s, told(ann, row).corrected_s) == (720, 780)
    say(ann, row, "not_playing", 0, 60)
    assert (told(ann, row).played_s, told(ann, row).corrected_s) == (720, 720)
    assert [one.kind for one in told(ann, row).corrections] == ["playing", "not_playing"]


def test_of_two_that_contradict_each_other_the_later_counts(ann, row):
    say(ann, row, "not_playing", 0, 100)
    say(ann, row, "playing", 50, 100)
    assert told(ann, row).corrected_s == 670


def test_it_can_be_taken_back(ann, row):
    said, _ = say(ann, row, "not_playing", 0, 60)
    with transaction(ann) as db:
        corrections.withdraw(db, ann, row.id, said.id)
    assert told(ann, row).corrected_s is None


def test_the_same_id_again_changes_nothing(ann, row):
    one, created = say(ann, row, "not_playing", 0, 60, id=(known := new_id()))
    again, created_again = say(ann, row, "playing", 5, 9, id=known)
    assert (created, created_again, again) == (True, False, one)


@pytest.mark.parametrize(("start_s", "end_s"), [(5, 5), (9, 5), (1800, 1900)])
def test_a_stretch_outside_the_session_or_without_length_is_refused(ann, row, start_s, end_s):
    with pytest.raises(Invalid):
        say(ann, row, "playing", start_s, end_s)


def test_a_stranger_corrects_and_withdraws_nothing(ann, row):
    bob = person("Bob")
    said, _ = say(ann, row, "not_playing", 0, 60)
    with pytest.raises(NotFound):
        say(bob, row, "playing", 0, 60)
    with pytest.raises(NotFound), transaction(bob) as db:
        corrections.withdraw(db, bob, row.id, said.id)
    with pytest.raises(NotFound):
        say(bob, session(bob, NOON, 10), "playing", 0, 60, id=said.id)
    assert told(ann, row).corrected_s == 660


def test_totals_count_what_was_corrected_and_say_so(ann, row):
    say(ann, row, "not_playing", 0, 120)
    with transaction(ann) as db:
        assert practice.show(db, ann, row.id).corrected_s == 600
        summed = progress.dash(db, ann, "UTC", "2026-03-02", "2026-03-02")
        month = journal.month(db, ann, "2026-03")
        ever = progress.totals(db, ann, NOON.date())
    assert (summed.totals.seconds, summed.totals.played_s, summed.totals.corrected) == (600, 720, 1)
    assert [(day.seconds, day.corrected) for day in summed.by_day] == [(600, True)]
    assert [(day.seconds, day.played_s, day.corrected) for day in month.days] == [(600, 720, True)]
    assert (ever.today_s, ever.corrected) == (600, 1)


def test_what_is_taken_back_counts_as_measured_again(ann, row):
    said, _ = say(ann, row, "not_playing", 0, 120)
    with transaction(ann) as db:
        corrections.withdraw(db, ann, row.id, said.id)
    with transaction(ann) as db:
        summed = progress.dash(db, ann, "UTC", "2026-03-02", "2026-03-02")
    assert (summed.totals.seconds, summed.totals.corrected, summed.by_day[0].corrected) == (720, 0, False)


def test_what_is_heard_anew_is_corrected_anew(ann, row):
    say(ann, row, "playing", 700, 780)
    heard(row, ann, take(row, ann, offset_s=900), 100, 50)  # a second take, played from 900 to 950
    with system_transaction() as db:
        corrections.refresh(db, row.id)
    with transaction(ann) as db:
        listed = practice.show(db, ann, row.id)
    assert listed.corrected_s == told(ann, row).corrected_s == 830
