"""What makes days a streak: a day-by-day telling of the rules, against the way the house works it out."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice_app.services.progress.runs import Run
from practice_app.services.progress.streaks import EARNED_BY, MOST, NO_RESTS, worked_out
from practice_app.services.progress.today import Here

BEGIN = date(2026, 2, 2)  # a Monday
A_DAY = timedelta(days=1)
SOME = settings(max_examples=150, deadline=None)


def day(n):
    return BEGIN + n * A_DAY


offsets = st.lists(st.integers(0, 60), max_size=60)
weekdays = st.dictionaries(st.integers(0, 6), st.one_of(st.none(), st.integers(0, 60).map(day)), max_size=6)


def noon(on, zone="UTC"):
    return datetime.combine(on, time(12), ZoneInfo(zone)).astimezone(UTC)


def runs_of(days, zone="UTC"):
    """Put days, in any order and repeated, into runs of dates."""
    out = []
    for on in sorted(set(days)):
        if out and on - out[-1][-1] == A_DAY:
            out[-1].append(on)
        else:
            out.append([on])
    return [
        Run(on[0], on[-1], len(on), zone, zone, noon(on[0], zone), noon(on[-1], zone) + timedelta(hours=1))
        for on in out
    ]


def found(days, rests=NO_RESTS, today=60, zone="UTC"):
    return worked_out(runs_of(days, zone), rests, Here(zone, day(today) if isinstance(today, int) else today))


def told(days, rests, today):
    """The rules one day after another, as they would be explained to somebody."""
    practised, length, longest, kept, towards, frozen = set(days), 0, 0, 0, 0, []
    for n in range((max([today, *practised], default=today) - BEGIN).days + 1):
        on = day(n)
        until = rests.get(on.weekday(), date.min)
        if on in practised:
            length += 1
            longest = max(longest, length)
            if kept < MOST:
                kept, towards = (kept + 1, 0) if towards + 1 == EARNED_BY else (kept, towards + 1)
        elif until is None or on < until or on >= today or not length:
            continue
        elif kept:
            kept -= 1
            frozen.append(on)
        else:
            length = towards = 0
    return length, longest, kept, tuple(frozen)


@SOME
@given(offsets, weekdays, st.integers(0, 70))
def test_it_is_what_the_rules_say_day_by_day(some, rests, today):
    days = [day(n) for n in some if n <= today]
    out = found(days, rests, today)
    assert (out.current, out.longest, out.freezes, out.frozen) == told(days, rests, day(today))


@SOME
@given(offsets, weekdays, st.randoms())
def test_order_and_repetition_change_nothing(some, rests, chance):
    days = [day(n) for n in some]
    shuffled = [*days, *days[:7]]
    chance.shuffle(shuffled)
    assert found(shuffled, rests) == found(days, rests)


@SOME
@given(offsets, weekdays, st.integers(0, 60))
def test_a_late_sync_never_makes_a_streak_shorter(some, rests, late):
    days = [day(n) for n in some]
    before, after = found(days, rests), found([*days, day(late)], rests)
    assert after.longest >= before.longest
    assert after.current >= before.current
    assert found([on for on in [*days, day(late)] if on != day(late) or late in some], rests) == before


@SOME
@given(offsets, weekdays, st.integers(0, 60))
def test_only_days_that_are_over_take_a_freeze(some, rests, today):
    days = [day(n) for n in some if n <= today]
    out = found(days, rests, today)
    assert all(on < day(today) and on not in days and 0 <= out.freezes <= MOST for on in out.frozen)


@SOME
@given(offsets, weekdays)
def test_each_length_has_the_day_on_which_it_was_first_reached(some, rests):
    out = found([day(n) for n in some], rests)
    reached = [out.reached(n) for n in range(1, out.longest + 1)]
    assert all(one < other for one, other in pairwise(reached))
    assert out.reached(out.longest + 1) is None
    assert set(reached) <= {day(n) for n in some}


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Seoul"])
@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25), date(2018, 11, 4), date(2026, 4, 5)])
def test_clocks_put_forward_or_back_are_days_like_others(zone, change):
    days = [change + n * A_DAY for n in range(-3, 4)]
    assert found(days, today=days[-1], zone=zone).current == 7
    assert found([on for on in days if on != change], today=days[-1], zone=zone).current == 3, "that day was missed"


def test_seven_days_earn_a_freeze_and_a_missed_day_takes_it():
    week = [day(n) for n in range(7)]
    assert [found(week[:n], today=n - 1).until_freeze for n in (1, 6, 7)] == [6, 1, 7]
    assert [found(week, today=n).freezes for n in (6, 7)] == [1, 1], "today is not over yet"
    missed = found(week, today=8)
    assert (missed.current, missed.freezes, missed.frozen) == (7, 0, (day(7),))
    assert (found(week, today=9).current, found([*week, day(8)], today=9).current) == (0, 8)
    assert found([*week, day(7)], today=9).frozen == (day(8),), "the session of that day arrived late"


def test_no_more_than_two_are_kept():
    out = found([day(n) for n in range(50)], today=49)
    assert (out.freezes, out.until_freeze) == (2, 0)
    assert found([day(n) for n in range(50)], today=53).current == 0


def test_a_rest_day_neither_breaks_a_streak_nor_lengthens_it_and_may_be_practised():
    sundays = {6: None}
    days = [day(n) for n in range(14) if n != 6]
    out = found(days, sundays, today=13)
    assert (out.current, out.freezes, out.frozen) == (13, 1, ())
    assert found([*days, day(6)], sundays, today=13).current == 14
    assert found(days[:6], sundays, today=8).current == 0, "Monday was missed"


def test_rest_days_of_the_past_stay_when_there_are_none_any_more():
    days = [day(n) for n in range(14) if n != 6]
    assert found(days, {6: day(7)}, today=13).current == 13
    assert found([*days, *(day(n) for n in range(14, 20))], {6: day(14)}, today=22).frozen == (day(20), day(21))
