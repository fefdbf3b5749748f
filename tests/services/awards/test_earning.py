"""What is earned, from a history alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_app.locales import catalog
from practice_app.services.awards.achievements import ACHIEVEMENTS, BY_KEY, Measure
from practice_app.services.awards.earning import History, earned, measured

A_DAY = 86_400


def in_a_row(days):
    """Put days that follow one another together."""
    runs = []
    for day in sorted(set(days)):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def of_days(*days, minutes=30.0, weight=1, repetitions=0):
    """Somebody who practised on these days (0 is a Monday), each at noon."""
    first = date(2026, 3, 2).toordinal()
    ordinals = [first + day for day in days]
    return History(
        ended_at=[day * A_DAY + A_DAY / 2 for day in days],
        days=ordinals,
        counted_s=[minutes * 60] * len(days),
        weights=[weight] * len(days),
        repetitions=[repetitions] * len(days),
        runs=in_a_row(ordinals),
    )


def keys(history):
    return {one.key for one in earned(history)}


def moment(history, key):
    return earned(history)[BY_KEY[key]]


def test_there_are_enough_of_them_each_with_words_in_every_language_and_an_icon():
    assert len(ACHIEVEMENTS) == len(BY_KEY) >= 30
    assert len({one.title for one in ACHIEVEMENTS}) == len(ACHIEVEMENTS)
    for one in ACHIEVEMENTS:
        assert one.icon
        assert ("{n}" in one.description) or one.tier == 1
        for language in ("ko", "zh-Hant"):
            assert all(catalog(language).get(text).string for text in (one.title, one.description)), one.key


def test_nothing_is_earned_by_nothing():
    assert earned(History()) == {}


def test_hours_are_earned_by_the_session_that_filled_them():
    history = of_days(0, 3, 9, minutes=25)
    assert moment(history, "hours-1") == history.ended_at[2]
    assert measured(history)[Measure.HOURS].value == pytest.approx(1.25)
    assert "hours-10" not in keys(history)


def test_days_in_a_row_are_counted_in_the_longest_run_only():
    history = of_days(0, 1, 5, 6, 7, 8)
    assert moment(history, "streak-3") == history.ended_at[4]
    assert measured(history)[Measure.STREAK].value == 4
    assert "streak-7" not in keys(history)


def test_rest_days_and_freezes_that_a_run_spans_break_nothing():
    history = of_days(0, 1, 3, 4, 5, 6, 7)
    one_run = [day for run in history.runs for day in run]
    assert "streak-7" not in keys(history)
    assert "streak-7" in keys(History(**{**vars(history), "runs": [one_run]}))


def test_slow_practice_counts_as_slow_and_below_sixty_as_both():
    assert "slow-1" in keys(of_days(0, 1, weight=2))
    assert "still-10" not in keys(of_days(0, 1, weight=2))
    assert {"slow-1", "still-10", "still-60"} <= keys(of_days(0, 1, weight=3))
    assert not {"slow-1", "still-10"} & keys(of_days(0, 1))


def test_coming_back_after_two_weeks_is_welcome_and_a_short_rest_is_nothing_to_come_back_from():
    assert "returns-1" in keys(of_days(0, 15))
    assert "returns-1" not in keys(of_days(0, 14))


def test_weeks_in_a_row_want_three_days_each():
    four = [week * 7 + day for week in range(4) for day in (0, 2, 4)]
    assert moment(of_days(*four), "weeks-4") == of_days(*four).ended_at[-1]
    assert "weeks-4" not in keys(of_days(*(day for day in four if day != 9)))


def test_ten_short_days_are_enough_for_something():
    assert "short-10" in keys(of_days(*range(10), minutes=10))
    assert "short-10" not in keys(of_days(*range(10)))


def test_a_day_grows_a_run_with_its_first_session():
    history = of_days(0, 1, 2, 2)
    assert moment(history, "streak-3") == history.ended_at[2]


practised = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 23), st.integers(1, 90), st.integers(1, 3)), max_size=40, unique=True
)


def history_of(told):
    in_turn = sorted(told)
    first = date(2026, 3, 2).toordinal()
    return History(
        ended_at=[day * A_DAY + hour * 3600 + minutes for day, hour, minutes, _ in in_turn],
        days=[first + day for day, *_ in in_turn],
        counted_s=[minutes * 60.0 for _, _, minutes, _ in in_turn],
        weights=[weight for *_, weight in in_turn],
        repetitions=[minutes for _, _, minutes, _ in in_turn],
        runs=in_a_row(first + day for day, *_ in in_turn),
    )


@settings(max_examples=100, deadline=None)
@given(practised, st.tuples(st.integers(0, 60), st.integers(0, 23), st.integers(16, 90), st.integers(1, 3)))
def test_practising_more_never_takes_anything_but_short_days_and_breaks_away(told, more):
    before, after = keys(history_of(told)), keys(history_of({*told, more}))
    assert {key for key in before if not key.startswith(("short", "returns"))} <= after


@settings(max_examples=100, deadline=None)
@given(practised)
def test_what_is_earned_was_earned_by_a_session_and_never_before_its_measure_came_so_far(told):
    history = history_of(told)
    found = measured(history)
    for one, at in earned(history).items():
        assert at in history.ended_at
        assert found[one.measure].value >= one.tier
