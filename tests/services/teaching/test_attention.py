"""What wants a teacher's attention: where each rule must speak, and where it must not."""

from dataclasses import replace

import pytest

from practice_app.services.teaching.students.rules import (
    attention,
    homework_due,
    no_faster,
    quiet,
    take_waits,
    too_fast,
)
from practice_app.services.teaching.students.seen import Due, Passage, Seen
from tests.services.teaching.forty import (
    DAILY,
    FORTY,
    STUCK,
    SUN,
    TODAY,
    WED,
    ago,
    days,
    drilled,
    played,
    student,
)


def test_there_are_forty():
    assert len(FORTY) == 40


@pytest.mark.parametrize("name", FORTY)
def test_of_a_class_of_forty_each_is_told_what_is_true(name):
    seen, meant = FORTY[name]
    assert {flag.kind for flag in attention(seen)} == meant


def test_the_class_as_a_whole_has_no_false_flag_and_misses_none():
    told = {name: {flag.kind for flag in attention(seen)} for name, (seen, _) in FORTY.items()}
    assert told == {name: meant for name, (_, meant) in FORTY.items()}
    assert sum(map(len, told.values())) == 14, "of forty, thirteen are named, one of them twice"


def test_silence_is_told_in_days_that_are_over():
    assert quiet(student(days(63, 5))) is None
    assert quiet(student(days(63, 6))).values == {"n": 5}
    assert quiet(student(days(63, 31))).values == {"n": 30}


def test_who_was_never_heard_of_is_told_since_when():
    found = quiet(student(since=9, known_from=ago(9)))
    assert ("since you are connected" in found.message, found.values) == (True, {"n": 8})
    assert "since you are connected" not in quiet(student(days(63, 9), since=30)).message


@pytest.mark.parametrize("last", range(1, 30))
def test_a_rest_day_is_never_one_of_the_five(last):
    resting = student(days(63, last), rests={SUN: None, WED: None})
    missed = [ago(n) for n in range(1, last) if ago(n).weekday() not in (SUN, WED)]
    assert (quiet(resting) is not None) == (len(missed) >= 5)


def test_a_rest_day_that_is_taken_back_counts_again():
    before = student(days(63, 6), rests={SUN: ago(30)})
    assert quiet(before)
    assert not quiet(replace(before, rests={SUN: TODAY}))


def test_a_weekday_without_practice_is_a_habit_after_four_weeks_and_no_sooner():
    weekends = days(63, 5, {5, 6})
    assert not quiet(student(weekends - {ago(5)}))
    newcomer = student(frozenset(day for day in weekends if day >= ago(20)) - {ago(5)}, known_from=ago(20))
    assert quiet(replace(newcomer, days=frozenset(sorted(newcomer.days)[-2:])))


def test_nobody_is_flagged_in_their_first_days():
    for n in range(6):
        assert not quiet(student(since=n, known_from=ago(n)))
        assert not quiet(student(days(63, 40), since=n))


def test_rounds_are_told_with_the_tempo_and_the_target():
    found = no_faster(student(DAILY, passages=(drilled(STUCK),)))
    assert found.values == {"what": "Gavotte, Trio", "n": 60, "a": 71, "b": 100}


def test_of_two_that_stand_still_the_one_with_more_rounds_is_told():
    two = (drilled(STUCK, 8, section="Coda"), drilled(STUCK, 12))
    assert no_faster(student(DAILY, passages=two)).values["n"] == 72


def test_what_counts_is_the_half_of_the_rounds_not_of_the_days():
    climbed_after_a_long_first_day = Passage(
        "Gavotte",
        "Trio",
        100.0,
        ((ago(9), 30), (ago(8), 30), (ago(7), 2), (ago(6), 2)),
        tuple(drilled([70, 70, 80, 82], first=9).paces),
    )
    assert not no_faster(student(DAILY, passages=(climbed_after_a_long_first_day,)))


def test_a_gain_of_three_percent_is_one():
    assert no_faster(student(DAILY, passages=(drilled([70, 70, 70, 72, 72, 72]),)))
    assert not no_faster(student(DAILY, passages=(drilled([70, 70, 70, 72.2, 72.2, 72.2]),)))


def test_haste_is_told_with_both_tempi():
    found = too_fast(student(DAILY, passages=(played(140, 138, 142),)))
    assert found.values == {"what": "Gavotte, Trio", "a": 140, "b": 100}


def test_the_edge_of_haste_is_a_quarter():
    assert too_fast(student(DAILY, passages=(played(125, 125, 125),)))
    assert not too_fast(student(DAILY, passages=(played(124, 140, 140),)))


def test_a_piece_apart_from_its_passages_has_its_name_alone():
    assert too_fast(student(DAILY, passages=(played(140, 138, 142, section=""),))).values["what"] == "Gavotte"


def test_takes_are_counted_and_none_is_no_reason():
    assert take_waits(student(DAILY)) is None
    assert take_waits(student(DAILY, takes=1)).message == "A take waits for you."
    assert take_waits(student(DAILY, takes=3)).values == {"n": 3}


def test_homework_is_told_on_the_eve_while_nothing_was_done_for_it():
    eve, done = Due("Scales", ago(-1)), Due("Gigue", ago(-1), touched=True)
    assert homework_due(student(DAILY, homework=(eve, done))).values == {"what": "Scales"}
    assert homework_due(student(DAILY, homework=(eve, eve))).values == {"n": 2}
    for silent in ((), (done,), (Due("Scales", TODAY),), (Due("Scales", ago(1)),), (Due("Scales", ago(-2)),)):
        assert homework_due(student(DAILY, homework=silent)) is None


def test_somebody_of_whom_nothing_is_known_is_no_reason():
    assert attention(Seen(today=TODAY, since=TODAY, known_from=TODAY)) == []
